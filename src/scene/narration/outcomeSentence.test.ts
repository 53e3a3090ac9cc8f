import { expect, test } from "vitest";
import type { Outcome } from "@/engine";
import { timeline as timelineOf } from "../playback/timeline";
import { NODE_PORT_RULES } from "../testing/nodePortRules";
import { sendThrough, type TestPacket } from "../testing/sendThrough";
import { outcomeSentence } from "./outcomeSentence";
import { plainText } from "./sentence";

const filter = (...rules: readonly string[]) =>
  ["*filter", ":FORWARD ACCEPT [0:0]", ...rules, "COMMIT", ""].join("\n");

const CASES: readonly {
  readonly name: string;
  readonly rules: string;
  readonly packet: TestPacket;
  readonly sentence: string | RegExp;
}[] = [
  {
    name: "delivered, with the sender's own address",
    rules: "",
    packet: { to: "10.244.0.5" },
    sentence: "Delivered to pod-a.",
  },
  {
    name: "delivered, masqueraded",
    rules: NODE_PORT_RULES,
    packet: { to: "192.168.1.10", port: 30080 },
    sentence: /^Delivered to pod-[ab], which sees 192\.168\.1\.10 and not client \(MASQUERADE\)\.$/,
  },
  {
    name: "dropped by a rule",
    rules: filter("-A FORWARD -p tcp -j DROP"),
    packet: { to: "10.244.0.5" },
    sentence:
      "Dropped by rule 1 of FORWARD in filter on node-a. client gets no answer and waits until it gives up.",
  },
  {
    name: "dropped by a policy",
    rules: "*filter\n:FORWARD DROP [0:0]\nCOMMIT\n",
    packet: { to: "10.244.0.5" },
    sentence:
      "Dropped by the policy of FORWARD in filter on node-a. client gets no answer and waits until it gives up.",
  },
  {
    name: "rejected, and told so",
    rules: filter("-A FORWARD -p tcp -j REJECT --reject-with tcp-reset"),
    packet: { to: "10.244.0.5" },
    sentence:
      "Rejected by rule 1 of FORWARD in filter on node-a. client is told at once: tcp-reset.",
  },
  {
    name: "lost by the stack",
    rules: filter(),
    packet: { to: "10.244.0.5", sysctls: { "net/ipv4/ip_forward": 0 } },
    sentence: /^Lost.*: the node does not forward: net\.ipv4\.ip_forward is 0\. Nobody is told\.$/,
  },
  {
    name: "an answer that does not get back",
    rules: filter("-A FORWARD -s 10.244.0.5/32 -j DROP"),
    packet: { to: "10.244.0.5" },
    sentence:
      "Delivered to pod-a. The answer from pod-a: dropped by rule 1 of FORWARD in filter on node-a. client gets no answer and waits until it gives up.",
  },
  {
    name: "undecided, with the ways it may go",
    rules: filter("-A FORWARD -m set --match-set quarantine src -j DROP"),
    packet: { to: "10.244.0.5", unknown: { ipsets: true } },
    sentence:
      /^Undecided: ipset quarantine was not given\. It may be (.*, or )?dropped by rule 1 of FORWARD in filter on node-a(, or .*)?\.$/,
  },
  {
    name: "undecided for want of what the other back end does",
    rules: "",
    packet: { to: "10.244.0.5", unknown: { rules: true } },
    sentence: /^Undecided: what the rules of .*, which are loaded beside these, is not known\./,
  },
];

test.each(CASES)("$name", ({ rules, packet, sentence }) => {
  const text = plainText(outcomeSentence(sendThrough(rules, packet).trace));
  if (typeof sentence === "string") expect(text).toBe(sentence);
  else expect(text).toMatch(sentence);
});

test("after DNAT the way that leaves the world names the address that the packet has by then", () => {
  const { trace } = sendThrough(
    "*nat\n-A PREROUTING -d 10.96.0.1/32 -j DNAT --to-destination 172.31.14.42\nCOMMIT\n*filter\n-A FORWARD -m set --match-set quarantine src -j DROP\nCOMMIT\n",
    { to: "10.96.0.1", unknown: { ipsets: true } },
  );
  const [turn] = trace.turns;
  if (turn?.outcome.what !== "undecided") throw new Error("the set was not given");
  const lost: Outcome = {
    what: "lost",
    reason: "left the world",
    after: undefined,
    sendError: undefined,
    icmp: undefined,
    arpFor: undefined,
  };
  const turns = [{ ...turn, outcome: { ...turn.outcome, ways: [lost] } }];
  expect(plainText(outcomeSentence({ ...trace, turns }))).toContain(
    "and 172.31.14.42 is nobody of those shown here",
  );
});

test("what is sent to an address that nobody has is gone, not lost, and did not arrive at the router's stand-in", () => {
  const { trace } = sendThrough("*filter\nCOMMIT\n", { to: "172.31.14.42" });
  const [turn] = trace.turns;
  if (turn === undefined) throw new Error("nothing was sent");
  const gone: Outcome = {
    what: "lost",
    reason: "left the world",
    after: undefined,
    sendError: undefined,
    icmp: undefined,
    arpFor: undefined,
  };
  const sent = { ...turn, outcome: gone };
  const said = plainText(outcomeSentence({ ...trace, turns: [sent] }));
  expect(said).toMatch(/^Gone from what is shown here: it leaves by the router.* not known\.$/);
  const { stops } = timelineOf({ ...trace, turns: [sent] });
  const last = stops.findLast(({ hop }) => hop?.kind === "wire");
  expect(last?.change).toMatchObject({ kind: "undecided", label: "gone" });
});
