import { missingSentence } from "@/scene/narration/missingSentence";
import { plainText } from "@/scene/narration/sentence";
import { copyText } from "@/state/copyText";
import type { AskedFact } from "@/state/said/askedFact";
import type { NodeField } from "@/state/said/saidField";
import { sayNext } from "@/state/said/sayNext";
import { Button } from "@/ui/Button";

/** What of a node is missing to decide, what to run there for it, and the way to the fields where it can be written. */
export function AskedPart({ fact }: { readonly fact: AskedFact }) {
  const { node, missing, command } = fact;
  const field = fieldOf(fact);
  const sentence = plainText(missingSentence(missing));
  return (
    <div className="flex flex-col gap-2 rounded-2 border border-line px-3 py-2 text-sm text-text-2">
      <p>
        <span className="font-semibold text-text">
          {sentence.charAt(0).toUpperCase() + sentence.slice(1)}.
        </span>{" "}
        Run this on {node} and paste what it prints. It is added to what is open, and replaces
        nothing else.
      </p>
      <pre className="kernel max-h-24 overflow-auto rounded-2 border border-line bg-inset px-2 py-1.5 whitespace-pre-wrap wrap-anywhere">
        {command.line}
      </pre>
      <div className="flex flex-wrap justify-end gap-2">
        {field !== undefined && (
          <Button variant="plain" onClick={() => sayNext(field)}>
            Write it into the fields instead
          </Button>
        )}
        <Button onClick={() => void copyText(command.line, "The command")}>Copy the command</Button>
      </div>
    </div>
  );
}

/** The field of the node in which the same can be written. */
function fieldOf({ node, missing }: AskedFact): NodeField | undefined {
  switch (missing.kind) {
    case "addresses":
    case "interfaces":
      return `addresses of ${node}`;
    case "routes":
      return `routes of ${node}`;
    case "ipset":
      return `sets of ${node}`;
    default:
      return undefined;
  }
}
