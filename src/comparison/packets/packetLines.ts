import { fateSentence, packetsPhrase, triedSentences } from "./fateSentence";
import type { PacketComparison } from "./packetComparison";

/** Which packets fare differently, to read, line by line. */
export function packetLines(comparison: PacketComparison, isMade: boolean): readonly string[] {
  return [
    ...triedSentences(comparison, isMade),
    ...comparison.packets.flatMap((packets) => [
      "",
      `  ${packetsPhrase(packets)}`,
      `    before  ${fateSentence(packets.before)}`,
      `    now     ${fateSentence(packets.now)}`,
    ]),
  ];
}
