import { parseAddress } from "@/engine";
import type { Replacement } from "@/intake/redact/redactSource";
import type { PacketDraft, PastedSource, WalkDocument } from "@/scenarios/walkDocument";
import type { RedactedNodes, RedactRequest } from "@/workers/redactNodes";
import type { AwayOptions } from "../readRulesAway";
import { bakedSource } from "../what-if/bakedSource";
import { redactAway } from "./redactAway";

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

type Pasted = WalkDocument & { readonly source: PastedSource };

/**
 * Replaces addresses, names and comments of pasted nodes, and in the packet that is sent between them; of large ones away
 * from the page. Rejects when aborted, or when that fails.
 */
export async function redactDocument(
  document: Pasted,
  seed: number,
  options: AwayOptions,
): Promise<RedactedDocument> {
  const { text, replaced, unchanged, rulesLeftOpen, ...redacted } = await redactAway(
    requestOf(document, seed),
    options,
  );
  const { nodes, hosts } = redacted;
  return {
    document: {
      title: "Redacted dump",
      notes: [],
      source: { kind: "pasted", nodes, hosts },
      packet: redactPacket(document.packet, redacted),
      seed: document.seed,
    },
    text,
    replaced,
    unchanged,
    rulesLeftOpen,
  };
}

/** Of the packet: who it is for where that is a host, and its sender; the address it is for. */
function requestOf({ source, packet }: Pasted, seed: number): RedactRequest {
  const to = packet.to.trim();
  const names = new Set([...source.nodes, ...source.hosts].map(({ name }) => name));
  const { nodes, hosts } = bakedSource(source);
  return {
    source: { nodes, hosts },
    seed,
    hosts: names.has(to) ? [packet.from, to] : [packet.from],
    addresses: parseAddress(to) === undefined ? [] : [to],
  };
}

/** Who sent it still does; what it carries is somebody's own. */
function redactPacket(
  packet: PacketDraft,
  { hostNames, newAddresses }: Pick<RedactedNodes, "hostNames" | "newAddresses">,
): PacketDraft {
  const { payload: _, cgroup: __, ...said } = packet.said ?? {};
  const [from = "", named = ""] = hostNames;
  const [address = named] = newAddresses;
  return {
    ...packet,
    from,
    to: address,
    said: Object.keys(said).length === 0 ? undefined : said,
  };
}
