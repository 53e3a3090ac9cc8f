import { Copy, FileDown } from "lucide-react";
import type { Figures } from "@/conformance/figures";
import { familyOf } from "@/engine";
import { useWalk } from "@/state/derived";
import { copyRecorderCase, saveRecorderCase } from "@/state/recorderCase";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";

/** As the figures write the families. */
const FAMILY_KEYS = { IPv4: "ipv4", IPv6: "ipv6" } as const;

/** For who doubts: the walk on the page as a case that their own kernel can be asked about. */
export function OwnKernel({ families }: Pick<Figures, "families">) {
  const { trace } = useWalk();
  const sent = trace?.turns[0]?.sent;
  const family = sent && familyOf(sent.destination);
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
      {family !== undefined && !families.includes(FAMILY_KEYS[family]) && (
        <p role="note" className="mt-2 text-md text-text-2">
          This walk is of {family}, and the recorder cannot play that yet. The case holds the walk
          all the same.
        </p>
      )}
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
