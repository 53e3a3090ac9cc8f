import type { ObjectRef } from "../objects/objectRef";

/** The tables that the kubelet and kube-proxy write to. */
export type RuleTable = "mangle" | "filter" | "nat";

/** What made a rule: flip this field of this object, and the rule changes or goes. */
export interface RuleOrigin {
  readonly object: ObjectRef;
  /** As in the manifest: `spec.clusterIP`, `spec.ports[0].nodePort`; for settings, the setting's name. */
  readonly field: string;
  /** The Service whose traffic the rule is for, where the object is not itself one: a pod serves several. */
  readonly service?: ObjectRef;
}

/** One condition of a rule, in the order in which kube-proxy writes them. */
export type RulePart =
  | { readonly part: "comment"; readonly text: string }
  /** `-m tcp -p tcp`. */
  | { readonly part: "protocol"; readonly protocol: string }
  | { readonly part: "source"; readonly prefix: string; readonly inverted: boolean }
  | { readonly part: "destination"; readonly prefix: string; readonly inverted: boolean }
  /** A name ending in `+` stands for all that begin so. */
  | { readonly part: "inInterface"; readonly name: string; readonly inverted: boolean }
  | { readonly part: "destinationPort"; readonly port: number }
  | { readonly part: "addressType"; readonly side: "src" | "dst"; readonly inverted: boolean }
  /** Did not come over a port of a bridge. */
  | { readonly part: "notBridged" }
  /** Counts what has met all conditions before it. */
  | { readonly part: "counter"; readonly name: string }
  | { readonly part: "mark"; readonly mark: string; readonly inverted: boolean }
  | { readonly part: "conntrackState"; readonly states: string; readonly inverted: boolean }
  /** `probability` as kube-proxy prints it. */
  | { readonly part: "random"; readonly probability: string }
  | { readonly part: "recentlySeen"; readonly list: string; readonly seconds: number }
  | { readonly part: "remember"; readonly list: string };

export type RuleTarget =
  | { readonly target: "jump"; readonly chain: string }
  | { readonly target: "ACCEPT" | "DROP" | "RETURN" | "REJECT" }
  | { readonly target: "MARK"; readonly operation: "or" | "xor" | "set"; readonly mark: string }
  | { readonly target: "MASQUERADE"; readonly isRandomFully: boolean }
  | { readonly target: "DNAT"; readonly destination: string };

/** One rule that kube-proxy writes. */
export interface ProxyRule {
  readonly table: RuleTable;
  readonly chain: string;
  readonly parts: readonly RulePart[];
  /** undefined for a rule that only carries its comment. */
  readonly target: RuleTarget | undefined;
  readonly origin: RuleOrigin;
}

/** The rule as a line of kube-proxy's iptables-restore payload. */
export function printProxyRule({ chain, parts, target }: ProxyRule): string {
  let line = `-A ${chain}`;
  for (const part of parts) line += partWords(part);
  return target === undefined ? line : line + targetWords(target);
}

function partWords(part: RulePart): string {
  switch (part.part) {
    case "comment":
      return ` -m comment --comment ${part.text.includes(" ") ? `"${part.text}"` : part.text}`;
    case "protocol":
      return protocolWords(part.protocol);
    case "source":
      return `${not(part)} -s ${part.prefix}`;
    case "destination":
      return `${not(part)} -d ${part.prefix}`;
    case "inInterface":
      return `${not(part)} -i ${part.name}`;
    case "destinationPort":
      return ` --dport ${part.port}`;
    case "random":
      return ` -m statistic --mode random --probability ${part.probability}`;
    default:
      return ` -m ${printMatch(part)}`;
  }
}

/** The same few for all rules. */
const wordsOfProtocol = new Map<string, string>();

function protocolWords(protocol: string): string {
  const known = wordsOfProtocol.get(protocol);
  if (known !== undefined) return known;
  const words = ` -m ${protocol} -p ${protocol}`;
  wordsOfProtocol.set(protocol, words);
  return words;
}

type RareMatch = Extract<
  RulePart,
  {
    readonly part:
      | "addressType"
      | "notBridged"
      | "counter"
      | "mark"
      | "conntrackState"
      | "recentlySeen"
      | "remember";
  }
>;

function printMatch(part: RareMatch): string {
  switch (part.part) {
    case "addressType":
      return `addrtype${not(part)} --${part.side}-type LOCAL`;
    case "notBridged":
      return "physdev ! --physdev-is-in";
    case "counter":
      return `nfacct --nfacct-name ${part.name}`;
    case "mark":
      return `mark${not(part)} --mark ${part.mark}/${part.mark}`;
    case "conntrackState":
      return `conntrack${not(part)} --ctstate ${part.states}`;
    case "recentlySeen":
      return `recent --name ${part.list} --rcheck --seconds ${part.seconds} --reap`;
    case "remember":
      return `recent --name ${part.list} --set`;
  }
}

function not(part: { readonly inverted: boolean }): string {
  return part.inverted ? " !" : "";
}

function targetWords(target: RuleTarget): string {
  switch (target.target) {
    case "jump":
      return ` -j ${target.chain}`;
    case "DNAT":
      return ` -j DNAT --to-destination ${target.destination}`;
    default:
      return ` -j ${printRareTarget(target)}`;
  }
}

function printRareTarget(
  target: Exclude<RuleTarget, { readonly target: "jump" | "DNAT" }>,
): string {
  switch (target.target) {
    case "MARK":
      return target.operation === "set"
        ? `MARK --set-xmark ${target.mark}/${target.mark}`
        : `MARK --${target.operation}-mark ${target.mark}`;
    case "MASQUERADE":
      return target.isRandomFully ? "MASQUERADE --random-fully" : "MASQUERADE";
    default:
      return target.target;
  }
}
