import {
  type Chance,
  findRefusal,
  type HostSpec,
  type InterfaceSpec,
  type NodeSpec,
  type PacketRequest,
  parseRuleset,
  type Refusal,
  type Ruleset,
  type WorldSpec,
} from "@/engine";
import { insertedConnection } from "./conntrackCommand";
import { findMissingSet } from "./findMissingSet";
import { asLines, asList, asNumber, asObject, asText, type JsonObject } from "./json";
import { parseDraws } from "./parseDraws";
import { parsePacket } from "./parsePacket";

/** A case of the recorder, read: hosts with rules, and packets to send one after the other. */
export interface RecorderCase {
  readonly name: string;
  readonly spec: WorldSpec;
  readonly packets: readonly RecorderPacket[];
  /** Why the kernel would not load the rules of a node; then nothing can be sent. */
  readonly refusal: string | undefined;
}

export interface RecorderPacket {
  readonly request: PacketRequest;
  readonly chance: Chance;
  /** As it stands in the case. */
  readonly written: JsonObject;
}

export type ReadCase =
  | { readonly ok: true; readonly value: RecorderCase }
  /** A sentence: where, why, and what would be right. */
  | { readonly ok: false; readonly why: string };

/** Reads one case of the recorder (conformance/README.md) from its JSON value. Never throws. */
export function readRecorderCase(value: unknown): ReadCase {
  const written = asObject(value);
  if (written === undefined) return refuse("A case is a JSON object; this is not one.");
  const nodes = writtenNodes(written);
  if (nodes === undefined) {
    return refuse(`A case wants "node" or "nodes": an object with the interfaces of each.`);
  }
  const { specs, refusal } = readNodes(written, nodes);
  const hosts = Object.entries(asObject(written.hosts) ?? {}).map(([name, host]) =>
    hostSpec(name, asObject(host) ?? {}),
  );
  const names = new Set([...specs, ...hosts].map(({ name }) => name));
  const packets = readPackets(written, names);
  if (typeof packets === "string") return refuse(packets);
  const conntrack = written.conntrack === "auto" ? "auto" : "on";
  const spec: WorldSpec = { nodes: specs, hosts, conntrack };
  return { ok: true, value: { name: asText(written.name) ?? "", spec, packets, refusal } };
}

function readNodes(
  written: JsonObject,
  nodes: readonly (readonly [string, JsonObject])[],
): { readonly specs: readonly NodeSpec[]; readonly refusal: string | undefined } {
  let refusal: string | undefined;
  const family = written.family === "IPv6" ? "IPv6" : "IPv4";
  const specs = nodes.map(([name, node]) => {
    const lines = asLines(node.rules ?? written.rules ?? "");
    const rules = parseRuleset(lines.join("\n"), { family });
    const ipsets = asLines(node.ipsets ?? written.ipsets ?? "");
    refusal ??= describeRefusal(name, findRefusal(rules) ?? findMissingSet(lines, ipsets));
    return nodeSpec(name, node, rules.ruleset, ipsets);
  });
  return { specs, refusal };
}

/** The packets, or a sentence about the first that cannot be sent. */
function readPackets(
  written: JsonObject,
  names: ReadonlySet<string>,
): readonly RecorderPacket[] | string {
  const packets: RecorderPacket[] = [];
  for (const [at, value] of (asList(written.packets) ?? []).entries()) {
    const packet = asObject(value) ?? {};
    const parsed = parsePacket(packet);
    if (!parsed.ok) return `Packet ${at + 1}: ${parsed.why}`;
    const { from } = parsed.value;
    if (!names.has(from)) return `Packet ${at + 1}: there is no host or node "${from}" to send it.`;
    const chance = parseDraws(asList(written.draws)?.[at], at);
    packets.push({ request: parsed.value, chance, written: packet });
  }
  return packets;
}

function refuse(why: string): ReadCase {
  return { ok: false, why };
}

function describeRefusal(node: string, refusal: Refusal | undefined): string | undefined {
  return refusal && `${node}, line ${refusal.line} of the rules: ${refusal.why}`;
}

function writtenNodes(written: JsonObject): readonly (readonly [string, JsonObject])[] | undefined {
  const nodes = asObject(written.nodes);
  if (nodes !== undefined) {
    return Object.entries(nodes).map(([name, node]) => [name, asObject(node) ?? {}] as const);
  }
  const node = asObject(written.node);
  return node && [["node", node]];
}

function nodeSpec(
  name: string,
  node: JsonObject,
  rules: Ruleset,
  ipsets: readonly string[],
): NodeSpec {
  const setup = readSetup(asLines(node.setup));
  return {
    name,
    interfaces: Object.entries(asObject(node.ifaces) ?? {}).map(([device, written]) =>
      interfaceSpec(device, asObject(written) ?? {}, setup.downInterfaces),
    ),
    routes: [...asLines(node.routes), ...setup.routes],
    routingRules: setup.rules,
    sysctls: readSysctls(asObject(node.sysctl) ?? {}),
    rules,
    ipsets,
    ...(setup.connections.length === 0 ? {} : { connections: setup.connections }),
  };
}

function interfaceSpec(
  name: string,
  { addr, net }: JsonObject,
  downInterfaces: readonly string[],
): InterfaceSpec {
  return {
    name,
    addresses: asList(addr)?.filter((one) => typeof one === "string") ?? [],
    network: asText(net),
    ...(downInterfaces.includes(name) ? { isDown: true } : {}),
  };
}

function hostSpec(name: string, { net, addr, gw }: JsonObject): HostSpec {
  const addresses = typeof addr === "string" ? [addr] : asLines(addr);
  return { name, network: asText(net) ?? "", addresses, gateway: asText(gw) };
}

/**
 * `setup` holds whole commands; those that add routes, routing rules and connections, and that switch an interface off, are
 * understood, others become bad routes.
 */
function readSetup(commands: readonly string[]): {
  readonly routes: readonly string[];
  readonly rules: readonly string[];
  readonly connections: readonly string[];
  readonly downInterfaces: readonly string[];
} {
  const rules: string[] = [];
  const routes: string[] = [];
  const connections: string[] = [];
  const downInterfaces: string[] = [];
  for (const command of commands) {
    const found = /^\s*ip\s+(-6\s+)?(?:-4\s+)?(rule|route)\s+(?:add|replace)\s+(\S.*)$/.exec(
      command,
    );
    const [, family = "", kind = "", text = ""] = found ?? [];
    const connection = insertedConnection(command);
    // Which family is meant has to stand in the text where no address tells it.
    const [, switchedOff] = /^\s*ip\s+link\s+set\s+(?:dev\s+)?(\S+)\s+down\s*$/.exec(command) ?? [];
    if (connection !== undefined) connections.push(connection);
    else if (switchedOff !== undefined) downInterfaces.push(switchedOff);
    else if (kind === "rule") rules.push(family + text);
    else routes.push(kind === "route" ? family + text : command);
  }
  return { routes, rules, connections, downInterfaces };
}

/** Paths as the recorder writes them lack nothing but `net`; either separator is taken. */
function readSysctls(written: JsonObject): Readonly<Record<string, number>> {
  const settings: Record<string, number> = {};
  for (const [path, value] of Object.entries(written)) {
    const slashed = path.includes("/") ? path : path.replaceAll(".", "/");
    settings[slashed.startsWith("net/") ? slashed : `net/${slashed}`] = asNumber(value) ?? 0;
  }
  return settings;
}
