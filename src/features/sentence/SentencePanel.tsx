import clsx from "clsx";
import { ChevronRight, CircleAlert } from "lucide-react";
import { lazy, type ReactNode, Suspense } from "react";
import type { Sentence, SentencePart } from "@/scene/narration/sentence";
import { useNarration, useWalk } from "@/state/derived";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";
import { Scroller } from "@/ui/Scroller";
import { Words } from "@/ui/Words";

/** Loaded behind the walk: only what is undecided needs it. */
const SayButton = lazy(async () => ({ default: (await import("./SayButton")).SayButton }));

export interface SentencePanelProps {
  /** For the phone: whole sentences over several lines, the outcome below them. */
  readonly isCompact?: boolean;
}

/** What the hop at hand is, what comes next, and how the whole walk ends. */
export function SentencePanel({ isCompact = false }: SentencePanelProps) {
  const { problem } = useWalk();
  const isCovered = useStore((state) => state.panels.isSentenceCovered);
  if (problem !== undefined) return <Problem sentence={problem} />;
  if (isCovered) return <Covered />;
  return isCompact ? <Compact /> : <Wide />;
}

/** A sentence longer than this may not fit on one line: it is set smaller, on two. */
const ONE_LINE = 62;
/** An outcome longer than this does not fit on two lines. */
const TWO_LINES = 84;
/** One longer than this is given more width, which the sentence beside it lacks then. */
const FOUR_LINES = 180;

function Wide() {
  const { now, next, outcome } = useNarration();
  const isLong = textOf(now).length > ONE_LINE;
  return (
    <Frame>
      <div className="flex min-w-0 flex-1 flex-col justify-center overflow-hidden px-4">
        <Live>
          <p
            title={textOf(now)}
            className={clsx(
              "font-medium",
              isLong
                ? "line-clamp-2 text-[14px]/[18px] in-data-[density=projector]:text-[20px]/[26px]"
                : "truncate text-lg",
            )}
          >
            <Words parts={now} />
          </p>
          <p
            title={textOf(next)}
            className={clsx("text-text-2", isLong ? "line-clamp-2 text-sm" : "truncate text-md")}
          >
            <Words parts={next} />
          </p>
        </Live>
      </div>
      <Suspense>
        <SayButton />
      </Suspense>
      <Outcome sentence={outcome} />
    </Frame>
  );
}

/** How the whole walk ends. A long one is set smaller and makes the line higher; only a very long one is scrolled. */
function Outcome({ sentence }: { readonly sentence: Sentence }) {
  const { length } = textOf(sentence);
  const isLong = length > TWO_LINES;
  return (
    <Scroller
      label="How the walk ends"
      className={clsx(
        "grid max-h-29 flex-none items-center border-l border-line px-4 in-data-[density=projector]:max-h-40 in-data-[density=projector]:w-120",
        length > FOUR_LINES ? "w-110" : "w-90",
      )}
    >
      <p className={clsx("text-text-2", isLong ? "py-1.5 text-sm" : "text-md")}>
        <Words parts={sentence} />
      </p>
    </Scroller>
  );
}

/** There is no key to press on a phone. */
function forTouch(part: SentencePart): SentencePart {
  return { ...part, text: part.text.replace("Press space", "Press play") };
}

/** On a phone a sentence longer than this is set smaller, so that it stands there whole. */
const LONG_BY_HAND = 80;
/** What is more in all is given more height; all else has one height, so that nothing jumps. */
const MOST_BY_HAND = 360;

function Compact() {
  const { now, next, outcome } = useNarration();
  const isLong = textOf(now).length > LONG_BY_HAND;
  const all = textOf([...now, ...next, ...outcome]).length;
  return (
    <section
      aria-label="What happens here"
      className={clsx("flex flex-col", all > MOST_BY_HAND ? "h-58" : "h-46")}
    >
      <Scroller label="This hop" className="flex-1 px-4 pt-3 pb-1">
        <Live>
          <p className={clsx("font-medium", isLong ? "text-[14px]/[20px]" : "text-[16px]/[24px]")}>
            <Words parts={now.map(forTouch)} />
          </p>
          <p className={clsx("mt-0.5 text-text-2", isLong ? "text-sm" : "text-[13px]/[20px]")}>
            <Words parts={next} />
          </p>
        </Live>
        <Suspense>
          <SayButton />
        </Suspense>
      </Scroller>
      <div className="flex shrink-0 border-t border-line-faint">
        <Scroller
          label="How the walk ends"
          className="max-h-18.5 min-w-0 flex-1 self-center py-1.5 pl-4"
        >
          <p className="text-[13px]/[20px] text-text-2">
            <Words parts={outcome} />
          </p>
        </Scroller>
        <WhyDoor />
      </div>
    </section>
  );
}

/** To the hops that decided, under the answer. */
function WhyDoor() {
  const showDecisive = useStore((state) => state.panels.showDecisive);
  return (
    <Button
      variant="plain"
      size="touch"
      className="mr-1 self-center"
      aria-label="What decided"
      onClick={showDecisive}
    >
      Why <ChevronRight aria-hidden="true" className="size-3.5" />
    </Button>
  );
}

function Frame({ children }: { readonly children: ReactNode }) {
  return (
    <section
      aria-label="What happens here"
      className="flex min-h-14 shrink-0 border-t border-line bg-panel in-data-[density=projector]:min-h-20"
    >
      {children}
    </section>
  );
}

/** Spoken as it changes; not while the walk plays faster than anybody could listen. */
function Live({ children }: { readonly children: ReactNode }) {
  const isFast = useStore(({ playback }) => playback.isPlaying && playback.speed > 1);
  return <div aria-live={isFast ? "off" : "polite"}>{children}</div>;
}

/** Why there is no walk: it stands where the sentence would be. */
function Problem({ sentence }: { readonly sentence: string }) {
  return (
    <section
      aria-label="What happens here"
      className="flex min-h-14 shrink-0 border-t border-line bg-panel in-data-[density=projector]:min-h-20"
    >
      <p
        role="status"
        className="flex items-center gap-3 px-4 py-2 text-lg font-medium max-md:text-md"
      >
        <CircleAlert aria-hidden="true" className="size-5 shrink-0 text-verdict-drop-text" />
        {sentence}
      </p>
    </section>
  );
}

/** For a class: what the packet will do is not said until somebody asks. */
function Covered() {
  const setCovered = useStore((state) => state.panels.setSentenceCovered);
  return (
    <Frame>
      <p className="flex flex-1 items-center gap-3 px-4 text-lg font-medium text-text-2">
        What will the packet do here?
        <Button onClick={() => setCovered(false)}>Show</Button>
      </p>
    </Frame>
  );
}

function textOf(parts: readonly { readonly text: string }[]): string {
  return parts.map(({ text }) => text).join("");
}
