import clsx from "clsx";
import { Check, CircleHelp } from "lucide-react";
import type { PartExplanation } from "@/engine";
import { NotEqual } from "@/ui/NotEqual";

/** The parts of a rule with the packet's value beside the one asked for. */
export function PartTable({ parts }: { readonly parts: readonly PartExplanation[] }) {
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
                part.decision === "no" &&
                  "underline decoration-verdict-reject decoration-dotted underline-offset-3",
              )}
            >
              {part.part}
            </td>
            <td className="py-1 text-sm text-text-2">
              {part.field} is <code className="kernel text-text">{part.packetValue}</code>
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
