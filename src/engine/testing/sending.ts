import { type Address, parseAddress, printAddress, printEndpoint } from "../net/address";
import type { Packet } from "../net/packet";
import { parseProtocol } from "../net/protocol";
import { buildWorld } from "../network/buildWorld";
import type { Chance } from "../network/chance";
import { isChainHop } from "../network/outcome";
import type { PacketRequest } from "../network/packetRequest";
import { sendPacket } from "../network/sendPacket";
import type { ChainHop, Turn } from "../network/trace";
import type { World } from "../network/world";
import type { NodeSpec, WorldSpec } from "../network/worldSpec";
import { parseRuleset } from "../ruleset/parseRuleset";

export const SEED: Chance = { kind: "seed", seed: 1 };

const BASE_CHAINS: Readonly<Record<string, readonly string[]>> = {
  raw: ["PREROUTING", "OUTPUT"],
  mangle: ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"],
  nat: ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
  filter: ["INPUT", "FORWARD", "OUTPUT"],
};

/**
 * A save text: tables by name, each with its rules as they stand after `-A`, `:NAME` for a user chain,
 * and `FORWARD DROP` for a policy.
 */
export function saveText(tables: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(tables)
    .map(([table, lines]) => {
      const policies = new Set(lines.filter((line) => / DROP$/.test(line) && !line.includes("-")));
      const bases = (BASE_CHAINS[table] ?? []).map(
        (chain) => `:${chain} ${policies.has(`${chain} DROP`) ? "DROP" : "ACCEPT"} [0:0]`,
      );
      const users = lines.filter((line) => line.startsWith(":")).map((line) => `${line} - [0:0]`);
      const rules = lines
        .filter((line) => !line.startsWith(":") && !policies.has(line))
        .map((line) => `-A ${line}`);
      return [`*${table}`, ...bases, ...users, ...rules, "COMMIT"].join("\n");
    })
    .join("\n");
}

/** One node with two pods behind it and a client, a peer outside. */
export function oneNode(
  tables: Readonly<Record<string, readonly string[]>>,
  overrides: Partial<NodeSpec> & Partial<Pick<WorldSpec, "conntrack">> = {},
): World {
  const { conntrack = "on", ...node } = overrides;
  const spec: WorldSpec = {
    conntrack,
    nodes: [
      {
        name: "node",
        interfaces: [
          { name: "eth0", addresses: ["10.0.0.10/24", "10.0.0.11/24"] },
          { name: "vethA", addresses: [] },
          { name: "vethB", addresses: [] },
        ],
        routes: ["default via 10.0.0.1", "10.244.1.2 dev vethA", "10.244.1.3 dev vethB"],
        sysctls: {},
        ipsets: [],
        rules: parseRuleset(saveText(tables)).ruleset,
        ...node,
      },
    ],
    hosts: [
      { name: "client", network: "eth0", addresses: ["203.0.113.7", "10.0.0.1"] },
      { name: "peer", network: "eth0", addresses: ["10.0.0.20"] },
      { name: "podA", network: "vethA", addresses: ["10.244.1.2"] },
      { name: "podB", network: "vethB", addresses: ["10.244.1.3"] },
    ],
  };
  const { world, problems } = buildWorld(spec);
  const [problem] = problems;
  if (problem !== undefined) throw new Error(`${problem.text}: ${problem.why}`);
  return world;
}

/** Sends `podA > tcp 10.96.0.10:80` or `podA > tcp [fd00::1]:80`, from port 40000 unless told. */
export function send(world: World, line: string, more: Partial<PacketRequest> = {}, chance = SEED) {
  const [, from = "", protocol = "", address = "", port] =
    /^(\S+) > (\S+) ([\d.]+|\[[\da-f:]+\])(?::(\d+))?$/.exec(line) ?? [];
  const destination = parseAddress(address.replace(/[[\]]/g, ""));
  if (destination === undefined) throw new Error(`${line} is no packet`);
  const request: PacketRequest = {
    from,
    destination,
    protocol: parseProtocol(protocol) ?? 0,
    sourcePort: 40000,
    destinationPort: Number(port ?? 0),
    replies: 0,
    ...more,
  };
  const { trace, world: after } = sendPacket(world, request, chance);
  const [turn] = trace.turns;
  if (turn === undefined) throw new Error("a trace has a turn");
  return { trace, world: after, turn, reply: trace.turns[1] };
}

/** `10.244.1.2:40000 > 10.96.0.10:80`, `[fd00::2]:40000 > [fd00::1]:80` */
export function ends(packet: Packet | undefined): string {
  if (packet === undefined) return "nothing";
  const { source, destination, sourcePort, destinationPort } = packet;
  return `${end(source, sourcePort)} > ${end(destination, destinationPort)}`;
}

function end(address: Address, port: number | undefined): string {
  return port === undefined ? printAddress(address) : printEndpoint(address, port);
}

/** The hooks and tables of a turn in order, each once: `PREROUTING nat`. */
export function tablesOf(hops: Turn["hops"]): readonly string[] {
  return [...new Set(hops.filter(isChainHop).map(({ hook, table }) => `${hook} ${table}`))];
}

/** The rules that matched and the chains that ended: `nat SVC 3 ACCEPT`. */
export function rulesOf(hops: Turn["hops"]): readonly string[] {
  return hops.filter(isChainHop).map((hop) => {
    return `${hop.table} ${hop.chain} ${hop.ruleNumber} ${verdictOf(hop)}`;
  });
}

function verdictOf(hop: ChainHop): string {
  if (hop.kind === "return") return "RETURN";
  if (hop.kind === "undecided") return "?";
  return hop.verdict ?? "-";
}
