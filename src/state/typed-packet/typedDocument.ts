import { parseAddress } from "@/engine";
import { readPacketLine } from "@/intake/packet-line/readPacketLine";
import type { TypedPacket } from "@/intake/packet-line/typedPacket";
import type { WalkDocument } from "@/scenarios/walkDocument";
import { ofTheForm } from "../document";
import { describedWorld } from "../walk/describedWorld";
import { checkDestination } from "../walk/packetRequest";
import { findSender } from "./findSender";
import { withLoopbackAddress } from "./loopbackPacket";
import { serviceAddress } from "./serviceAddress";

/** The document whose packet is the typed one, with what was assumed for it; or why a line is none, and where. */
export type TypedDocument =
  | {
      readonly ok: true;
      readonly document: WalkDocument;
      readonly notes: readonly string[];
      /** Whether the line says who sends, or only one can. */
      readonly isSenderTold: boolean;
    }
  | { readonly ok: false; readonly sentence: string };

/** An echo that does not tell its numbers is the first. */
const FIRST_ECHO = 1;

/** Reads a line as a packet and puts it into the document's form. */
export function typedDocument(document: WalkDocument, line: string): TypedDocument {
  const read = readPacketLine(line);
  if (!read.ok)
    return { ok: false, sentence: `At character ${read.problem.column}: ${read.problem.why}` };
  const packet = withLoopbackAddress(read.packet, describedWorld(document.source).spec);
  const sender = findSender(document, packet);
  if (!sender.ok) return { ok: false, sentence: sender.why };
  const to = destinationOf(sender.source, packet.to);
  const made: WalkDocument = {
    ...ofTheForm(document),
    source: sender.source,
    packet: {
      ...document.packet,
      from: sender.name,
      to: to.text,
      protocol: packet.protocol,
      sourcePort: packet.sourcePort ?? document.packet.sourcePort,
      port: packet.port ?? FIRST_ECHO,
      count: 1,
      said: undefined,
    },
  };
  const problem = checkDestination(made, describedWorld(made.source), to.text);
  if (problem !== undefined) return { ok: false, sentence: problem };
  const notes = notesOf(packet, [sender.note, to.note]);
  return { ok: true, document: made, notes, isSenderTold: sender.isTold !== false };
}

function destinationOf(
  source: WalkDocument["source"],
  text: string,
): { readonly text: string; readonly note: string | undefined } {
  const isName = parseAddress(text) === undefined;
  if (source.kind === "cluster" || !isName || isHost(source, text))
    return { text, note: undefined };
  const address = serviceAddress(source, text);
  if (address === undefined) return { text, note: undefined };
  return { text: address, note: `By the rules' comments ${text} is ${address}.` };
}

function isHost(source: WalkDocument["source"], text: string): boolean {
  const { world } = describedWorld(source);
  return world.nodes.has(text) || world.hosts.has(text);
}

function notesOf(
  { assumed }: TypedPacket,
  notes: readonly (string | undefined)[],
): readonly string[] {
  return [...assumed, ...notes.filter((note) => note !== undefined)];
}
