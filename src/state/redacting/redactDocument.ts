import { parseAddress } from "@/engine";
import { printSource } from "@/intake/redact/printSource";
import { type RedactedSource, type Replacement, redactSource } from "@/intake/redact/redactSource";
import type { PacketDraft, PastedSource, WalkDocument } from "@/scenarios/walkDocument";
import { bakedSource } from "../what-if/bakedSource";

/** A document in which nothing tells whose it is. */
export interface RedactedDocument {
  readonly document: WalkDocument;
  /** The nodes as text, to be shared and pasted again. */
  readonly text: string;
  readonly replaced: readonly Replacement[];
  /** Addresses that stayed what they are. */
  readonly unchanged: readonly string[];
  /** How many rules lost a test of raw bytes and are undecided. */
  readonly rulesLeftOpen: number;
}

/** Replaces addresses, names and comments of pasted nodes, and in the packet that is sent between them. */
export function redactDocument(
  { source, packet, seed: dice }: WalkDocument & { readonly source: PastedSource },
  seed: number,
): RedactedDocument {
  const redacted = redactSource(bakedSource(source), seed);
  const { nodes, hosts, replaced, unchanged, rulesLeftOpen } = redacted;
  return {
    document: {
      title: "Redacted dump",
      notes: [],
      source: { kind: "pasted", nodes, hosts },
      packet: redactPacket(packet, source, redacted),
      seed: dice,
    },
    text: printSource(redacted),
    replaced,
    unchanged,
    rulesLeftOpen,
  };
}

/** Who sent it still does; what it carries is somebody's own. */
function redactPacket(
  packet: PacketDraft,
  source: PastedSource,
  { redactor }: RedactedSource,
): PacketDraft {
  const { payload: _, cgroup: __, ...said } = packet.said ?? {};
  const hosts = new Set([...source.nodes, ...source.hosts].map(({ name }) => name));
  const address = parseAddress(packet.to.trim());
  const named = hosts.has(packet.to.trim()) ? redactor.host(packet.to.trim()) : "";
  return {
    ...packet,
    from: redactor.host(packet.from),
    to: address === undefined ? named : redactor.addresses.map(address),
    said: Object.keys(said).length === 0 ? undefined : said,
  };
}
