import clsx from "clsx";
import { Check, CircleHelp, Dices } from "lucide-react";
import type { PartExplanation } from "@/engine";
import { isLostDraw } from "@/scene/narration/lostDraw";
import { passedOverSentence } from "@/scene/narration/passedOverSentence";
import { NotEqual } from "@/ui/NotEqual";
import { Words } from "@/ui/Words";

export interface PartTableProps {
  readonly parts: readonly PartExplanation[];
  /** What chance drew for this rule, where that is known. */
  readonly drawn: number | undefined;
}

/** The parts of a rule, and of each how the packet's value stands to the one asked for. */
export function PartTable({ parts, drawn }: PartTableProps) {
  const failed = parts.find(({ decision }) => decision === "no");
  return (
    <table className="w-full text-left">
      <thead className="sr-only">
        <tr>
          <th>Holds</th>
          <th>Part of the rule</th>
          <th>The packet</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={`${part.part} ${part.field}`} className="border-t border-line-faint align-top">
            <td className="w-5 py-1">
              <Sign part={part} />
            </td>
            <td
              className={clsx(
                "kernel py-1 pr-3",
                part === failed &&
                  "underline decoration-verdict-reject decoration-dotted underline-offset-3",
              )}
            >
              {part.part}
            </td>
            <td className={clsx("py-1 text-sm", part === failed ? "text-text" : "text-text-2")}>
              <Words parts={passedOverSentence(part, drawn)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Sign({ part }: { readonly part: PartExplanation }) {
  const className = "mt-0.5 size-3";
  if (part.decision === "yes")
    return <Check aria-label="holds" className={clsx(className, "text-verdict-accept-text")} />;
  if (part.decision === "no" && isLostDraw(part))
    return <Dices aria-label="lost the draw" className={clsx(className, "text-text-2")} />;
  if (part.decision === "no")
    return (
      <NotEqual label="does not hold" className={clsx(className, "text-verdict-reject-text")} />
    );
  return (
    <CircleHelp
      aria-label="cannot be decided"
      className={clsx(className, "text-verdict-undecided-text")}
    />
  );
}
