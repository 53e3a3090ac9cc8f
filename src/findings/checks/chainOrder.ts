import type { Chain, TableName } from "@/engine";
import { chainOwner } from "../chainOwner";
import type { Check } from "../check";
import { type ExaminedTable, placeOf } from "../examinedNode";
import { type Finding, findingAt } from "../finding";

const NAME = "chain-order";

/** Base chains that several programs share: who is asked first, and what that means. */
export const chainOrder: Check = {
  name: NAME,
  looksFor: "who is asked first",
  find: ({ tables }) =>
    tables.flatMap((table) =>
      table.chains.filter(({ hook }) => hook !== undefined).flatMap((chain) => judge(table, chain)),
    ),
};

interface Part {
  readonly owner: string;
  readonly ruleNumber: number;
  readonly chain: string;
}

function judge(table: ExaminedTable, base: Chain): readonly Finding[] {
  const parts = partsOf(table, base);
  const [first, second] = parts;
  if (first === undefined || second === undefined) return [];
  const names = parts.map(({ owner }) => owner);
  return [
    findingAt(NAME, placeOf(table, base, first.ruleNumber), {
      level: "note",
      title: `${base.name} of ${table.name} asks ${inWords(names)}`,
      why: meaningOf(table.name, base.name, names),
      whatToDo: `If that is not the order you want, say so to the program that should be first (most can insert or append): here rule ${first.ruleNumber} leads to ${first.chain}, rule ${second.ruleNumber} to ${second.chain}.`,
    }),
  ];
}

/** The programs in the order in which a packet meets them first. */
function partsOf({ jumps }: ExaminedTable, { name }: Chain): readonly Part[] {
  const parts = new Map<string, Part>();
  for (const { to, ruleNumber } of jumps.from.get(name) ?? []) {
    const owner = chainOwner(to);
    if (owner !== undefined && !parts.has(owner))
      parts.set(owner, { owner, ruleNumber, chain: to });
  }
  return [...parts.values()];
}

function inWords([first = "", ...rest]: readonly string[]): string {
  return `${first} first, then ${rest.join(", then ")}`;
}

interface Meaning {
  readonly table: TableName;
  readonly chains: readonly string[];
  readonly first: string;
  /** Absent: any other program. */
  readonly later?: string;
  readonly means: string;
}

const MEANINGS: readonly Meaning[] = [
  {
    table: "filter",
    chains: ["FORWARD"],
    first: "kube-proxy",
    later: "Calico",
    means:
      "KUBE-FORWARD accepts packets marked for masquerading, and all replies, before Calico's network policy sees them: what comes through a node port may pass a policy that forbids it.",
  },
  {
    table: "filter",
    chains: ["FORWARD"],
    first: "Calico",
    later: "kube-proxy",
    means:
      "Calico's network policy decides first, as it wants it: what it drops never comes to kube-proxy's rules.",
  },
  {
    table: "filter",
    chains: ["FORWARD"],
    first: "Docker",
    later: "ufw",
    means:
      "Docker accepts what is for its published ports before ufw is asked: a port that ufw forbids is open all the same (moby issues 4737 and 22054). Rules for these ports belong into DOCKER-USER.",
  },
  {
    table: "nat",
    chains: ["PREROUTING", "OUTPUT"],
    first: "port mapping of the CNI",
    later: "kube-proxy",
    means:
      "A port that a pod has as hostPort is taken before kube-proxy is asked for a Service or node port with the same number.",
  },
  {
    table: "nat",
    chains: ["POSTROUTING"],
    first: "Flannel",
    later: "kube-proxy",
    means:
      "What Flannel masquerades, or lets be from pod to pod, is settled before KUBE-POSTROUTING looks at kube-proxy's mark: a pod that reaches itself through a Service may keep its own address.",
  },
  {
    table: "nat",
    chains: ["POSTROUTING"],
    first: "kube-proxy",
    means:
      "What kube-proxy marked is masqueraded before the others are asked; they decide about the rest.",
  },
];

function meaningOf(table: TableName, chain: string, owners: readonly string[]): string {
  const known = MEANINGS.find(
    ({ table: of, chains, first, later }) =>
      of === table &&
      chains.includes(chain) &&
      owners.includes(first) &&
      (later === undefined ? owners[0] === first : owners.indexOf(later) > owners.indexOf(first)),
  );
  return (
    known?.means ??
    "What the first of them ends, by a verdict or an address, the later ones never see; what it lets pass goes on to them."
  );
}
