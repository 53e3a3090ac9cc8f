import type { Decision } from "../net/decision";
import { explainPart } from "./explanation";
import type { Parsed, PartExplanation, WrittenOption } from "./matchExtension";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

/** A kind of chunk, and which of its flags have to be set or clear. */
interface ChunkTest {
  readonly number: number;
  /** The letters of flags, the highest bit first, capitals for those that have to be set. */
  readonly flags: string;
}

/** `--chunk-types`: which kinds of chunk a SCTP packet holds. */
export interface ChunkTests {
  readonly wants: "all" | "any" | "only";
  /** In the order of their numbers. */
  readonly chunks: readonly ChunkTest[];
  readonly everyKind: boolean;
  readonly inverted: boolean;
}

/** Names by number. Source: iptables 1.8.9 libxt_sctp.c, sctp_chunk_names. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [0, "DATA"],
  [1, "INIT"],
  [2, "INIT_ACK"],
  [3, "SACK"],
  [4, "HEARTBEAT"],
  [5, "HEARTBEAT_ACK"],
  [6, "ABORT"],
  [7, "SHUTDOWN"],
  [8, "SHUTDOWN_ACK"],
  [9, "ERROR"],
  [10, "COOKIE_ECHO"],
  [11, "COOKIE_ACK"],
  [12, "ECN_ECNE"],
  [13, "ECN_CWR"],
  [14, "SHUTDOWN_COMPLETE"],
  [64, "I_DATA"],
  [128, "ASCONF_ACK"],
  [130, "RE_CONFIG"],
  [132, "PAD"],
  [192, "FORWARD_TSN"],
  [193, "ASCONF"],
  [194, "I_FORWARD_TSN"],
]);

/** The letters of the flags a kind has, the highest bit first. */
const FLAGS: ReadonlyMap<string, string> = new Map([
  ["DATA", "IUBE"],
  ["I_DATA", "IUBE"],
  ["ABORT", "T"],
  ["SHUTDOWN_COMPLETE", "T"],
]);

const WANTS = ["all", "any", "only"] as const;
const UNKNOWN_CHUNKS: Decision = {
  missing: { kind: "payload", name: "which chunks the packet holds" },
};

/** Reads `--chunk-types any DATA:Be,INIT`; undefined where it was not written. */
export function parseChunkTests(options: readonly WrittenOption[]): Parsed<ChunkTests | undefined> {
  const option = findOption(options, "--chunk-types");
  if (option === undefined) return { ok: true, value: undefined };
  const [kind = "", list = ""] = option.values;
  const wants = WANTS.find((word) => word === kind.toLowerCase());
  if (wants === undefined) return refuseValue(option, "all, any or only before the chunks");
  const { inverted } = option;
  if (list.toUpperCase() === "ALL" || list.toUpperCase() === "NONE") {
    const everyKind = list.toUpperCase() === "ALL";
    return { ok: true, value: { wants, chunks: [], everyKind, inverted } };
  }
  const byNumber = new Map<number, ChunkTest>();
  for (const word of list.split(",")) {
    const chunk = parseChunk(word);
    if (chunk === undefined) return refuse(unreadable(word), option);
    byNumber.set(chunk.number, chunk);
  }
  const chunks = [...byNumber.values()].sort((one, other) => one.number - other.number);
  return { ok: true, value: { wants, chunks, everyKind: false, inverted } };
}

function unreadable(word: string): string {
  const kinds = [...NAMES.values()].join(", ");
  return `--chunk-types does not know "${word}"; it wants ALL, NONE or some of ${kinds}, with flags of theirs after a colon`;
}

function parseChunk(word: string): ChunkTest | undefined {
  const [nameText = "", letters = "", ...rest] = word.split(":");
  const found = Array.from(NAMES).find(([, name]) => name === nameText.toUpperCase());
  if (found === undefined || rest.length > 0) return undefined;
  const [number, name] = found;
  const known = FLAGS.get(name) ?? "";
  if ([...letters].some((letter) => !known.includes(letter.toUpperCase()))) return undefined;
  const flags = [...known].map((flag) => {
    if (letters.includes(flag)) return flag;
    return letters.includes(flag.toLowerCase()) ? flag.toLowerCase() : "";
  });
  return { number, flags: flags.join("") };
}

/** `--chunk-types any DATA:Be,INIT`, without the `!`. */
function printChunkTests({ wants, chunks, everyKind }: ChunkTests): string {
  const listed = chunks.map(({ number, flags }) => {
    const name = NAMES.get(number) ?? String(number);
    return flags === "" ? name : `${name}:${flags}`;
  });
  const none = everyKind ? "ALL" : "NONE";
  return `--chunk-types ${wants} ${listed.length === 0 ? none : listed.join(",")}`;
}

/** The part as iptables-save prints it; nothing where it was not written. */
export function chunkParts(tests: ChunkTests | undefined): readonly string[] {
  return tests === undefined ? [] : [`${bang(tests.inverted)}${printChunkTests(tests)}`];
}

/** What a packet's chunks are is not known, so a rule that asks is undecided. */
export function decideChunks(tests: ChunkTests | undefined): Decision {
  return tests === undefined ? "yes" : UNKNOWN_CHUNKS;
}

export function explainChunks(tests: ChunkTests | undefined): readonly PartExplanation[] {
  if (tests === undefined) return [];
  return [
    explainPart({
      part: printChunkTests(tests),
      field: "chunks",
      packetValue: "not known",
      ruleValue: printChunkTests(tests).slice("--chunk-types ".length),
      inverted: tests.inverted,
      holds: UNKNOWN_CHUNKS,
    }),
  ];
}
