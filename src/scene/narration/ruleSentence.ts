import { type Draw, printAddress, type RuleHop } from "@/engine";
import { destinationText, markText, sourceText } from "../playback/endpointText";
import type { Change } from "../playback/stop";
import { markMeaning, setBits } from "./markMeaning";
import type { NameOf } from "./namesOf";
import { code, type Sentence, say, strong } from "./sentence";

/** What a rule that matched did. */
export function ruleSentence(hop: RuleHop, change: Change | undefined, nameOf: NameOf): Sentence {
  const rule = say`Rule ${hop.ruleNumber} of ${code(hop.chain)}`;
  if (hop.nat !== undefined) return say`${rule} ${mappingPhrase(hop, nameOf)}`;
  if (hop.before.mark !== hop.after.mark) return say`${rule} ${markPhrase(hop)}`;
  if (hop.connectionMark !== undefined) {
    const { before, after } = hop.connectionMark;
    return say`${rule} changed the connection's mark from ${code(markText(before))} to ${code(markText(after), "mark")}.`;
  }
  const fixed = VERDICT_PHRASES[hop.verdict ?? ""];
  if (fixed !== undefined) return say`${rule} ${fixed(hop)}`;
  if (change?.kind === "reject") return say`${rule} ${strong("rejected", "reject")} the packet.`;
  return say`${rule} ${jumpPhrase(hop)}`;
}

function mappingPhrase(hop: RuleHop, nameOf: NameOf): Sentence {
  const { before, after, nat } = hop;
  const target = nat?.target ?? "";
  if (nat?.manip === "destination") {
    if (destinationText(before) === destinationText(after)) {
      return say`left the destination as it was (${target}).`;
    }
    const name = nameOf(printAddress(after.destination));
    const who = name === undefined ? "changed the destination" : `sent the packet to ${name}`;
    return say`${who}: new destination ${code(destinationText(after), "dnat")}`;
  }
  if (sourceText(before) === sourceText(after)) {
    return say`kept the source, since it is the node's own address already (${target}).`;
  }
  const name = nameOf(printAddress(after.source));
  const who = name === undefined ? "changed the source" : `put ${name}'s address in`;
  return say`${who}: new source ${code(sourceText(after), "snat")}`;
}

function markPhrase({ before, after, chain }: RuleHop): Sentence {
  const set = (after.mark & ~before.mark) >>> 0;
  if (set === 0) {
    return say`took mark ${code(markText((before.mark & ~after.mark) >>> 0), "mark")} off: the packet has mark ${code(markText(after.mark))} now.`;
  }
  const meaning = setBits(set)
    .map((bit) => markMeaning(bit, chain))
    .find((text) => text !== undefined);
  const why = meaning === undefined ? "" : `, ${meaning}`;
  return say`set mark ${code(markText(set), "mark")}${why}.`;
}

const VERDICT_PHRASES: Readonly<Record<string, (hop: RuleHop) => Sentence>> = {
  ACCEPT: ({ table, hook }) =>
    say`${strong("accepted", "accept")} the packet: nothing more of ${table} at ${hook}.`,
  DROP: () => say`${strong("dropped", "drop")} the packet, without an answer.`,
  REJECT: () => say`${strong("rejected", "reject")} the packet and answered its sender.`,
  RETURN: (hop) => say`sent the packet back: ${returnPhrase(hop)}.`,
  LOG: () => say`wrote the packet to the kernel's log and lets it go on.`,
  MARK: ({ after }) =>
    say`set the mark that the packet had already, ${code(markText(after.mark))}.`,
  CONNMARK: () => say`changed no mark: the connection had it already.`,
  CT: () => say`told conntrack not to track this packet.`,
  NOTRACK: () => say`told conntrack not to track this packet.`,
};

function returnPhrase({ stack, chain }: RuleHop): Sentence {
  const caller = stack.at(-2);
  return caller === undefined
    ? say`${code(chain)} has no caller, so its policy decides`
    : say`on in ${code(caller)}`;
}

function jumpPhrase({ verdict, draws, ruleNumber }: RuleHop): Sentence {
  if (verdict === undefined) return say`counted the packet, which goes on.`;
  const draw = draws.find((one) => one.ruleNumber === ruleNumber);
  const chance = draw === undefined ? "" : ` ${drawPhrase(draw)}`;
  const goto = /^goto (.+)$/.exec(verdict)?.[1];
  if (goto !== undefined)
    return say`took the packet${chance}: on to ${code(goto)}, not to come back.`;
  return say`took the packet${chance}: on to ${code(verdict)}.`;
}

/** `(drew 0.184, below 0.5)`. A recorded walk does not tell what was drawn. */
function drawPhrase({ drawn, probability }: Draw): string {
  const chance = roundChance(probability);
  return drawn === undefined ? `(chance ${chance})` : `(drew ${drawn.toFixed(3)}, below ${chance})`;
}

/** A probability to three digits, without trailing zeros. */
export function roundChance(probability: number): string {
  return String(Number(probability.toFixed(3)));
}
