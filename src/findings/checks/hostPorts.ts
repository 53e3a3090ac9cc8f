import { printProtocol, type Rule } from "@/engine";
import type { Check } from "../check";
import { type ExaminedNode, type ExaminedTable, placeOf, rulesOf } from "../examinedNode";
import { type Finding, findingAt } from "../finding";
import { type ChainJump, reachedFrom } from "../jumpGraph";

const NAME = "host-port-first";

/** Published ports of pods and containers that are asked before kube-proxy's Services. */
export const hostPorts: Check = {
  name: NAME,
  looksFor: "hostPorts before Services",
  find,
};

const HOST_PORT_CHAINS: ReadonlySet<string> = new Set([
  ...["CNI-HOSTPORT-DNAT", "KUBE-HOSTPORTS", "DOCKER"],
]);

function find(node: ExaminedNode): readonly Finding[] {
  const nat = node.table("nat");
  const jumps = nat?.jumps.from.get("PREROUTING") ?? [];
  const services = jumps.find(({ to }) => to === "KUBE-SERVICES");
  if (nat === undefined || services === undefined) return [];
  return jumps
    .filter(({ to, ruleNumber }) => HOST_PORT_CHAINS.has(to) && ruleNumber < services.ruleNumber)
    .flatMap((jump) => judge(nat, jump));
}

function judge(nat: ExaminedTable, jump: ChainJump): readonly Finding[] {
  const own = portsBelow(nat, jump.to);
  const isLocalOnly = asksForLocal(jump.from.rule(jump.ruleNumber));
  const theirs = portsIn(
    nat,
    isLocalOnly ? ["KUBE-NODEPORTS"] : ["KUBE-NODEPORTS", "KUBE-SERVICES"],
  );
  const shared = [...own].filter((port) => theirs.has(port));
  // Docker's own containers beside Kubernetes are no news as long as nobody's port is taken.
  if (shared.length === 0 && jump.to === "DOCKER") return [];
  const ports = isLocalOnly ? "node ports" : "ports of Services, at any address";
  return [
    findingAt(NAME, placeOf(nat, jump.from, jump.ruleNumber), {
      level: shared.length > 0 ? "warning" : "note",
      title:
        shared.length > 0
          ? `${jump.to} takes ${shared.slice(0, MOST_NAMED).join(", ")} before kube-proxy is asked`
          : `${jump.to} is asked before KUBE-SERVICES`,
      why:
        shared.length > 0
          ? `PREROUTING leads to ${jump.to} before KUBE-SERVICES, and both have these ${ports}: packets for the Service go to the pod or container that has the port as hostPort.`
          : `A hostPort with the number of one of the ${ports} would take its packets. At present no port is in both.`,
      whatToDo:
        "Give the hostPort another number, or use a version of the CNI's portmap plugin that comes behind kube-proxy's rules.",
      source: "containernetworking/cni issue 577",
    }),
  ];
}

const MOST_NAMED = 5;

function asksForLocal({ matches }: Rule): boolean {
  return matches.some(
    (match) =>
      match.match === "addrtype" &&
      match.destination?.inverted === false &&
      match.destination.types.every((type) => type === "LOCAL"),
  );
}

function portsBelow(nat: ExaminedTable, chain: string): ReadonlySet<string> {
  return portsIn(nat, [...reachedFrom([chain], nat.jumps.from)]);
}

/** `tcp 8080` for each port that a rule of some chains asks for by itself. */
function portsIn(nat: ExaminedTable, chains: readonly string[]): ReadonlySet<string> {
  const ports = new Set<string>();
  for (const name of chains) {
    const chain = nat.chain(name);
    if (chain === undefined) continue;
    for (const [, rule] of rulesOf(chain)) for (const port of portsOf(rule)) ports.add(port);
  }
  return ports;
}

function portsOf({ matches, protocol }: Rule): readonly string[] {
  if (protocol === undefined || protocol.inverted) return [];
  const ranges = matches.flatMap((match) => {
    if (match.match === "tcp" || match.match === "udp" || match.match === "sctp")
      return match.destinationPort?.inverted === false ? [match.destinationPort] : [];
    return match.match === "multiport" && match.side === "--dports" && !match.inverted
      ? match.ports
      : [];
  });
  return ranges
    .filter(({ from, to }) => from === to)
    .map(({ from }) => `${printProtocol(protocol.number)} ${from}`);
}
