import {
  buildWorld,
  explainRuleAt,
  type HostSpec,
  type NodeSpec,
  parseIpv4,
  parseRuleset,
  type Ruleset,
  sendPacket,
  type Trace,
  type UnknownFacts,
  type WorldSpec,
} from "@/engine";
import { buildChainGraph } from "../chain-graph/buildChainGraph";
import type { ChainGraph } from "../chain-graph/chainGraph";
import type { GraphState } from "../chain-graph/graphState";
import { graphStateAt } from "../chain-graph/graphStateAt";
import { type Timeline, timeline } from "../playback/timeline";
import { visitAt } from "../playback/visitAt";

export interface TestWalk {
  readonly spec: WorldSpec;
  readonly trace: Trace;
  readonly timeline: Timeline;
  readonly ruleset: Ruleset;
  graphAt(stop: number, opened?: readonly string[]): ChainGraph;
  stateAt(stop: number): GraphState;
  /** The first stop whose hop matched this rule of node-a. */
  stopOf(chain: string, ruleNumber: number): number;
}

export interface TestPacket {
  readonly from?: string;
  readonly to: string;
  readonly port?: number;
  readonly protocol?: number;
  readonly replies?: number;
  readonly seed?: number;
  readonly unknown?: UnknownFacts;
  readonly sysctls?: Readonly<Record<string, number>>;
}

const CLIENT: HostSpec = {
  name: "client",
  network: "lan",
  addresses: ["203.0.113.7", "192.168.1.1"],
  gateway: "node-a",
};

function pod(name: string, address: string, node: string): HostSpec {
  return { name, network: `${node}/veth0`, addresses: [address], gateway: node };
}

/** Two nodes with a pod each and a client outside; node-a has `rules`, node-b none. */
export function testWorld(rules: string, packet?: TestPacket): WorldSpec {
  const node = (name: string, last: number, other: number): NodeSpec => ({
    name,
    interfaces: [
      { name: "eth0", addresses: [`192.168.1.1${last}/24`], network: "lan" },
      { name: "veth0", addresses: [] },
    ],
    routes: [
      "default via 192.168.1.1",
      `10.244.${last}.5 dev veth0`,
      `10.244.${other}.0/24 via 192.168.1.1${other}`,
    ],
    sysctls: name === "node-a" ? { ...packet?.sysctls } : {},
    rules: parseRuleset(name === "node-a" ? rules : "").ruleset,
    ipsets: [],
    unknown: name === "node-a" ? packet?.unknown : undefined,
  });
  return {
    nodes: [node("node-a", 0, 1), node("node-b", 1, 0)],
    hosts: [CLIENT, pod("pod-a", "10.244.0.5", "node-a"), pod("pod-b", "10.244.1.5", "node-b")],
    conntrack: "on",
  };
}

/** Sends a packet into that world. */
export function sendThrough(rules: string, packet: TestPacket): TestWalk {
  const spec = testWorld(rules, packet);
  const { world, problems } = buildWorld(spec);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const { from = "client", port = 80, protocol = 6, replies = 1, seed = 1 } = packet;
  const destination = parseIpv4(packet.to);
  if (destination === undefined) throw new Error(`no address: ${packet.to}`);
  const { trace } = sendPacket(
    world,
    { from, destination, protocol, sourcePort: 40000, destinationPort: port, replies },
    { kind: "seed", seed },
  );
  const walked = timeline(trace);
  const ruleset = rulesetOf(spec, "node-a");
  const explain = (index: number, ruleNumber: number) => {
    const stop = walked.stops[index];
    const first = walked.stops.find(
      ({ turn, made, hop }) => turn === stop?.turn && made === stop.made && hop !== undefined,
    );
    if (stop === undefined || first === undefined) return [];
    const place = { turn: stop.turn, made: stop.made, hop: index - first.index };
    return explainRuleAt(trace, world, place, ruleNumber);
  };
  const graphAt = (stop: number, opened: readonly string[] = []) => {
    const visit = visitAt(walked, stop);
    const node = visit?.node ?? "node-a";
    return buildChainGraph({
      node,
      ruleset: rulesetOf(spec, node),
      visit,
      opened: new Set(opened),
      ownerOf: (address) =>
        address === "10.244.1.5" ? { name: "pod-b", on: "node-b" } : undefined,
    });
  };
  return {
    spec,
    trace,
    timeline: walked,
    ruleset,
    graphAt,
    stateAt: (stop) => graphStateAt(graphAt(stop), walked, stop, explain),
    stopOf: (chain, ruleNumber) =>
      walked.stops.findIndex(
        ({ hop }) =>
          hop !== undefined &&
          "chain" in hop &&
          hop.chain === chain &&
          hop.ruleNumber === ruleNumber,
      ),
  };
}

function rulesetOf({ nodes }: WorldSpec, name: string): Ruleset {
  const node = nodes.find((candidate) => candidate.name === name);
  if (node === undefined) throw new Error(`no node ${name}`);
  return node.rules;
}
