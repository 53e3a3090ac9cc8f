import type { Family } from "@/engine";
import type { SectionKind } from "@/intake/sections/sectionKind";
import { textKind } from "@/intake/textKind";
import type { Cluster, IngressRoute, Service } from "@/kubernetes";
import type { PacketDraft, WalkDocument } from "@/scenarios/walkDocument";
import { tellsOfNodes } from "@/workers/nodesReading";
import type { RulesReading } from "@/workers/rulesReading";
import { readCollected } from "./collectedReading";
import { dumpDocument } from "./dumpDocument";
import { readManifestsAway } from "./readManifestsAway";
import { readRulesAway } from "./readRulesAway";
import { parseDocument } from "./saved/readDocument";
import { useStore } from "./store";

/** What a pasted text turned out to be. */
export interface PasteReading {
  /** What it would become; undefined when nothing can be made of it. */
  readonly document: WalkDocument | undefined;
  /** Whether it is what is shown with another packet, which the text told. */
  readonly isPacket?: boolean;
  /** Whether it is what is shown, with more known of one of its nodes. */
  readonly isAddition?: boolean;
  /** What was found, in one sentence. */
  readonly sentence: string;
  /** How much of it there is, and what was taken from it. */
  readonly facts: readonly string[];
  /** What stands where in it and told what, where it holds more than rules. */
  readonly sections?: readonly string[];
  /** What would have to be known of its nodes as well. */
  readonly missing?: readonly string[];
  /** What was not understood, or assumed. */
  readonly problems: readonly string[];
}

export interface PasteRequest {
  readonly text: string;
  readonly fileName: string | undefined;
  /** Whether the text is to be added to the open dump; undefined: where it tells of its nodes and holds no rules. */
  readonly isAddition?: boolean | undefined;
  /** The node of which something is asked. */
  readonly askedNode?: string | undefined;
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

/** Finds out what a text is and what document it would make. Rejects only when it was aborted. */
export async function readPasted(request: PasteRequest): Promise<PasteReading> {
  const { text } = request;
  const packet = await readPacket(text);
  if (packet !== undefined) return packet;
  const added = await readMore(request);
  if (added !== undefined) return added;
  const collected = tellsOfNodes(text) ? await readCollected(request) : undefined;
  if (collected !== undefined) return collected;
  switch (textKind(text)) {
    case "document":
      return readSaved(text);
    case "iptables-save":
    case "unknown":
      return readDump(request);
    case "kubernetes":
      return readCluster(request);
    case "case":
      return nothing(
        "This is a recorder case. Walk it with `npm run -s chainwalk -- walk FILE`; here, paste its rules.",
      );
  }
}

/** What the text tells of a node of the open dump; undefined where it is to be opened alone. */
async function readMore(request: PasteRequest): Promise<PasteReading | undefined> {
  const { document } = useStore.getState();
  const { source } = document;
  if (source.kind !== "pasted" || request.isAddition === false) return undefined;
  const { readAddition, tellsMore } = await import("./additionReading");
  if (request.isAddition !== true && !tellsMore(source, request.text)) return undefined;
  return readAddition(request, { ...document, source });
}

/** A line that tells a packet is one for what is shown. Those of conntrack and of a trace tell of their node as well. */
async function readPacket(text: string): Promise<PasteReading | undefined> {
  const line = text.trim();
  if (line === "" || line.length > MOST_OF_A_LINE || line.includes("\n")) return undefined;
  if (tellsOfNodes(line) || /\bTRACE:/.test(line)) return undefined;
  const { readPacketLine } = await import("@/intake/packet-line/readPacketLine");
  if (!readPacketLine(line).ok) return undefined;
  const { typedDocument } = await import("./typed-packet/typedDocument");
  const typed = typedDocument(useStore.getState().document, line);
  if (!typed.ok) return nothing(`This is a packet, and it cannot be sent here: ${typed.sentence}`);
  const { document, notes } = typed;
  const sentence = `This is a packet, for the rules that are shown: ${document.title}.`;
  return { document, isPacket: true, sentence, facts: notes, problems: [] };
}

/** Longer than any packet that somebody writes down. */
const MOST_OF_A_LINE = 4000;

/** Whose rules a dump holds, by the name of the tool that prints them. */
const TOOLS: Readonly<Record<Family, string>> = { IPv4: "iptables", IPv6: "ip6tables" };

async function readDump(request: PasteRequest): Promise<PasteReading> {
  const { text, fileName } = request;
  const reading = await readRulesAway(text, request);
  const { facts } = reading;
  if (reading.rules + reading.chains === 0) return withoutRules(reading);
  const rulesText = reading.rulesText ?? text;
  const document = dumpDocument(rulesText, fileName ?? "Pasted dump", reading);
  return {
    document,
    sentence: rulesSentence(reading),
    facts: [
      `The rules tell of ${interfaceCount(facts)}, ${count(facts.services.length, "Service port")}, ${count(facts.pods.length, "pod")} behind DNAT.`,
      facts.addresses.length > 0
        ? `The node's own: ${facts.addresses.join(", ")}.`
        : "No rule tells the node's own addresses: add them, or what depends on them is undecided.",
      ...assumedFacts(document),
      ...otherFamilyFacts(reading),
    ],
    problems: problemsOf(reading),
  };
}

/** How the forms of rules are called. */
const FORMS: Partial<Record<SectionKind, string>> = {
  "iptables-save": "iptables-save",
  "iptables-S": "iptables -S",
  "iptables-L": "iptables -L",
  script: "a shell script",
  fragment: "single rules",
};

function rulesSentence({ family, rules, chains, tables, kinds }: RulesReading): string {
  const forms = kinds.flatMap((kind) => FORMS[kind] ?? []);
  const isPlain = forms.every((form) => form === FORMS["iptables-save"]);
  const from = isPlain ? "" : `, read from ${forms.join(", ")}`;
  return `${TOOLS[family]} rules: ${count(rules, "rule")} in ${count(chains, "chain")}, tables ${tables.join(", ")}${from}.`;
}

/** What was found where no rules are. */
function withoutRules({ kinds, remarks }: RulesReading): PasteReading {
  const [remark] = remarks;
  if (remark !== undefined) return nothing(remark);
  const others = kinds.filter((kind) => FORMS[kind] === undefined);
  if (others.length > 0)
    return nothing(
      `This is ${others.join(", ")}, and no rule is in it: put what iptables-save prints on the same node into the box as well.`,
    );
  if (kinds.length > 0) return nothing("No rule and no chain was found in it.");
  return nothing(
    "Neither rules, as iptables-save, iptables -S, iptables -L or a script has them, nor Kubernetes manifests (YAML or JSON with apiVersion and kind) were found in this text.",
  );
}

function otherFamilyFacts({ family, rulesOfOtherFamily }: RulesReading): readonly string[] {
  if (rulesOfOtherFamily === 0) return [];
  const other = TOOLS[family === "IPv4" ? "IPv6" : "IPv4"];
  return [
    `${count(rulesOfOtherFamily, "rule")} of ${other} are there too: packets of their family meet them.`,
  ];
}

/** Every node has `lo`, so that is no news. */
function interfaceCount({ interfaces }: RulesReading["facts"]): string {
  return count(interfaces.filter((name) => name !== "lo").length, "interface");
}

/** What was put around the rules without their saying so. */
function assumedFacts({ source }: WalkDocument): readonly string[] {
  if (source.kind !== "pasted") return [];
  const routes = source.nodes.flatMap((node) => node.routes);
  const hosts = source.hosts.map(
    ({ name, addresses, network }) => `${name} (${addresses.join(", ")}) behind ${network}`,
  );
  return [
    `Assumed, and to be corrected at the left: the route "${routes.join('", "')}", and a ${hosts.join(", ")}.`,
  ];
}

function count(value: number, what: string): string {
  return `${value.toLocaleString("en")} ${what}${value === 1 ? "" : "s"}`;
}

function problemsOf(reading: RulesReading): readonly string[] {
  const { diagnostics, unknown, unknownCount, passedOver, passedOverCount, remarks } = reading;
  return [
    ...remarks,
    ...diagnostics.map(({ at, why }) => `Line ${at.line}: ${why}`),
    ...(unknownCount > 0
      ? [`${unknownCount} rules are kept as they are, but not understood:`]
      : []),
    ...unknown.map(({ line, column, why }) => `Line ${line}, column ${column}: ${why}`),
    ...(passedOverCount > 0 ? [`${passedOverCount} lines are no rules and were passed over:`] : []),
    ...passedOver.map(({ line, text }) => `Line ${line}: ${text}`),
  ];
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

async function readCluster(request: PasteRequest): Promise<PasteReading> {
  const { text, fileName } = request;
  const reading = await readManifestsAway(text, request);
  const { cluster, problems, passedOver, ingresses, assumptions } = reading;
  const { nodes, pods, services } = cluster;
  const given = nodes.filter((node) => !node.isAssumed);
  if (given.length + pods.length + services.length === 0)
    return nothing(problems[0]?.sentence ?? "This text holds nothing that a packet could walk.");
  return {
    document: {
      title: fileName ?? "Pasted cluster",
      notes: [],
      source: { kind: "cluster", cluster },
      packet: firstPacket(cluster),
      seed: 1,
    },
    sentence: `Kubernetes objects: ${count(nodes.length, "node")}, ${count(pods.length, "pod")}, ${count(services.length, "Service")}.`,
    facts: [
      ...(passedOver.length === 0 ? [] : [`${passedOver.length} other objects passed over.`]),
      ...ingresses.map((route) => ingressSentence(route, services)),
    ],
    problems: [...assumptions, ...problems.map((problem) => problem.sentence)],
  };
}

/** An Ingress is told and not walked: what it says is done by its controller, a program like any other to the node. */
function ingressSentence(route: IngressRoute, services: readonly Service[]): string {
  const { namespace, name, host, path, service, port } = route;
  const isKnown = services.some((one) => one.namespace === namespace && one.name === service);
  const from = host === "" && path === "" ? "everything else" : `${host || "any host"}${path}`;
  const missing = isKnown ? "" : ", which is not in this text";
  return `Ingress ${namespace}/${name} leads ${from} to Service ${namespace}/${service}, port ${port}${missing}.`;
}

/** The client asks the first Service: by its node port when it has one, else a pod or node by its name. */
function firstPacket(cluster: Cluster): PacketDraft {
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
