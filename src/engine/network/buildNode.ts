import { givenConnections } from "../conntrack/givenConnections";
import { connectionLimit } from "../host/connectionRoom";
import type { IpStack } from "../host/ipStack";
import type { Node } from "../host/node";
import { parseIpsets } from "../host/parseIpsets";
import type { RouteReader } from "../host/routeReader";
import { normaliseSysctls } from "../host/sysctls";
import type { Family } from "../net/family";
import { emptyRuleset } from "../ruleset/emptyRuleset";
import type { Ruleset } from "../ruleset/ruleset";
import { asksForConntrack } from "./asksForConntrack";
import { buildInterfaces, type TellProblem } from "./buildInterfaces";
import { buildRouting } from "./buildRouting";
import type { NodeSpec } from "./worldSpec";

/** Something in a WorldSpec that cannot be used as it stands. */
export interface WorldProblem {
  /** Kebab-case: `bad-address`, `bad-route` … */
  readonly code: string;
  /** The node or host. */
  readonly host: string;
  /** The offending text, as written. */
  readonly text: string;
  /** One sentence: what was read, why that is not right, and what would be. */
  readonly why: string;
}

/** What the nodes of one world share while they are built. */
export interface NodeSurroundings {
  readonly conntrack: "on" | "auto";
  readonly reader: RouteReader;
}

/** Checks a node's spec. What cannot be used is left out and told; the rest stands. */
export function buildNode(
  spec: NodeSpec,
  { conntrack, reader }: NodeSurroundings,
): { readonly node: Node; readonly problems: readonly WorldProblem[] } {
  const problems: WorldProblem[] = [];
  const tell: TellProblem = (code, text, why) => {
    problems.push({ code, host: spec.name, text, why });
  };
  const interfaces = buildInterfaces(spec, tell);
  const routing = buildRouting(spec, { interfaces, reader }, tell);
  const stackOf = (family: Family): IpStack => {
    const ruleset = rulesOf(spec, family);
    const tracks = conntrack === "on" || asksForConntrack(ruleset);
    return { ...routing[family], ruleset, tracks };
  };
  const { ipsets, problems: ipsetProblems } = parseIpsets(spec.ipsets);
  for (const { line, why } of ipsetProblems) tell("bad-ipset", line, why);
  const sysctls = normaliseSysctls(spec.sysctls);
  const listed = givenConnections(spec.connections ?? NO_LINES).table.connections.size;
  const node: Node = {
    name: spec.name,
    interfaces,
    stacks: { IPv4: stackOf("IPv4"), IPv6: stackOf("IPv6") },
    sysctls,
    connectionLimit: connectionLimit(sysctls, listed),
    ipsets,
    unknown: spec.unknown ?? {},
    neighbours: new Map(),
  };
  return { node, problems };
}

const NO_LINES: readonly string[] = [];

function rulesOf({ rules, rulesOfOtherFamily }: NodeSpec, family: Family): Ruleset {
  const written = [rules, rulesOfOtherFamily];
  return written.find((one) => one?.family === family) ?? emptyRuleset(family);
}
