import { Plus, X } from "lucide-react";
import { useRef } from "react";
import { checkInterfaceName, checkPrefixedAddresses, splitList } from "@/state/pastedChecks";
import { type PastedNode, pastedEditing } from "@/state/pastedEditing";
import { useWantedField } from "@/state/said/useWantedField";
import { useStore } from "@/state/store";
import { CheckedField } from "@/ui/CheckedField";
import { IconButton } from "@/ui/IconButton";
import { Panel } from "@/ui/Panel";
import { placed } from "@/ui/placed";
import { LinesField } from "./LinesField";
import { MoreNodeFacts } from "./MoreNodeFacts";

/** The node that the rules came from: its interfaces with their addresses, its routes, its sets. */
export function PastedNodeFacts({ node }: { readonly node: PastedNode }) {
  const endEdit = useStore((state) => state.editing.endEdit);
  const part = useRef<HTMLDivElement>(null);
  useWantedField(part);
  return (
    <Panel
      title={`Node ${node.name}`}
      actions={
        <IconButton label="Add an interface" onClick={() => pastedEditing.addInterface(node)}>
          <Plus aria-hidden="true" className="size-3.5" />
        </IconButton>
      }
    >
      <CheckedField
        label="Name"
        value={node.name}
        check={(text) => (text.trim() === "" ? "A node has a name." : undefined)}
        onCommit={(name) => pastedEditing.updateNode(node, { name })}
        onLeave={endEdit}
      />
      <div ref={part}>
        {placed(node.interfaces, "interface").map(({ index, id }) => (
          <InterfaceFields key={id} node={node} index={index} />
        ))}
        <div data-said={`routes of ${node.name}`}>
          <LinesField
            label="Routes"
            hint="As ip route prints them, one a line."
            note={isAssumedRoute(node) ? "Assumed: the rules do not tell the routes." : undefined}
            value={node.routes}
            onChange={(routes) => pastedEditing.updateNode(node, { routes })}
          />
        </div>
        <div data-said={`sets of ${node.name}`}>
          <LinesField
            label="Sets"
            hint="As ipset save prints them."
            value={node.ipsets}
            onChange={(ipsets) => pastedEditing.updateNode(node, { ipsets })}
          />
        </div>
      </div>
      <MoreNodeFacts node={node} />
      <Unknown node={node} />
    </Panel>
  );
}

/** Whether the only routes are those that a dump is opened with, while others may be missing. */
function isAssumedRoute({ routes, unknown }: PastedNode): boolean {
  return unknown.routes === true && routes.length > 0 && routes.every(isUsualDefault);
}

function isUsualDefault(route: string): boolean {
  return /^(?:-6 )?default dev \S+$/.test(route);
}

/** What there is room for beside the name; more stand in a line of their own. */
const FIELD_CHARACTERS = 16;

interface InterfaceFieldsProps {
  readonly node: PastedNode;
  readonly index: number;
}

function InterfaceFields({ node, index }: InterfaceFieldsProps) {
  const endEdit = useStore((state) => state.editing.endEdit);
  const port = node.interfaces[index];
  if (port === undefined) return null;
  const isLong = port.addresses.join(", ").length > FIELD_CHARACTERS;
  return (
    <div className="grid grid-cols-[80px_minmax(0,1fr)_auto] items-start gap-x-1">
      <CheckedField
        label={`Name of interface ${index + 1}`}
        layout="hidden"
        value={port.name}
        check={checkInterfaceName}
        onCommit={(name) => pastedEditing.updateInterface(node, index, { name })}
        onLeave={endEdit}
      />
      <div
        data-said={index === 0 ? `addresses of ${node.name}` : undefined}
        className={isLong ? "order-last col-span-full" : undefined}
      >
        <CheckedField
          label={`Addresses of ${port.name}`}
          layout="hidden"
          placeholder="no address known"
          value={port.addresses.join(", ")}
          check={checkPrefixedAddresses}
          normalise={(text) => splitList(text).join(", ")}
          onCommit={(text) =>
            pastedEditing.updateInterface(node, index, { addresses: splitList(text) })
          }
          onLeave={endEdit}
        />
      </div>
      <IconButton
        label={`Remove ${port.name}`}
        className="col-start-3"
        onClick={() => pastedEditing.removeInterface(node, index)}
      >
        <X aria-hidden="true" className="size-3.5" />
      </IconButton>
    </div>
  );
}

const UNKNOWN = [
  { fact: "addresses", label: "It may have other addresses" },
  { fact: "interfaces", label: "It may have other interfaces" },
  { fact: "routes", label: "It may have other routes" },
  { fact: "ipsets", label: "It may have other sets" },
] as const;

/** What may be missing above. A decision that would need it is undecided. */
function Unknown({ node }: { readonly node: PastedNode }) {
  return (
    <fieldset className="mt-2 flex flex-col gap-1">
      <legend className="text-sm text-text-3">What is not known is not guessed</legend>
      {UNKNOWN.map(({ fact, label }) => (
        <label key={fact} className="flex min-h-6 items-center gap-2 text-md text-text-2">
          <input
            type="checkbox"
            checked={node.unknown[fact] ?? false}
            onChange={(event) =>
              pastedEditing.updateNode(node, {
                unknown: { ...node.unknown, [fact]: event.target.checked },
              })
            }
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
