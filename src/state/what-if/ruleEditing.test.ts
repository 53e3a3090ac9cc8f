import { beforeEach, expect, test } from "vitest";
import { printRuleset } from "@/engine";
import { plainText } from "@/scene/narration/sentence";
import { dumpFacts } from "@/workers/dumpFacts";
import { dumpDocument } from "../dumpDocument";
import { pastedEditing } from "../pastedEditing";
import { redactDocument } from "../redacting/redactDocument";
import { parseDocument } from "../saved/readDocument";
import { printDocument } from "../saved/savedForm";
import { redo, undo, useStore } from "../store";
import { describedWorld } from "../walk/describedWorld";
import { readRules } from "../walk/readRules";
import { changeScripts } from "./changeList";
import { ruleEditing } from "./ruleEditing";
import { whatIfOf } from "./whatIf";

const DUMP = `*filter
:INPUT ACCEPT [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
:WEB - [0:0]
-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT
-A INPUT -s 203.0.113.0/24 -j WEB
-A INPUT -j DROP
-A WEB -p tcp -m tcp --dport 80 -j ACCEPT
COMMIT
`;

const INPUT = { node: "node", family: "IPv4", table: "filter", chain: "INPUT" } as const;
const WEB = { ...INPUT, chain: "WEB" } as const;

/** The client opens port 80 of the node itself, of which all is known. */
function openDump(rulesText = DUMP): void {
  const facts = dumpFacts(readRules(rulesText).ruleset);
  const made = dumpDocument(rulesText, "Dump", { facts, family: "IPv4" });
  if (made.source.kind !== "pasted") throw new Error("a dump is pasted");
  const [node] = made.source.nodes;
  if (node === undefined) throw new Error("a dump has a node");
  const interfaces = [{ name: "eth0", network: "lan", addresses: ["192.0.2.1/24"] }];
  const client = { name: "client", network: "lan", addresses: ["203.0.113.7"], gateway: "node" };
  useStore.getState().editing.openDocument({
    ...made,
    source: {
      ...made.source,
      nodes: [{ ...node, interfaces, unknown: {} }],
      hosts: [client],
    },
    packet: { ...made.packet, to: "192.0.2.1", port: 80 },
  });
}

function rules(): string {
  const { source } = useStore.getState().document;
  const ruleset = describedWorld(source).rules.get("node")?.ruleset;
  return ruleset === undefined ? "" : printRuleset(ruleset);
}

function whatIf() {
  const found = whatIfOf(useStore.getState().document, 0);
  return (
    found && {
      was: plainText(found.was.outcome),
      now: plainText(found.now.outcome),
      partsAt: found.partsAt,
      changes: found.changes,
    }
  );
}

beforeEach(() => openDump());

test("a disabled rule changes the walk at once, and it is said how it was and how it is", () => {
  expect(whatIf()).toBeUndefined();
  ruleEditing.disable({ ...WEB, rule: 1 }, true);
  expect(whatIf()).toMatchObject({ changes: 1 });
  expect(whatIf()?.was).toMatch(/^Delivered to node/);
  expect(whatIf()?.now).toMatch(/^Dropped by rule 3 of INPUT/);
  expect(whatIf()?.partsAt).toBeGreaterThan(0);
  ruleEditing.disable({ ...WEB, rule: 1 }, false);
  expect(whatIf()).toBeUndefined();
  expect(rules()).toBe(DUMP);
});

test("a rule that only has another number parts no walks", () => {
  expect(ruleEditing.insert(INPUT, 1, "-A INPUT -p udp -j DROP")).toMatchObject({ rule: -1 });
  expect(whatIf()).toMatchObject({ changes: 1, partsAt: undefined });
  expect(rules()).toContain("-A INPUT -p udp -j DROP\n-A INPUT -p tcp -m tcp --dport 22");
});

test.each([
  { typed: "-A INPUT -p tcp --dprt 80 -j ACCEPT", why: /^At "--dprt": .*\.$/ },
  { typed: "-A INPUT -j NOWHERE", why: /no chain NOWHERE/ },
  { typed: "-A OUTPUT -j DROP", why: /^A rule here begins with -A INPUT, not with -A OUTPUT\.$/ },
  { typed: "drop it all", why: /^A rule here begins with -A INPUT\.$/ },
  { typed: "", why: /^A rule here begins with -A INPUT\.$/ },
  { typed: "-A INPUT -s 10.0.0.1,10.0.0.2 -j DROP", why: /^Several addresses/ },
  { typed: "-A INPUT -o eth0 -j DROP", why: /no interface that -o could name/ },
  { typed: '-A INPUT -m comment --comment "x -j DROP', why: /not closed/ },
])("$typed is not taken, with a sentence, and nothing changes", ({ typed, why }) => {
  const { document } = useStore.getState();
  expect(ruleEditing.rewrite({ ...INPUT, rule: 3 }, typed)).toMatch(why);
  expect(ruleEditing.insert(INPUT, 1, typed)).toMatch(why);
  expect(useStore.getState().document).toBe(document);
});

test("a jump that leads back to its own chain is refused, as by the kernel", () => {
  expect(ruleEditing.rewrite({ ...WEB, rule: 1 }, "-A WEB -j WEB")).toMatch(/loop/);
});

test("a rule that is typed as it was pasted is no change", () => {
  ruleEditing.rewrite({ ...INPUT, rule: 1 }, "-A INPUT -p tcp --dport 23 -j ACCEPT");
  expect(rules()).toContain("--dport 23");
  ruleEditing.rewrite({ ...INPUT, rule: 1 }, "-A INPUT -p tcp --dport 22 -j ACCEPT");
  expect(useStore.getState().document.source).not.toHaveProperty("edits");
});

test("undo and redo go through edits, and putting all back gives the pasted rules", () => {
  ruleEditing.move({ ...INPUT, rule: 3 }, 1);
  ruleEditing.setPolicy({ ...INPUT, chain: "FORWARD" }, "ACCEPT");
  const changed = rules();
  undo();
  expect(rules()).toContain(":FORWARD DROP");
  redo();
  expect(rules()).toBe(changed);
  ruleEditing.putAllBack();
  expect(rules()).toBe(DUMP);
  undo();
  expect(rules()).toBe(changed);
});

test("edits are kept in the saved document, and damaged ones are refused with a sentence", () => {
  ruleEditing.rewrite({ ...INPUT, rule: 3 }, "-A INPUT -j ACCEPT");
  ruleEditing.setPolicy({ ...INPUT, chain: "FORWARD" }, "ACCEPT");
  const saved = printDocument(useStore.getState().document);
  const read = parseDocument(saved);
  expect(read).toEqual({ ok: true, document: useStore.getState().document });
  expect(parseDocument(saved.replace("-A INPUT -j ACCEPT", "rm -rf"))).toMatchObject({ ok: false });
});

test("a picked rule stays picked when it gets another number, or none", () => {
  const picked = { node: "node", hook: "INPUT", table: "filter", chain: "INPUT" } as const;
  useStore.getState().selection.select({ ...picked, ruleNumber: 3 });
  ruleEditing.disable({ ...INPUT, rule: 1 }, true);
  expect(useStore.getState().selection.selected).toEqual({ ...picked, ruleNumber: 2 });
  ruleEditing.disable({ ...INPUT, rule: 3 }, true);
  expect(useStore.getState().selection.selected).toEqual({
    ...picked,
    ruleNumber: 0,
    disabled: 3,
  });
  ruleEditing.putAllBack();
  expect(useStore.getState().selection.selected).toEqual({ ...picked, ruleNumber: 3 });
});

test("the edits of a node go with its name, and are made in a redacted dump", async () => {
  ruleEditing.disable({ ...WEB, rule: 1 }, true);
  const { source } = useStore.getState().document;
  const node = source.kind === "pasted" ? source.nodes[0] : undefined;
  if (node === undefined) throw new Error("the dump has a node");
  pastedEditing.updateNode(node, { name: "gate" });
  const { document } = useStore.getState();
  expect(changeScripts(document)).toEqual([
    { node: "gate", script: "iptables -t filter -D WEB 1\n" },
  ]);
  if (document.source.kind !== "pasted") throw new Error("a dump is pasted");
  const options = { report: () => undefined, signal: new AbortController().signal };
  const redacted = await redactDocument({ ...document, source: document.source }, 7, options);
  expect(redacted.text).not.toContain("--dport 80");
  expect(redacted.document.source).not.toHaveProperty("edits");
});
