import { SCTP } from "../net/protocol";
import type { MatchExtension } from "./matchExtension";
import {
  explainPortTests,
  PORT_ALIASES,
  PORT_OPTIONS,
  type PortTests,
  parsePortTests,
  portParts,
  printPortTests,
  satisfiesPortTests,
} from "./portTests";
import {
  type ChunkTests,
  chunkParts,
  decideChunks,
  explainChunks,
  parseChunkTests,
} from "./sctpChunks";
import { refuse } from "./writtenOptions";

/** `-m sctp`: the ports and chunks of a SCTP packet. */
export interface SctpMatch extends PortTests {
  readonly match: "sctp";
  readonly chunks: ChunkTests | undefined;
}

/** Source: iptables 1.8.9 libxt_sctp.c (text), Linux net/netfilter/xt_sctp.c (test). */
export const sctp: MatchExtension<SctpMatch> = {
  name: "sctp",
  options: { ...PORT_OPTIONS, "--chunk-types": 2 },
  inverts: [...Object.keys(PORT_OPTIONS), "--chunk-types"],
  aliases: PORT_ALIASES,
  protocol: SCTP,

  parse(options, protocol) {
    if (protocol !== SCTP) return refuse("sctp wants -p sctp in the same rule");
    const ports = parsePortTests(options);
    if (!ports.ok) return ports;
    const chunks = parseChunkTests(options);
    if (!chunks.ok) return chunks;
    return { ok: true, value: { match: "sctp", ...ports.value, chunks: chunks.value } };
  },

  print(spec) {
    return [...printPortTests(spec), ...chunkParts(spec.chunks)].join(" ");
  },

  parts: (spec) => [...portParts(spec), ...chunkParts(spec.chunks)],

  test(spec, packet) {
    const isRight = packet.protocol === SCTP && satisfiesPortTests(spec, packet);
    return isRight ? decideChunks(spec.chunks) : "no";
  },

  explain(spec, packet) {
    return [...explainPortTests(spec, packet), ...explainChunks(spec.chunks)];
  },
};
