import { Copy, FileDown } from "lucide-react";
import { copyRecorderCase, saveRecorderCase } from "@/state/recorderCase";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";

/** For who doubts: the walk on the page as a case that their own kernel can be asked about. */
export function OwnKernel() {
  const title = useStore((state) => state.document.title);
  return (
    <section aria-label="Ask your own kernel" className="border-t border-line-faint px-5 pt-4 pb-5">
      <h3 className="text-lg font-semibold">Ask your own kernel</h3>
      <p className="mt-1 text-md text-text-2">
        The walk on this page, <span className="text-text">{title}</span>, as a case for the
        recorder: nodes, routes, rules, packets, and how chance fell. Put the file into{" "}
        <code className="kernel text-text">conformance/cases</code> of a clone, and on Linux run
      </p>
      <pre className="kernel mt-2 overflow-x-auto rounded-2 bg-inset px-2 py-1.5 text-text">
        sudo npm run conformance -- --live
      </pre>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button onClick={saveRecorderCase}>
          <FileDown aria-hidden="true" className="size-4" /> Download the case
        </Button>
        <Button onClick={copyRecorderCase}>
          <Copy aria-hidden="true" className="size-4" /> Copy
        </Button>
      </div>
    </section>
  );
}
