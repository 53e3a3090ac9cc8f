import {
  type PacketRequest,
  printAddress,
  printEndpoint,
  printProtocol,
  type RulePlace,
} from "@/engine";
import type { End, Fate } from "./fate";
import type { FaringPackets, PacketComparison } from "./packetComparison";

/** More endpoints are counted and not named. */
const MOST_NAMED = 4;

/** How a packet fares, in one sentence: `Delivered to 10.244.1.5:8080, which sees 192.0.2.10.` */
export function fateSentence({ ends, isDrawn, isComplete }: Fate): string {
  const arrivals = ends.filter((end) => end.what === "arrived");
  const failures = ends.filter((end) => end.what !== "arrived");
  const parts = [
    ...(arrivals.length > 0 ? [arrivalPhrase(arrivals, failures.length > 0)] : []),
    ...failures.map((end) => failurePhrase(end) + (isDrawn ? shareText(end.share) : "")),
    ...(isComplete ? [] : ["more that were not followed"]),
  ];
  return capital(`${parts.join(", or ")}.`);
}

type Arrival = Extract<End, { what: "arrived" }>;

function arrivalPhrase(arrivals: readonly Arrival[], mayFail: boolean): string {
  const [first] = arrivals;
  const isSeenAlike = arrivals.every(({ seenAs }) => seenAs === first?.seenAs);
  if (arrivals.length === 1 && first !== undefined)
    return placeOf(first) + (mayFail ? shareText(first.share) : "") + seenPhrase(first.seenAs);
  const isEqual = arrivals.every(({ share }) => Math.abs(share - 1 / arrivals.length) < EQUAL);
  const named = arrivals.slice(0, MOST_NAMED).map((end) => {
    const share = isEqual ? "" : shareText(end.share);
    return placeIn(end) + share + (isSeenAlike ? "" : seenPhrase(end.seenAs));
  });
  const more = arrivals.length > MOST_NAMED ? ` and ${arrivals.length - MOST_NAMED} more` : "";
  const equal = isEqual ? " in equal shares" : "";
  const seen =
    isSeenAlike && first?.seenAs !== undefined ? `, all see ${first.seenAs} (masqueraded)` : "";
  return `delivered to one of ${arrivals.length} endpoints${equal}: ${named.join("; ")}${more}${seen}`;
}

/** kube-proxy writes ten digits of a chance. */
const EQUAL = 0.001;

function seenPhrase(seenAs: string | undefined): string {
  return seenAs === undefined ? "" : `, which sees ${seenAs} (masqueraded)`;
}

function placeIn({ endpoint, isLocal }: Arrival): string {
  return isLocal ? `the node itself, ${endpoint}` : endpoint;
}

function placeOf({ endpoint, isLocal, isUnchanged }: Arrival): string {
  if (isLocal) return `delivered to the node itself, ${endpoint}`;
  return isUnchanged ? `sent on to ${endpoint}, unchanged` : `delivered to ${endpoint}`;
}

function shareText(share: number): string {
  return ` (${Number((100 * share).toFixed(1))} %)`;
}

function failurePhrase(end: Exclude<End, { what: "arrived" }>): string {
  switch (end.what) {
    case "dropped":
      return `dropped${placePhrase(end.by, end.isPolicy)}`;
    case "rejected":
      return `rejected${placePhrase(end.by, false)} (${end.with})`;
    case "lost":
      return `lost: ${end.reason}`;
    case "undecided":
      return `undecided: ${end.missing.map(({ name }) => name).join(", ")} not known`;
  }
}

function placePhrase(by: RulePlace, isPolicy: boolean): string {
  if (isPolicy) return ` by the policy of ${by.table} ${by.chain}`;
  return ` by rule ${by.ruleNumber} of ${by.table} ${by.chain}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `default/web:http, tcp to 10.96.0.10:80 from outside (203.0.113.7), pods (10.244.2.7)`. */
export function packetsPhrase({ requests, service, isGiven }: FaringPackets): string {
  const [first] = requests;
  if (first === undefined) return "";
  const { destination, destinationPort, protocol, icmp } = first;
  const hasPort = icmp === undefined && destinationPort !== undefined;
  const to = hasPort ? printEndpoint(destination, destinationPort) : printAddress(destination);
  const named = requests.slice(0, MOST_NAMED).map(senderPhrase).join(", ");
  const more = requests.length > MOST_NAMED ? ` and ${requests.length - MOST_NAMED} more` : "";
  const what = [printProtocol(protocol), ...particulars(first), `to ${to} from ${named}${more}`];
  const of = isGiven ? "The packet on the screen" : service;
  return of === undefined ? what.join(" ") : `${of}, ${what.join(" ")}`;
}

const ECHO_TYPES: ReadonlySet<number> = new Set([8, 128]);

/** What is unusual about a packet: `type 13/0`, `flags 0x29`, `TTL 4`. */
export function particulars(request: PacketRequest): readonly string[] {
  const { icmp, tcpFlags, tos, ttl, payloadBytes } = request;
  const isEcho = icmp !== undefined && ECHO_TYPES.has(icmp.type) && icmp.code === 0;
  const hex = (value: number) => `0x${value.toString(16).padStart(2, "0")}`;
  return [
    ...(icmp === undefined || isEcho ? [] : [`type ${icmp.type}/${icmp.code}`]),
    ...(tcpFlags === undefined || tcpFlags === SYN ? [] : [`flags ${hex(tcpFlags)}`]),
    ...(tos === undefined || tos === 0 ? [] : [`TOS ${hex(tos)}`]),
    ...(ttl === undefined || ttl === USUAL_TTL ? [] : [`TTL ${ttl}`]),
    ...(payloadBytes === undefined || payloadBytes === 0
      ? []
      : [`with ${counted(payloadBytes, "byte")}`]),
  ];
}

const SYN = 2;
const USUAL_TTL = 64;

function senderPhrase({ from, source }: PacketRequest): string {
  return source === undefined ? from : `${from} (${printAddress(source)})`;
}

/** How many packets were tried, and what that cannot show. */
export function triedSentences(packets: PacketComparison, isMade: boolean): readonly string[] {
  const { tried, rules, rulesWithout, given } = packets;
  if (tried === 0) return ["No packet was found that comes to a rule that differs."];
  return [
    resultSentence(packets),
    "They were made from the rules that differ, each the first of its connection: answers, and packets that nobody tried, may fare differently too.",
    ...(given > 0 && !packets.packets.some(({ isGiven }) => isGiven)
      ? ["The packet on the screen fares alike."]
      : []),
    ...(isMade ? [MADE] : []),
    ...(rulesWithout > 0
      ? [
          `${unmetPhrase(rulesWithout, rules)} took none of them: nothing leads there, an earlier rule takes such packets, they take answers only, or ask for what no packet was made with.`,
        ]
      : []),
  ];
}

/** That nothing was seen to differ says little of rules that no packet came to. */
function resultSentence({ tried, possible, rules, rulesWithout, differing }: PacketComparison) {
  const most = possible > tried ? ` of ${possible.toLocaleString("en")} possible ones` : "";
  const of = `${counted(tried, "packet")} tried${most}`;
  if (differing > 0)
    return `${differing.toLocaleString("en")} ${differing === 1 ? "fares" : "fare"} differently, of ${of}.`;
  return rulesWithout === 0
    ? `All fare alike, of ${of}.`
    : `No difference was seen, of ${of}; but ${unmetPhrase(rulesWithout, rules)} took none of them.`;
}

function unmetPhrase(unmet: number, rules: number): string {
  return `${unmet.toLocaleString("en")} of ${counted(rules, "rule")} that differ${rules === 1 ? "s" : ""}`;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

const MADE =
  "Both were walked in the same surroundings, made from what the rules tell: the node's addresses, pods behind one interface, and behind a router whoever has any other address.";
