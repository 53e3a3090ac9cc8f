import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useNarration, useWalk } from "@/state/derived";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";
import { Words } from "@/ui/Words";

export interface SentencePanelProps {
  /** For the phone: whole sentences over several lines, without the outcome beside them. */
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

function Wide() {
  const { now, next, outcome } = useNarration();
  return (
    <Frame>
      <div className="min-w-0 flex-1 px-4 pt-1.5">
        <Live>
          <p className="truncate text-lg font-medium" title={textOf(now)}>
            <Words parts={now} />
          </p>
          <p className="truncate text-md text-text-2" title={textOf(next)}>
            <Words parts={next} />
          </p>
        </Live>
      </div>
      <p className="line-clamp-2 w-90 shrink-0 self-center overflow-hidden border-l border-line px-4 text-md text-text-2 in-data-[density=projector]:w-120">
        <Words parts={outcome} />
      </p>
    </Frame>
  );
}

function Compact() {
  const { now, next } = useNarration();
  return (
    <section aria-label="What happens here" className="px-4 pt-3 pb-2">
      <Live>
        <p className="text-[16px]/[24px] font-medium">
          <Words parts={now} />
        </p>
        <p className="mt-0.5 text-[13px]/[20px] text-text-2">
          <Words parts={next} />
        </p>
      </Live>
    </section>
  );
}

function Frame({ children }: { readonly children: ReactNode }) {
  return (
    <section
      aria-label="What happens here"
      className="flex min-h-14 shrink-0 border-t border-line bg-panel in-data-[density=projector]:min-h-18"
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
    <Frame>
      <p role="status" className="flex items-center gap-3 px-4 text-lg font-medium">
        <CircleAlert aria-hidden="true" className="size-5 shrink-0 text-verdict-drop-text" />
        {sentence}
      </p>
    </Frame>
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
