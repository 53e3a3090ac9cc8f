import type { Packet, WireHop } from "@/engine";
import { LEFT_THE_WORLD } from "../playback/changeOf";
import { destinationText, sourceText } from "../playback/endpointText";
import type { Stop } from "../playback/stop";
import { THROWN_AWAY } from "../playback/strangeAnswer";
import type { Timeline } from "../playback/timeline";
import { conntrackSentence } from "./conntrackSentence";
import { missingSentence } from "./missingSentence";
import type { NameOf } from "./namesOf";
import { routingSentence } from "./routingSentence";
import { ruleSentence } from "./ruleSentence";
import { code, type Sentence, say, strong } from "./sentence";

/** What happened at a stop, in one sentence. */
export function hopSentence(timeline: Timeline, stop: number, nameOf: NameOf): Sentence {
  const here = timeline.stops[stop];
  if (here === undefined) return [];
  const { hop } = here;
  switch (hop?.kind) {
    case undefined:
      return senderSentence(timeline, here);
    case "wire":
      return wireSentence(timeline, here, hop);
    case "conntrack":
      return conntrackSentence(hop);
    case "routing":
      return routingSentence(hop);
    case "rule":
      return ruleSentence(hop, here.change, nameOf);
    case "return":
      return say`End of ${code(hop.chain)}: back to ${code(hop.stack.at(-2) ?? hop.chain)}.`;
    case "policy":
      return hop.verdict === "ACCEPT"
        ? say`End of ${code(hop.chain)} in ${hop.table}: policy ${strong("ACCEPT", "accept")}.`
        : say`End of ${code(hop.chain)} in ${hop.table}: policy ${strong("DROP", "drop")} ${isAssumed(timeline, here) ? "would end" : "ends"} the packet's way.`;
    case "undecided":
      if (hop.missing.kind === "policy" || hop.missing.kind === "missing-chain")
        return say`${strong("Undecided", "undecided")} in ${code(hop.chain)}: ${missingSentence(hop.missing)}.`;
      return say`${strong("Undecided", "undecided")} at rule ${hop.ruleNumber} of ${code(hop.chain)}: ${missingSentence(hop.missing)}. The walk goes on as if it ${hop.assumed === "match" ? "matched" : "did not match"}.`;
  }
}

/** Whether something before it in the same turn could not be decided, so that the packet may never come here. */
function isAssumed({ stops }: Timeline, { index, turn }: Stop): boolean {
  return stops.some(
    (stop) => stop.turn === turn && stop.index < index && stop.hop?.kind === "undecided",
  );
}

function senderSentence(timeline: Timeline, { at }: Stop): Sentence {
  const packet = timeline.stops[1]?.hop?.before;
  if (packet === undefined) return say`${at} is about to send a packet.`;
  return say`${at} ${sendPhrase(packet)} ${code(destinationText(packet))}. Press space.`;
}

const ICMP = 1;
const UDP = 17;
const SYN_ONLY = 2;
const TCP = 6;

function sendPhrase({ protocol, tcpFlags }: Packet): string {
  if (protocol === TCP) return tcpFlags === SYN_ONLY ? "opens" : "sends a TCP packet to";
  if (protocol === UDP) return "sends a UDP packet to";
  return protocol === ICMP ? "pings" : "sends a packet to";
}

function wireSentence(
  timeline: Timeline,
  stop: Stop,
  { from, to, toInterface, fromInterface, after }: WireHop,
): Sentence {
  const part = timeline.parts.find(({ firstStop }) => firstStop === stop.index);
  const into = toInterface === undefined ? "" : `, in by ${toInterface}`;
  const isBridged = toInterface === undefined && fromInterface === undefined;
  const past = isBridged ? " over the bridge, past all rules" : "";
  if (part !== undefined && stop.index > 1) {
    const verb = part.label.startsWith("Reply") ? "answers" : "sends its next packet to";
    const sends = say`${from} ${verb} ${code(destinationText(after))}${past}`;
    if (stop.change?.label !== THROWN_AWAY) return say`${sends}: it reaches ${to}${into}.`;
    return say`${sends}: ${to} did not ask ${code(sourceText(after))}, it is ${strong(THROWN_AWAY, "drop")}.`;
  }
  const out = fromInterface === undefined ? "" : ` by ${fromInterface}`;
  if (stop.change?.label === THROWN_AWAY)
    return say`The packet left ${from}${out} and arrived at ${to}${into}${past}, which did not ask ${code(sourceText(after))}: it is ${strong(THROWN_AWAY, "drop")}.`;
  if (stop.change?.label === LEFT_THE_WORLD)
    return say`The packet left ${from}${out} and, by the router, is ${strong("gone", "undecided")} from what is shown here.`;
  const arrives = stop.change?.kind === "delivered" ? strong("arrived", "accept") : "arrived";
  return say`The packet left ${from}${out} and ${arrives} at ${to}${into}${past}.`;
}
