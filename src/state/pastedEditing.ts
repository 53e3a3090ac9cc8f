import type { HostSpec, InterfaceSpec } from "@/engine";
import { kubeProxySurroundings, surround } from "@/intake/kubeProxySurroundings";
import type { PastedNode, PastedSource } from "@/scenarios/walkDocument";
import { dumpFacts } from "@/workers/dumpFacts";
import { followName } from "./followName";
import { useStore } from "./store";
import { readRules } from "./walk/readRules";

export type { PastedNode, PastedSource };

/** What was pasted, and what is known of its node; undefined when the document is a cluster. */
export function usePasted(): PastedSource | undefined {
  return useStore(({ document }) =>
    document.source.kind === "pasted" ? document.source : undefined,
  );
}

/** The edits of what is known about a pasted node. Each is one step of undo; typing into one field is one too. */
export const pastedEditing = {
  updateNode(node: PastedNode, fields: Partial<PastedNode>) {
    changeNode(node, fields, `pasted node ${Object.keys(fields).join(" ")}`);
    if (fields.name === undefined) return;
    followName(node.name, fields.name);
    keepEdits(node.name, fields.name);
  },
  updateInterface(node: PastedNode, index: number, fields: Partial<InterfaceSpec>) {
    changeNode(
      node,
      { interfaces: replaceAt(node.interfaces, index, fields) },
      `interface ${index} ${Object.keys(fields).join(" ")}`,
    );
  },
  addInterface(node: PastedNode) {
    const name = freeName(
      "eth",
      node.interfaces.map((port) => port.name),
    );
    changeNode(node, { interfaces: [...node.interfaces, { name, addresses: [], network: name }] });
  },
  removeInterface: (node: PastedNode, index: number) =>
    changeNode(node, { interfaces: node.interfaces.filter((_, place) => place !== index) }),
  updateHost(host: HostSpec, index: number, fields: Partial<HostSpec>) {
    change(
      ({ hosts, ...rest }) => ({ ...rest, hosts: replaceAt(hosts, index, fields) }),
      `host ${index} ${Object.keys(fields).join(" ")}`,
    );
    if (fields.name !== undefined) followName(host.name, fields.name);
  },
  /** Puts every address that DNAT sends to, and that no host has yet, behind an interface, with a route to each. */
  addPods(node: PastedNode, port: InterfaceSpec) {
    change(({ nodes, hosts, ...rest }) => {
      const known = new Set(hosts.flatMap((host) => host.addresses));
      const added = podsOf(node).filter((address) => !known.has(address));
      const routes = added.map((address) => `${address} dev ${port.name}`);
      return {
        ...rest,
        nodes: nodes.map((one) =>
          one === node ? { ...one, routes: [...one.routes, ...routes] } : one,
        ),
        hosts: [...hosts, ...added.map((address) => podHost(node, port, address))],
      };
    });
  },
  /** Puts a fragment among the rules that kube-proxy writes around such rules on every node. */
  addSurroundings(node: PastedNode) {
    const surroundings = kubeProxySurroundings(readRules(node.rulesText).ruleset);
    if (surroundings === undefined || hasEdits(node)) return;
    changeNode(node, { rulesText: surround(node.rulesText, surroundings) });
  },
  addHost(network: string) {
    change(({ hosts, ...rest }) => {
      const name = freeName(
        "host",
        hosts.map((host) => host.name),
      );
      return { ...rest, hosts: [...hosts, { name, network, addresses: [newAddress(rest.nodes)] }] };
    });
  },
  removeHost: (index: number) =>
    change(({ hosts, ...rest }) => ({
      ...rest,
      hosts: hosts.filter((_, place) => place !== index),
    })),
};

/** The edits of a node's rules stay its own when it is renamed; the same step of undo as the renaming. */
function keepEdits(before: string, after: string): void {
  const { document, editedField } = useStore.getState();
  const edits = document.source.kind === "pasted" ? document.source.edits : undefined;
  if (edits === undefined) return;
  const renamed = edits.map((one) => (one.node === before ? { ...one, node: after } : one));
  change((source) => ({ ...source, edits: renamed }), editedField);
}

/** Then rules have numbers that lines around them would change. */
function hasEdits({ name }: PastedNode): boolean {
  const { document, panels } = useStore.getState();
  const { source } = document;
  const isEdited = source.kind === "pasted" && source.edits?.some(({ node }) => node === name);
  if (isEdited !== true) return false;
  panels.notify({ kind: "problem", text: `Put the changes in the rules of ${name} back first.` });
  return true;
}

function podsOf({ rulesText }: PastedNode): readonly string[] {
  return dumpFacts(readRules(rulesText).ruleset).pods;
}

/** Set aside for documentation: to be corrected. Of the family that the rules are of. Source: RFC 5737, RFC 3849. */
function newAddress([node]: readonly PastedNode[]): string {
  const isIpv6 = node !== undefined && readRules(node.rulesText).ruleset.family === "IPv6";
  return isIpv6 ? "2001:db8::1" : "192.0.2.1";
}

function podHost(node: PastedNode, port: InterfaceSpec, address: string): HostSpec {
  return {
    name: `pod-${address.replaceAll(/[.:]/g, "-")}`,
    network: port.network ?? `${node.name}/${port.name}`,
    addresses: [address],
    gateway: node.name,
  };
}

function changeNode(node: PastedNode, fields: Partial<PastedNode>, field?: string): void {
  change(
    ({ nodes, ...rest }) => ({
      ...rest,
      nodes: nodes.map((one) => (one === node ? { ...one, ...fields } : one)),
    }),
    field,
  );
}

function change(edit: (source: PastedSource) => PastedSource, field?: string): void {
  const { document, editing } = useStore.getState();
  if (document.source.kind !== "pasted") return;
  editing.editDocument({ ...document, source: edit(document.source) }, field);
}

function replaceAt<Item>(
  items: readonly Item[],
  index: number,
  fields: Partial<Item>,
): readonly Item[] {
  return items.map((item, place) => (place === index ? { ...item, ...fields } : item));
}

function freeName(base: string, taken: readonly string[]): string {
  let number = 0;
  while (taken.includes(`${base}${number}`)) number++;
  return `${base}${number}`;
}
