import { COLLECTOR_LINE } from "@/state/collectorLine";
import { copyText } from "@/state/copyText";
import { Button } from "@/ui/Button";

/** The line that prints all there is to know of a node, to be copied. */
export function CollectPart() {
  return (
    <details className="rounded-2 border border-line px-3 py-2">
      <summary className="cursor-pointer text-md text-text-2">Collect from a node</summary>
      <div className="mt-2 flex flex-col gap-2 text-sm text-text-2">
        <p>
          Rules alone are often not enough. Run this line on the node and paste what it prints, or
          add <code className="kernel">| gzip &gt; node.gz</code> and drop the file here; several
          files make several nodes. It changes nothing, and nothing leaves this tab.
        </p>
        <pre className="kernel max-h-24 overflow-auto rounded-2 border border-line bg-inset px-2 py-1.5 whitespace-pre-wrap wrap-anywhere">
          {COLLECTOR_LINE}
        </pre>
        <Button
          className="self-end"
          onClick={() => void copyText(COLLECTOR_LINE, "The collecting line")}
        >
          Copy the line
        </Button>
      </div>
    </details>
  );
}
