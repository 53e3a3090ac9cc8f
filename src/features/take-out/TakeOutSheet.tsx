import { Copy, FileDown } from "lucide-react";
import { type ReactNode, useState } from "react";
import { copyText } from "@/state/copyText";
import { copyWalk } from "@/state/copyWalk";
import { saveDocumentFile } from "@/state/documentFile";
import { downloadText } from "@/state/downloadText";
import { copyRecorderCase, saveRecorderCase } from "@/state/recorderCase";
import { useStore } from "@/state/store";
import {
  clusterYaml,
  downloadCluster,
  downloadRules,
  type RulesForm,
  rulesText,
  useNodesWithRules,
} from "@/state/takeOut";
import { changeScripts } from "@/state/what-if/changeList";
import { Button } from "@/ui/Button";
import { Select } from "@/ui/Select";
import { Sheet } from "@/ui/Sheet";

/** Everything that can be carried away from the page, as a file or in the clipboard. */
export function TakeOutSheet() {
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  const isCluster = useStore((state) => state.document.source.kind === "cluster");
  return (
    <Sheet title="Take out" isOpen side="middle" onClose={() => setOpenSheet(undefined)}>
      <ul className="overflow-y-auto px-5 py-2">
        <Part
          title="This walk"
          text="All of it, to be opened here again; or its hops as text, one a line."
          onDownload={saveDocumentFile}
          onCopy={copyWalk}
        />
        {isCluster && (
          <Part
            title="The cluster as YAML"
            text="Its nodes, Services, pods and slices, as kubectl prints them."
            onDownload={downloadCluster}
            onCopy={async () => copyText((await clusterYaml()) ?? "", "The cluster")}
          />
        )}
        <NodeRules />
        <ChangeCommands />
        {!isCluster && <RedactDoor />}
        <Part
          title="A case for the recorder"
          text="World, rules, packets and chance: so that your own kernel can be asked."
          onDownload={saveRecorderCase}
          onCopy={copyRecorderCase}
        />
      </ul>
    </Sheet>
  );
}

/** To the dump without anything that tells whose it is. */
function RedactDoor() {
  const redact = useStore((state) => state.paste.redact);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line-faint py-3">
      <div className="min-w-60 flex-1">
        <h3 className="text-md font-semibold">The dump, redacted</h3>
        <p className="text-md text-text-2">
          With other addresses, names and comments, to be shared; it walks the same.
        </p>
      </div>
      <Button onClick={() => redact(undefined)}>Redact</Button>
    </li>
  );
}

/** A node's rules in either form. */
function NodeRules() {
  const nodes = useNodesWithRules();
  const [chosen, setChosen] = useState<string>();
  const node = chosen !== undefined && nodes.includes(chosen) ? chosen : nodes[0];
  if (node === undefined) return null;
  const part = (form: RulesForm) => ({
    onDownload: () => downloadRules(node, form),
    onCopy: () => copyText(rulesText(node, form), `The rules of ${node}`),
  });
  return (
    <>
      <Part
        title={nodes.length === 1 ? `The rules of ${node}` : "The rules of a node"}
        text="As iptables-save prints them and iptables-restore reads them."
        {...part("save")}
      >
        {nodes.length > 1 && (
          <Select
            label="Node"
            layout="hidden"
            value={node}
            options={nodes.map((name) => ({ value: name, label: name }))}
            onChange={setChosen}
          />
        )}
      </Part>
      <Part
        title="The same rules as a shell script"
        text="One iptables command a line, for a node without rules."
        {...part("script")}
      />
    </>
  );
}

/** What was edited in the rules of each node, as commands for it. */
function ChangeCommands() {
  const document = useStore((state) => state.document);
  return changeScripts(document).map(({ node, script }) => (
    <Part
      key={node}
      title={`The changes on ${node} as commands`}
      text="They make what was changed here on the node itself."
      onDownload={() => downloadText(`${node} changes`, "sh", script)}
      onCopy={() => copyText(script, "The commands")}
    />
  ));
}

interface PartProps {
  readonly title: string;
  readonly text: string;
  readonly onDownload: () => void;
  readonly onCopy: () => void;
  readonly children?: ReactNode;
}

function Part({ title, text, onDownload, onCopy, children }: PartProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line-faint py-3 last:border-0">
      <div className="min-w-60 flex-1">
        <h3 className="text-md font-semibold">{title}</h3>
        <p className="text-md text-text-2">{text}</p>
        {children !== undefined && <div className="mt-1 w-48">{children}</div>}
      </div>
      <div className="flex gap-2">
        <Button aria-label={`Download: ${title}`} onClick={onDownload}>
          <FileDown aria-hidden="true" className="size-4" /> Download
        </Button>
        <Button aria-label={`Copy: ${title}`} onClick={onCopy}>
          <Copy aria-hidden="true" className="size-4" /> Copy
        </Button>
      </div>
    </li>
  );
}
