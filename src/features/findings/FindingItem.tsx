import clsx from "clsx";
import { CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { Finding, FindingLevel, FindingPlace } from "@/findings/finding";
import { showFinding } from "@/state/findings/showFinding";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";
import { Chip } from "@/ui/Chip";

interface Sign {
  readonly name: string;
  readonly icon: typeof Info;
  readonly tone: string;
}

const SIGNS: Readonly<Record<FindingLevel, Sign>> = {
  warning: { name: "Warning", icon: TriangleAlert, tone: "text-verdict-drop-text" },
  note: { name: "Note", icon: Info, tone: "text-text-2" },
  known: { name: "Known", icon: CircleCheck, tone: "text-text-3" },
};

export interface FindingItemProps {
  readonly node: string;
  readonly finding: Finding;
}

/** One finding. Choosing it goes to its rule in the graph and opens why it matters and what to do. */
export function FindingItem({ node, finding }: FindingItemProps) {
  const [isOpen, setOpen] = useState(false);
  const { level, title, place } = finding;
  const { name, icon: Icon, tone } = SIGNS[level];
  return (
    <li className="border-b border-line-faint last:border-b-0">
      <button
        type="button"
        aria-expanded={isOpen}
        className="flex w-full items-start gap-2 rounded-2 py-1.5 text-left text-md hover:bg-hover"
        onClick={() => {
          setOpen(!isOpen);
          if (!isOpen && place !== undefined) showFinding(node, place);
        }}
      >
        <Icon aria-label={name} className={clsx("mt-0.5 size-4 shrink-0", tone)} />
        <span className="min-w-0 flex-1 wrap-anywhere">{title}</span>
        {place !== undefined && <Chip tone={place.table}>{place.table}</Chip>}
      </button>
      {isOpen && <Details node={node} finding={finding} />}
    </li>
  );
}

function Details({ node, finding }: FindingItemProps) {
  const { why, whatToDo, source, place, alike } = finding;
  return (
    <div className="flex flex-col gap-1.5 pb-2 pl-6 text-md text-text-2">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1">
        <Part name="Why it matters" text={why} />
        <Part name="What to do" text={whatToDo} />
        {source !== undefined && <Part name="Known from" text={source} />}
        {alike !== undefined && alike.named.length > 0 && (
          <>
            <dt className="text-text-3">Also</dt>
            <dd className="wrap-anywhere">
              <Others node={node} alike={alike} />
            </dd>
          </>
        )}
      </dl>
      {place !== undefined && (
        <div>
          <Button
            className="text-sm"
            onClick={() => {
              showFinding(node, place);
              useStore.getState().panels.showRules();
            }}
          >
            {place.ruleNumber === undefined
              ? `Show ${place.chain} in the rules`
              : `Show rule ${place.ruleNumber} of ${place.chain}`}
          </Button>
        </div>
      )}
    </div>
  );
}

interface OthersProps {
  readonly node: string;
  readonly alike: NonNullable<Finding["alike"]>;
}

/** The next few of very many alike; each leads to its place. */
function Others({ node, alike: { named, others } }: OthersProps) {
  return (
    <>
      {named.map((place) => (
        <button
          key={`${place.chain} ${place.ruleNumber}`}
          type="button"
          className="kernel mr-3 underline decoration-line underline-offset-2 hover:text-text"
          onClick={() => showFinding(node, place)}
        >
          {placeName(place)}
        </button>
      ))}
      {others > named.length && `and ${(others - named.length).toLocaleString("en")} more`}
    </>
  );
}

function placeName({ chain, ruleNumber }: FindingPlace): string {
  return ruleNumber === undefined ? chain : `${chain}, rule ${ruleNumber}`;
}

function Part({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <>
      <dt className="text-text-3">{name}</dt>
      <dd className="wrap-anywhere">{text}</dd>
    </>
  );
}
