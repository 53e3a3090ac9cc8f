import { expect, test } from "vitest";
import { buildWorld, sendPacket, type Trace } from "@/engine";
import { readRecorderCase } from "@/intake/recorder-case/recorderCase";
import { fragmentClusterIp } from "@/scenarios/fragmentClusterIp";
import { nodePort } from "@/scenarios/nodePort";
import type { WalkDocument } from "@/scenarios/walkDocument";
import { readPasted } from "./pasteReading";
import { recorderCaseText } from "./recorderCase";
import { loadScenarios } from "./scenarioList";
import { walksOf } from "./walk/walkOf";

async function walksAgain(document: WalkDocument): Promise<readonly Trace[]> {
  const text = await recorderCaseText(document);
  const read = readRecorderCase(JSON.parse(text ?? ""));
  if (!read.ok) throw new Error(read.why);
  const { spec, packets, refusal } = read.value;
  expect(refusal).toBeUndefined();
  let { world } = buildWorld(spec);
  return packets.map(({ request, chance }) => {
    const { trace, world: after } = sendPacket(world, request, chance);
    world = after;
    return trace;
  });
}

/** A case tells who won a draw, not with which number; and its packets are sent by root from no local socket. */
const ONLY_HERE: ReadonlySet<string> = new Set(["drawn", "said"]);

function withoutLuck({ turns }: Trace): unknown {
  return JSON.parse(
    JSON.stringify(turns, (key, value) => (ONLY_HERE.has(key) ? undefined : value)),
  );
}

/** What the kernel of a namespace cannot be told, as a test below shows. */
const NOT_OF_A_CASE: ReadonlySet<string> = new Set([
  "conntrack-table-full",
  "bridge-past-rules",
  "invalid-not-translated",
]);

const scenarios = await loadScenarios();

test.each(scenarios.filter(({ id }) => !NOT_OF_A_CASE.has(id)))(
  "the walk of $id, taken out as a case, walks the same way",
  async ({ document }) => {
    const again = await walksAgain(document);
    const walks = walksOf(document).flatMap(({ trace }) => trace ?? []);
    expect(walks.length).toBeGreaterThan(0);
    const decided = walks.filter(({ turns }) => turns.at(-1)?.outcome.what !== "undecided");
    expect(again.slice(0, decided.length).map(withoutLuck)).toEqual(decided.map(withoutLuck));
  },
);

test("what a kernel has to be told instead of what is not known is noted in the case", async () => {
  const { document } = fragmentClusterIp;
  expect(JSON.parse((await recorderCaseText(document)) ?? "")).toMatchObject({
    notes: [expect.stringMatching(/not given are empty here: KUBE-SEP-POVAFWTN5ECIRK7J, /)],
  });
});

test("a limit that only a whole machine has is noted in the case, and is not in it", async () => {
  const full = scenarios.find(({ id }) => id === "conntrack-table-full") ?? nodePort;
  const written = JSON.parse((await recorderCaseText(full.document)) ?? "");
  expect(written.notes).toContain(
    "node-a: nf_conntrack_max 8 is not here, since only a whole machine can have it.",
  );
  expect(Object.keys(written.nodes["node-a"].sysctl).join()).not.toContain("nf_conntrack_max");
});

test("that neighbours on a bridge reach each other past the rules is noted in the case", async () => {
  const bridged = scenarios.find(({ id }) => id === "bridge-past-rules") ?? nodePort;
  const written = JSON.parse((await recorderCaseText(bridged.document)) ?? "");
  expect(written.notes.join(" ")).toContain("a case has no bridges; neighbours on cni0 reach");
});

test("where a segment lies in its window is noted in the case", async () => {
  const invalid = scenarios.find(({ id }) => id === "invalid-not-translated") ?? nodePort;
  const written = JSON.parse((await recorderCaseText(invalid.document)) ?? "");
  expect(written.notes).toContain(
    "packet 1: what was said of its tcpSegment has no place in a case.",
  );
});

test("several new connections are several packets of one case", async () => {
  const { document } = nodePort;
  const packet = { ...document.packet, count: 5, as: "new connections" } as const;
  const again = await walksAgain({ ...document, packet });
  expect(again).toHaveLength(5);
  const walks = walksOf({ ...document, packet }).flatMap(({ trace }) => trace ?? []);
  expect(again.map(withoutLuck)).toEqual(walks.map(withoutLuck));
});

test("what was said of a packet beyond its headers is noted in the case", async () => {
  const { document } = nodePort;
  const packet = { ...document.packet, said: { owner: { uid: 1000, gid: 1000 } } };
  expect(JSON.parse((await recorderCaseText({ ...document, packet })) ?? "")).toMatchObject({
    notes: ["packet 1: what was said of its owner has no place in a case."],
  });
});

test("without a walk there is no case", async () => {
  const { document } = nodePort;
  const packet = { ...document.packet, to: "nowhere" };
  expect(await recorderCaseText({ ...document, packet })).toBeUndefined();
});

test.each(["tcp", "icmp"] as const)(
  "a walk of IPv6 with %s is taken out as a case of IPv6",
  async (protocol) => {
    const rules = "*filter\n:FORWARD ACCEPT [0:0]\n-A FORWARD -s fd00::/8 -j DROP\nCOMMIT\n";
    const { document } = await readPasted({
      text: rules,
      fileName: undefined,
      report: () => undefined,
      signal: new AbortController().signal,
    });
    if (document?.source.kind !== "pasted") throw new Error("no dump");
    const [pasted] = document.source.nodes;
    if (pasted === undefined) throw new Error("no node");
    const nodes = [{ ...pasted, unknown: {} }];
    const packet = { ...document.packet, protocol, to: "2001:db8:5::1" };
    const known = { ...document, packet, source: { ...document.source, nodes } };
    const written = JSON.parse((await recorderCaseText(known)) ?? "");
    expect(written.family).toBe("IPv6");
    const again = await walksAgain(known);
    expect(again.map(withoutLuck)).toEqual(
      walksOf(known).flatMap(({ trace }) => (trace === undefined ? [] : [withoutLuck(trace)])),
    );
  },
);
