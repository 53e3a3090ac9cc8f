import { expect, test } from "vitest";
import { NODE_PORT_RULES, SEP_B } from "../testing/nodePortRules";
import { sendThrough, type TestWalk } from "../testing/sendThrough";
import { hopSentence } from "./hopSentence";
import { namesOf } from "./namesOf";
import { nextSentence } from "./nextSentence";
import { plainText } from "./sentence";

const say = (walk: TestWalk, stop: number) =>
  plainText(hopSentence(walk.timeline, stop, namesOf(walk.spec)));
const next = (walk: TestWalk, stop: number) => plainText(nextSentence(walk.timeline, stop));

const walk = nodePortWalk();

function nodePortWalk(): TestWalk {
  for (let seed = 1; seed < 50; seed++) {
    const made = sendThrough(NODE_PORT_RULES, { to: "192.168.1.10", port: 30080, seed });
    if (made.stopOf(SEP_B, 2) >= 0) return made;
  }
  throw new Error("no seed reaches pod-b");
}

const SVC = "KUBE-SVC-CDGGSHYLG3RE2FKL";
const EXT = "KUBE-EXT-CDGGSHYLG3RE2FKL";

test.each([
  {
    chain: "KUBE-SERVICES",
    rule: 2,
    sentence: "Rule 2 of KUBE-SERVICES took the packet: on to KUBE-NODEPORTS.",
  },
  {
    chain: "KUBE-MARK-MASQ",
    rule: 1,
    sentence: "Rule 1 of KUBE-MARK-MASQ set mark 0x4000, to be masqueraded on the way out.",
  },
  { chain: "KUBE-MARK-MASQ", rule: 2, sentence: `End of KUBE-MARK-MASQ: back to ${EXT}.` },
  {
    chain: SEP_B,
    rule: 2,
    sentence: `Rule 2 of ${SEP_B} sent the packet to pod-b: new destination 10.244.1.5:8080`,
  },
  {
    chain: "KUBE-FORWARD",
    rule: 2,
    sentence: "Rule 2 of KUBE-FORWARD accepted the packet: nothing more of filter at FORWARD.",
  },
  {
    chain: "KUBE-POSTROUTING",
    rule: 2,
    sentence: "Rule 2 of KUBE-POSTROUTING took mark 0x4000 off: the packet has mark 0x0 now.",
  },
])("$chain:$rule", ({ chain, rule, sentence }) => {
  expect(say(walk, walk.stopOf(chain, rule))).toBe(sentence);
});

test("the first sentence says who opens what, and what to press", () => {
  expect(say(walk, 0)).toBe("client opens 192.168.1.10:30080. Press space.");
});

test("MASQUERADE says whose address it put in", () => {
  expect(say(walk, walk.stopOf("KUBE-POSTROUTING", 3))).toMatch(
    /^Rule 3 of KUBE-POSTROUTING put node-a's address in: new source 192\.168\.1\.10:\d+$/,
  );
});

test("a rule that chance decided says what was drawn and what it needed", () => {
  for (let seed = 1; seed < 50; seed++) {
    const other = sendThrough(NODE_PORT_RULES, { to: "192.168.1.10", port: 30080, seed });
    const stop = other.stopOf(SVC, 2);
    if (stop < 0) continue;
    expect(say(other, stop)).toMatch(
      /took the packet \(drew 0\.[0-4]\d\d, below 0\.5\): on to KUBE-SEP/,
    );
    return;
  }
  throw new Error("no seed takes the first endpoint");
});

test("what comes next is told with its reason where routing decides", () => {
  expect(next(walk, walk.stopOf(SEP_B, 2))).toBe(
    "Next: routing. 10.244.1.0/24 goes via 192.168.1.11 on eth0, so node-a forwards the packet.",
  );
  const [request] = walk.timeline.parts;
  expect(next(walk, request?.lastStop ?? 0)).toBe("Next: the reply.");
  expect(next(walk, walk.timeline.stops.length - 1)).toBe("");
});

test("on the way back conntrack undoes both mappings, and says which is which", () => {
  const back = walk.timeline.stops
    .filter(({ change }) => change?.label.startsWith("un-"))
    .map(({ index }) => say(walk, index));
  expect(back[0]).toMatch(
    /^The answer goes to who really asked \(un-SNAT\): destination 192\.168\.1\.10:\d+ → 203\.0\.113\.7:40000$/,
  );
  expect(back[1]).toBe(
    "The answer gets the address that was asked (un-DNAT): source 10.244.1.5:8080 → 192.168.1.10:30080",
  );
});

test("every stop has a sentence, and none mentions what is undefined", () => {
  for (const { index } of walk.timeline.stops) {
    expect(say(walk, index)).not.toMatch(/undefined|NaN|\[object/);
    expect(say(walk, index).length).toBeGreaterThan(10);
  }
});

test("what cannot be decided names what is missing and how the walk goes on", () => {
  const rules =
    "*filter\n:FORWARD ACCEPT [0:0]\n-A FORWARD -m set --match-set quarantine src -j DROP\nCOMMIT\n";
  const open = sendThrough(rules, { to: "10.244.0.5", unknown: { ipsets: true } });
  const stop = open.timeline.stops.findIndex(({ hop }) => hop?.kind === "undecided");
  expect(say(open, stop)).toMatch(
    /^Undecided at rule 1 of FORWARD: ipset quarantine was not given\. The walk goes on as if it (matched|did not match)\.$/,
  );
});

test("a packet that is not forwarded says why", () => {
  const lost = sendThrough("", { to: "10.244.0.5", sysctls: { "net/ipv4/ip_forward": 0 } });
  const stop = lost.timeline.stops.findIndex(({ hop }) => hop?.kind === "routing");
  expect(say(lost, stop)).toBe(
    "Routing: node-a gives the packet up: the node does not forward: net.ipv4.ip_forward is 0.",
  );
});

test("a table without a rule at the next hook is said to have none, one that was gone through to end", () => {
  const bare = sendThrough(
    "*mangle\n:PREROUTING ACCEPT [0:0]\nCOMMIT\n*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -p udp -j ACCEPT\nCOMMIT\n",
    { to: "10.244.0.5" },
  );
  const said = bare.timeline.stops.map(({ index }) => next(bare, index));
  expect(said).toContain("Next: PREROUTING, table mangle, which has no rule here.");
  expect(said).toContain("Next: PREROUTING, table nat, the end of PREROUTING.");
});
