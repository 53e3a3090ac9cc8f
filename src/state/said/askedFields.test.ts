import { expect, test } from "vitest";
import type { SaidOfPacket } from "@/engine";
import type { PacketDraft, WalkDocument } from "@/scenarios/walkDocument";
import { walkOf } from "../walk/walkOf";
import { askedFields } from "./askedFields";

/** A node that drops what the rule takes, and a client it sends to. */
function documentWith(
  rule: string,
  said?: SaidOfPacket,
  draft: Partial<PacketDraft> = {},
): WalkDocument {
  const rulesText = `*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n${rule}\nCOMMIT\n`;
  const node = {
    name: "node",
    rulesText,
    interfaces: [{ name: "eth0", addresses: ["10.0.0.10/24"], network: "lan" }],
    routes: [],
    sysctls: {},
    ipsets: [],
    unknown: {},
  };
  return {
    title: "",
    notes: [],
    source: {
      kind: "pasted",
      nodes: [node],
      hosts: [{ name: "client", network: "lan", addresses: ["10.0.0.20"] }],
    },
    packet: {
      from: "node",
      to: "10.0.0.20",
      protocol: "tcp",
      sourcePort: 40000,
      port: 80,
      count: 1,
      as: "one connection",
      said,
      ...draft,
    },
    seed: 1,
  };
}

const outcomeOf = (document: WalkDocument) => walkOf(document, 0).trace?.turns[0]?.outcome.what;
const askedBy = (document: WalkDocument) => {
  const { trace } = walkOf(document, 0);
  return trace === undefined ? [] : [...askedFields(trace)];
};

test.each([
  ["owner", "-A OUTPUT -m owner --uid-owner 1000 -j DROP", { owner: { uid: 1000, gid: 1000 } }],
  ["cpu", "-A OUTPUT -m cpu --cpu 2 -j DROP", { cpu: 2 }],
  [
    "dateMs",
    "-A OUTPUT -m time --datestart 2026-01-01T00:00:00 -j DROP",
    { dateMs: Date.UTC(2026, 5, 1) },
  ],
] as const satisfies readonly (readonly [string, string, SaidOfPacket])[])(
  "a rule that asks for the %s is undecided until it is said",
  (field, rule, said) => {
    const untold = documentWith(rule);
    expect(outcomeOf(untold)).toBe("undecided");
    expect(askedBy(untold)).toEqual([field]);
    const told = documentWith(rule, said);
    expect(outcomeOf(told)).toBe("dropped");
    expect(askedBy(told)).toEqual([]);
  },
);

test("which socket takes the packet is asked where it comes in", () => {
  const from = { from: "client", to: "10.0.0.10" };
  const rule = "-A INPUT -m socket -j DROP";
  expect(askedBy(documentWith(rule, undefined, from))).toEqual(["localSocket"]);
  const said = { localSocket: "its address" } as const;
  expect(outcomeOf(documentWith(rule, said, from))).toBe("dropped");
});

test("a payload that was said is what a rule looks for", () => {
  const rule = '-A OUTPUT -m string --string "GET" --algo bm -j DROP';
  expect(outcomeOf(documentWith(rule))).toBe("delivered");
  expect(outcomeOf(documentWith(rule, { payload: "GET /" }))).toBe("dropped");
});

test("what saying something of the packet does not tell is not asked of it", () => {
  const rule = "-A OUTPUT -m set --match-set nobody dst -j DROP";
  expect(outcomeOf(documentWith(rule))).toBe("undecided");
  expect(askedBy(documentWith(rule))).toEqual([]);
});
