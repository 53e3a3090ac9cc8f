import { Plus, X } from "lucide-react";
import { useState } from "react";
import { checkAddresses, splitList } from "@/state/pastedChecks";
import { type PastedNode, type PastedSource, pastedEditing } from "@/state/pastedEditing";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";
import { CheckedField } from "@/ui/CheckedField";
import { IconButton } from "@/ui/IconButton";
import { Panel } from "@/ui/Panel";
import { placed } from "@/ui/placed";
import { Select } from "@/ui/Select";

/** A dump may tell of thousands of pods; these many are listed until more are asked for. */
const HOSTS_LISTED = 20;

/** Who sends and receives around the node: pods, clients, routers. */
export function PastedHosts({ pasted }: { readonly pasted: PastedSource }) {
  const [isWhole, setWhole] = useState(false);
  const networks = networksOf(pasted);
  const hosts = placed(pasted.hosts, "host");
  const listed = isWhole ? hosts : hosts.slice(0, HOSTS_LISTED);
  return (
    <Panel
      title="Hosts around it"
      actions={
        <IconButton
          label="Add a host"
          disabled={networks.length === 0}
          onClick={() => pastedEditing.addHost(networks[0]?.value ?? "")}
        >
          <Plus aria-hidden="true" className="size-3.5" />
        </IconButton>
      }
    >
      {hosts.length === 0 && (
        <p className="text-md text-text-2">None. Add who sends, or send from the node itself.</p>
      )}
      {listed.map(({ index, id }) => (
        <HostFields key={id} pasted={pasted} index={index} networks={networks} />
      ))}
      {listed.length < hosts.length && (
        <Button variant="plain" onClick={() => setWhole(true)}>
          {hosts.length - listed.length} more hosts
        </Button>
      )}
      {pasted.nodes.map((node) => (
        <PodsFromRules key={node.name} node={node} />
      ))}
    </Panel>
  );
}

/** The rules say which addresses DNAT sends to, but not where those are: that is for the user to say. */
function PodsFromRules({ node }: { readonly node: PastedNode }) {
  const [chosen, setChosen] = useState("");
  const port = node.interfaces.find(({ name }) => name === chosen) ?? node.interfaces.at(-1);
  if (port === undefined) return null;
  return (
    <div className="mt-2 border-t border-line-faint pt-2">
      <p className="mb-1 text-sm text-text-3">
        Pods that DNAT sends to: the rules do not say where they are.
      </p>
      <Select
        label="They are behind"
        isMono
        value={port.name}
        options={node.interfaces.map(({ name }) => ({ value: name, label: name }))}
        onChange={setChosen}
      />
      <Button className="w-full" onClick={() => pastedEditing.addPods(node, port)}>
        Add the pods from the rules
      </Button>
    </div>
  );
}

interface Network {
  readonly value: string;
  readonly label: string;
}

function networksOf({ nodes }: PastedSource): readonly Network[] {
  return nodes.flatMap((node) =>
    node.interfaces.map((port) => ({
      value: port.network ?? `${node.name}/${port.name}`,
      label: nodes.length === 1 ? port.name : `${node.name} ${port.name}`,
    })),
  );
}

interface HostFieldsProps {
  readonly pasted: PastedSource;
  readonly index: number;
  readonly networks: readonly Network[];
}

function HostFields({ pasted, index, networks }: HostFieldsProps) {
  const endEdit = useStore((state) => state.editing.endEdit);
  const host = pasted.hosts[index];
  if (host === undefined) return null;
  const isKnown = networks.some((network) => network.value === host.network);
  const lost = { value: host.network, label: "nowhere" };
  return (
    <fieldset className="mb-2 border-l border-line pl-2">
      <legend className="sr-only">{host.name}</legend>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-1">
        <CheckedField
          label={`Name of host ${index + 1}`}
          layout="hidden"
          value={host.name}
          check={(text) => checkHostName(pasted, index, text)}
          onCommit={(name) => pastedEditing.updateHost(host, index, { name })}
          onLeave={endEdit}
        />
        <IconButton label={`Remove ${host.name}`} onClick={() => pastedEditing.removeHost(index)}>
          <X aria-hidden="true" className="size-3.5" />
        </IconButton>
      </div>
      <CheckedField
        label="Address"
        value={host.addresses.join(", ")}
        check={checkAddresses}
        normalise={(text) => splitList(text).join(", ")}
        onCommit={(text) => pastedEditing.updateHost(host, index, { addresses: splitList(text) })}
        onLeave={endEdit}
      />
      <Select
        label="Behind"
        isMono
        value={host.network}
        options={isKnown ? networks : [lost, ...networks]}
        onChange={(network) => pastedEditing.updateHost(host, index, { network })}
      />
    </fieldset>
  );
}

function checkHostName(
  { nodes, hosts }: PastedSource,
  index: number,
  text: string,
): string | undefined {
  const name = text.trim();
  if (name === "") return "A host has a name.";
  const isTaken =
    nodes.some((node) => node.name === name) ||
    hosts.some((host, place) => place !== index && host.name === name);
  return isTaken ? `There is another ${name}. Choose another name.` : undefined;
}
