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

/** A Service port that kube-proxy's comments name, or its chains. */
export interface DumpService {
  /** `default/web:http`; `KUBE-SVC-NPX46M4PTMTKRN6Y` where no comment tells. */
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
  const collected = new CollectedFacts();
  for (const { chains } of ruleset.tables) {
    for (const chain of chains) {
      for (let number = 1; number <= chain.length; number++)
        collected.note(chain.rule(number), chain);
    }
  }
  return collected.facts(ruleset);
}

/** Something that one rule tells. */
type Told =
  | { readonly kind: "interfaces" | "addresses" | "pods"; readonly value: string }
  | { readonly kind: "service"; readonly service: DumpService; readonly isNodePort: boolean };

/** Collects what the rules of texts tell as they are read, so that none has to be read again. */
export function collectFacts(): {
  readonly visitorOf: (text: string) => (rule: Rule, chain: Chain) => void;
  readonly factsOf: (read: { readonly text: string; readonly ruleset: Ruleset }) => DumpFacts;
} {
  const byText = new Map<string, CollectedFacts>();
  return {
    visitorOf(text) {
      const collected = new CollectedFacts();
      byText.set(text, collected);
      return (rule, chain) => collected.note(rule, chain);
    },
    factsOf: ({ text, ruleset }) => (byText.get(text) ?? new CollectedFacts()).facts(ruleset),
  };
}

const NODE_PORTS = "KUBE-NODEPORTS";

/** What rules tell, whatever order they come in. Keeps none of them. */
class CollectedFacts {
  readonly #told = new Map<Chain, Told[]>();

  note(rule: Rule, chain: Chain): void {
    this.#noteInterface(chain, rule.inInterface);
    this.#noteInterface(chain, rule.outInterface);
    const { target } = rule;
    if (target?.target === "DNAT") this.#notePod(chain, target);
    if ((target?.target === "jump" || target?.target === "goto") && target.chain === NODE_PORTS) {
      const own = singleDestination(rule);
      if (own !== undefined) this.#tell(chain, { kind: "addresses", value: own });
    }
    const isNodePort = chain.name === NODE_PORTS;
    if (!isNodePort && chain.name !== "KUBE-SERVICES") return;
    const service = serviceOf(rule, isNodePort);
    if (service !== undefined) this.#tell(chain, { kind: "service", service, isNodePort });
  }

  #noteInterface(chain: Chain, test: Rule["inInterface"]): void {
    if (test === undefined || test.isPrefix) return;
    this.#tell(chain, { kind: "interfaces", value: test.name });
  }

  #notePod(chain: Chain, { range }: Extract<Rule["target"], { target: "DNAT" }>): void {
    const { addresses } = range;
    // Docker's name server, for one, is behind DNAT to 127.0.0.11: that is the node, not a pod.
    if (addresses === undefined || isLoopback(addresses.from)) return;
    this.#tell(chain, { kind: "pods", value: printAddress(addresses.from) });
  }

  /** All of it in the order of the ruleset's chains. */
  facts({ tables }: Ruleset): DumpFacts {
    const found = {
      interfaces: new Set<string>(),
      addresses: new Set<string>(),
      pods: new Set<string>(),
    };
    const services = new Map<string, DumpService>();
    const told = tables.flatMap(({ chains }) => chains.flatMap((one) => this.#told.get(one) ?? []));
    for (const one of told) {
      if (one.kind === "service") addService(services, one);
      else if (found[one.kind].size < MOST_LISTED) found[one.kind].add(one.value);
    }
    return {
      interfaces: [...found.interfaces],
      addresses: [...found.addresses],
      pods: [...found.pods],
      services: [...services.values()],
    };
  }

  #tell(chain: Chain, told: Told): void {
    const own = this.#told.get(chain);
    if (own === undefined) this.#told.set(chain, [told]);
    else own.push(told);
  }
}

/** kube-proxy's comments: `default/web:http cluster IP` in KUBE-SERVICES, `default/web:http` in KUBE-NODEPORTS. */
const SERVICE_COMMENT = /^"?([a-z0-9.-]+\/[a-z0-9.-]+(?::[a-z0-9-]*)?)(?: cluster IP)?"?$/;

function serviceOf(rule: Rule, isNodePort: boolean): DumpService | undefined {
  const comment = rule.matches.find((one) => one.match === "comment");
  const name = comment === undefined ? chainOf(rule) : SERVICE_COMMENT.exec(comment.text)?.[1];
  const ports = rule.matches.find((one) => one.match === "tcp" || one.match === "udp");
  const port = ports?.destinationPort?.from;
  if (name === undefined || ports === undefined || port === undefined) return undefined;
  const service = {
    name,
    protocol: ports.match,
    clusterIP: undefined,
    port: undefined,
    nodePort: undefined,
  };
  return isNodePort
    ? { ...service, nodePort: port }
    : { ...service, clusterIP: singleDestination(rule), port };
}

/** A Service's chains have one ending. Source: kubernetes pkg/proxy/iptables/proxier.go, servicePortPolicyClusterChain. */
const SERVICE_CHAIN = /^KUBE-(?:SVC|SVL|XLB|EXT)-(.+)$/;

/** The chain of a Service that a rule without a comment leads to. */
function chainOf({ target }: Rule): string | undefined {
  const chain = target !== undefined && "chain" in target ? target.chain : "";
  const ending = SERVICE_CHAIN.exec(chain)?.[1];
  return ending && `KUBE-SVC-${ending}`;
}

function addService(
  services: Map<string, DumpService>,
  { service, isNodePort }: Extract<Told, { kind: "service" }>,
): void {
  const known = services.get(service.name);
  if (known === undefined && services.size >= MOST_LISTED) return;
  const { nodePort, clusterIP, port } = service;
  services.set(service.name, {
    ...(known ?? service),
    ...(isNodePort ? { nodePort } : clusterIPOf(known, { clusterIP, port })),
  });
}

/** Of a Service that no comment names the first address is its own: its external ones come behind. */
function clusterIPOf(
  known: DumpService | undefined,
  found: Pick<DumpService, "clusterIP" | "port">,
): Pick<DumpService, "clusterIP" | "port"> {
  const isNamed = known?.name.includes("/") === true;
  return known?.clusterIP === undefined || isNamed ? found : known;
}

function singleDestination({ destination }: Rule): string | undefined {
  const isOne = destination !== undefined && !destination.inverted && isOneAddress(destination);
  return isOne ? printAddress(destination.address) : undefined;
}
