import { holdsNetwork, type Rule } from "@/engine";
import type { Check } from "../check";
import { type ExaminedTable, placeOf, rulesOf } from "../examinedNode";
import { type Finding, findingAt } from "../finding";
import { servicePortOf } from "../kubeChains";
import { conditionsOf } from "../shadowing/ruleConditions";

const NAME = "taken-before-services";

/** Rules of nat that settle packets for Services before kube-proxy is asked. */
export const takenBefore: Check = {
  name: NAME,
  looksFor: "rules that take Services' packets",
  find({ table }) {
    const nat = table("nat");
    return nat === undefined ? [] : ["PREROUTING", "OUTPUT"].flatMap((base) => findIn(nat, base));
  },
};

function findIn(nat: ExaminedTable, base: string): readonly Finding[] {
  const chain = nat.chain(base);
  const jump = nat.jumps.from.get(base)?.find(({ to }) => to === "KUBE-SERVICES");
  if (chain === undefined || jump === undefined) return [];
  const before = [...rulesOf(chain)].filter(
    ([number, rule]) => number < jump.ruleNumber && settles(rule),
  );
  if (before.length === 0) return [];
  const wanted = wantedIn(nat);
  return before.flatMap(([number, rule]) => {
    const taken = wanted.find((one) => takes(rule, one));
    if (taken === undefined) return [];
    return [
      findingAt(NAME, placeOf(nat, chain, number), {
        level: "warning",
        title: `Rule ${number} of ${base} takes packets for ${taken.name} before kube-proxy is asked`,
        why: `It stands before the jump to KUBE-SERVICES in rule ${jump.ruleNumber}, and what it takes comes to no other rule of nat: ${MEANING[rule.target?.target ?? ""] ?? "the packet keeps the Service's address, which nobody has"}.`,
        whatToDo: `Decide whether that is meant. If not, add the rule behind the jump (iptables -t nat -A ${base} …), or have it ask for less.`,
        source: "kubernetes pkg/proxy/iptables/proxier.go, iptablesJumpChains",
      }),
    ];
  });
}

const MEANING: Readonly<Record<string, string>> = {
  DNAT: "the packet goes where this rule says, and not to an endpoint",
  REDIRECT: "the packet goes to the node itself, and not to an endpoint",
};

/** Targets behind which no rule of the base chain sees the packet any more. */
const SETTLING: ReadonlySet<string> = new Set(["ACCEPT", "RETURN", "DNAT", "REDIRECT", "NETMAP"]);
/** Matches of which it can be said whether a Service's packet satisfies them. */
const COMPARED: ReadonlySet<string> = new Set([
  ...["comment", "tcp", "udp", "sctp", "multiport", "addrtype"],
]);

function settles({ target, unknown, matches, inInterface, outInterface }: Rule): boolean {
  if (target === undefined || unknown !== undefined || !SETTLING.has(target.target)) return false;
  const isOfLoopback = [inInterface, outInterface].some((test) => test?.name === "lo");
  return !isOfLoopback && matches.every(({ match }) => COMPARED.has(match));
}

/** What a Service's rule waits for. */
interface Wanted {
  readonly name: string;
  readonly rule: Rule;
  readonly port: number | undefined;
  readonly isNodePort: boolean;
}

function wantedIn(nat: ExaminedTable): readonly Wanted[] {
  return ["KUBE-SERVICES", "KUBE-NODEPORTS"].flatMap((name) => {
    const chain = nat.chain(name);
    const isNodePort = name === "KUBE-NODEPORTS";
    const rules = chain === undefined ? [] : [...rulesOf(chain)].map(([, rule]) => rule);
    return rules.flatMap((rule): readonly Wanted[] => {
      const service = servicePortOf(rule);
      const [ports] = conditionsOf(rule)?.ports ?? [];
      const isPlain = rule.destination?.inverted !== true && rule.protocol?.inverted === false;
      const isOne = isNodePort || rule.destination !== undefined;
      if (service === undefined || ports === undefined || !isPlain || !isOne) return [];
      return [{ name: service, rule, port: ports.ranges[0]?.from, isNodePort }];
    });
  });
}

/** Whether every packet to that address and port satisfies what the rule asks of the destination. */
function takes(rule: Rule, wanted: Wanted): boolean {
  const { protocol } = rule;
  const isProtocol =
    protocol === undefined ||
    (protocol.number === wanted.rule.protocol?.number) !== protocol.inverted;
  return isProtocol && takesAddress(rule, wanted) && takesPort(rule, wanted);
}

function takesAddress({ destination, matches }: Rule, { rule, isNodePort }: Wanted): boolean {
  // A Service's own address is none of the node's, so that it is routed on.
  const type = isNodePort ? "LOCAL" : "UNICAST";
  for (const match of matches) {
    const asked = match.match === "addrtype" ? match.destination : undefined;
    if (asked !== undefined && asked.types.includes(type) === asked.inverted) return false;
  }
  if (destination === undefined) return true;
  if (rule.destination === undefined) return false;
  return holdsNetwork(destination, rule.destination) !== destination.inverted;
}

function takesPort(rule: Rule, { port }: Wanted): boolean {
  const asked = conditionsOf(rule)?.ports.filter(({ side }) => side === "destination") ?? [];
  return asked.every(({ ranges, inverted }) => {
    const isIn = ranges.some(({ from, to }) => port !== undefined && from <= port && port <= to);
    return isIn !== inverted;
  });
}
