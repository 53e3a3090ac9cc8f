import {
  type Chain,
  isLoopback,
  isOneAddress,
  printAddress,
  type Rule,
  type Ruleset,
} from "@/engine";

/** What the rules of a dump tell of the node they came from. Each was read from a rule; none is a guess. */
export interface DumpFacts {
  /** Names from `-i` and `-o`; prefixes such as `cali+` name no interface. */
  readonly interfaces: readonly string[];
  /** The node's own addresses: those that lead to the node ports. */
  readonly addresses: readonly string[];
  /** Where DNAT sends packets to. */
  readonly pods: readonly string[];
  readonly services: readonly DumpService[];
}

/** A Service port that kube-proxy's comments name. */
export interface DumpService {
  /** `default/web:http`. */
  readonly name: string;
  /** undefined where the text does not show it. */
  readonly clusterIP: string | undefined;
  readonly port: number | undefined;
  readonly protocol: "tcp" | "udp";
  readonly nodePort: number | undefined;
}

/** Enough to choose from; a dump may hold tens of thousands. */
const MOST_LISTED = 2000;

/** Reads what the rules tell, chain by chain. Stops listing more of a kind when nobody could look through them. */
export function dumpFacts(ruleset: Ruleset): DumpFacts {
  const found: Found = {
    interfaces: new Set(),
    addresses: new Set(),
    pods: new Set(),
    services: new Map(),
  };
  for (const table of ruleset.tables) {
    for (const chain of table.chains) {
      for (let number = 1; number <= chain.length; number++) note(found, chain, chain.rule(number));
    }
  }
  return {
    interfaces: [...found.interfaces],
    addresses: [...found.addresses],
    pods: [...found.pods],
    services: [...found.services.values()],
  };
}

interface Found {
  readonly interfaces: Set<string>;
  readonly addresses: Set<string>;
  readonly pods: Set<string>;
  readonly services: Map<string, DumpService>;
}

function note(found: Found, chain: Chain, rule: Rule): void {
  for (const test of [rule.inInterface, rule.outInterface])
    if (test !== undefined && !test.isPrefix) add(found.interfaces, test.name);
  const own = singleDestination(rule);
  const jumpsTo = rule.target !== undefined && "chain" in rule.target ? rule.target.chain : "";
  if (jumpsTo === "KUBE-NODEPORTS" && own !== undefined) add(found.addresses, own);
  if (rule.target?.target === "DNAT") {
    const { addresses } = rule.target.range;
    // Docker's name server, for one, is behind DNAT to 127.0.0.11: that is the node, not a pod.
    if (addresses !== undefined && !isLoopback(addresses.from))
      add(found.pods, printAddress(addresses.from));
  }
  noteService(found, chain, rule);
}

/** kube-proxy's comments: `default/web:http cluster IP` in KUBE-SERVICES, `default/web:http` in KUBE-NODEPORTS. */
const SERVICE_COMMENT = /^"?([a-z0-9.-]+\/[a-z0-9.-]+(?::[a-z0-9-]*)?)(?: cluster IP)?"?$/;

function noteService({ services }: Found, { name: chain }: Chain, rule: Rule): void {
  if (chain !== "KUBE-SERVICES" && chain !== "KUBE-NODEPORTS") return;
  const comment = rule.matches.find((one) => one.match === "comment");
  const name = comment && SERVICE_COMMENT.exec(comment.text)?.[1];
  const ports = rule.matches.find((one) => one.match === "tcp" || one.match === "udp");
  const port = ports?.destinationPort?.from;
  if (name === undefined || ports === undefined || port === undefined) return;
  const known = services.get(name) ?? emptyService(name, ports.match);
  if (services.size >= MOST_LISTED && !services.has(name)) return;
  services.set(
    name,
    chain === "KUBE-NODEPORTS"
      ? { ...known, nodePort: port }
      : { ...known, clusterIP: singleDestination(rule), port },
  );
}

function emptyService(name: string, protocol: DumpService["protocol"]): DumpService {
  return { name, protocol, clusterIP: undefined, port: undefined, nodePort: undefined };
}

function singleDestination({ destination }: Rule): string | undefined {
  const isOne = destination !== undefined && !destination.inverted && isOneAddress(destination);
  return isOne ? printAddress(destination.address) : undefined;
}

function add(set: Set<string>, value: string): void {
  if (set.size < MOST_LISTED) set.add(value);
}
