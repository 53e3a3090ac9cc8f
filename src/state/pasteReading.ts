import { readManifests } from "@/kubernetes";
import type { PacketDraft, WalkDocument } from "@/scenarios/walkDocument";
import { parseDocument } from "./saved/readDocument";

/** What a pasted text turned out to be. */
export interface PasteReading {
  /** What it would become; undefined when nothing can be made of it. */
  readonly document: WalkDocument | undefined;
  /** What was found, in one sentence. */
  readonly sentence: string;
  /** How much of it there is, and what was taken from it. */
  readonly facts: readonly string[];
  /** What was not understood, or assumed. */
  readonly problems: readonly string[];
}

export interface PasteRequest {
  readonly text: string;
  readonly fileName: string | undefined;
  /** Told how far a long reading is. */
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}

const FIRST_PACKET: PacketDraft = {
  from: "client",
  to: "",
  protocol: "tcp",
  sourcePort: 52814,
  port: 80,
  count: 1,
  as: "one connection",
};

/** Finds out what a text is and what document it would make. Never rejects but when it was aborted. */
export async function readPasted({ text, fileName }: PasteRequest): Promise<PasteReading> {
  if (text.trim().startsWith("{") && text.includes('"chainwalk"')) return readSaved(text);
  return readCluster(text, fileName);
}

function readSaved(text: string): PasteReading {
  const read = parseDocument(text);
  if (!read.ok) return nothing(read.problem);
  return {
    document: read.document,
    sentence: `A saved walk: ${read.document.title}.`,
    facts: [],
    problems: [],
  };
}

async function readCluster(text: string, fileName: string | undefined): Promise<PasteReading> {
  const { cluster, problems, passedOver, assumptions } = await readManifests(text);
  const { nodes, pods, services } = cluster;
  if (nodes.length + pods.length + services.length === 0)
    return nothing(problems[0]?.sentence ?? "This text holds nothing that a packet could walk.");
  return {
    document: {
      title: fileName ?? "Pasted cluster",
      notes: [],
      source: { kind: "cluster", cluster },
      packet: firstPacket(cluster),
      seed: 1,
    },
    sentence: `Kubernetes objects: ${nodes.length} nodes, ${pods.length} pods, ${services.length} Services.`,
    facts: passedOver.length === 0 ? [] : [`${passedOver.length} other objects passed over.`],
    problems: [...assumptions, ...problems.map((problem) => problem.sentence)],
  };
}

/** The client asks the first Service: by its node port when it has one, else a pod or node by its name. */
function firstPacket(cluster: Awaited<ReturnType<typeof readManifests>>["cluster"]): PacketDraft {
  const [node] = cluster.nodes;
  const service = cluster.services.find(({ ports }) => ports.length > 0);
  const [port] = service?.ports ?? [];
  if (service === undefined || port === undefined || node === undefined)
    return { ...FIRST_PACKET, to: node?.name ?? "" };
  const protocol = port.protocol === "UDP" ? "udp" : "tcp";
  if (port.nodePort !== undefined)
    return { ...FIRST_PACKET, protocol, to: node.name, port: port.nodePort };
  const to = `${service.name}.${service.namespace}`;
  return { ...FIRST_PACKET, protocol, from: node.name, to, port: port.port };
}

function nothing(sentence: string): PasteReading {
  return { document: undefined, sentence, facts: [], problems: [] };
}
