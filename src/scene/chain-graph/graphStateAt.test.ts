import { expect, test } from "vitest";
import { NODE_PORT_RULES, SEP_B } from "../testing/nodePortRules";
import { sendThrough, type TestWalk } from "../testing/sendThrough";

const SVC = "PREROUTING/nat/KUBE-SVC-CDGGSHYLG3RE2FKL";
const SEP = `PREROUTING/nat/${SEP_B}`;

const walk = nodePortWalk();

/** A walk that chance sends to the pod on node-b. */
function nodePortWalk(): TestWalk {
  for (let seed = 1; seed < 50; seed++) {
    const made = sendThrough(NODE_PORT_RULES, { to: "192.168.1.10", port: 30080, seed });
    if (made.stopOf(SEP_B, 2) >= 0) return made;
  }
  throw new Error("no seed reaches pod-b");
}

const look = (stop: number, row: string) => walk.stateAt(stop).rows.get(row)?.look;

test("before the packet is on the node nothing is lit, and there is no token", () => {
  const state = walk.stateAt(0);
  expect([state.rows.size, state.boxes.size, state.token]).toEqual([0, 0, undefined]);
});

test("the row the packet rests at is current, those it left are matched, those to come idle", () => {
  const stop = walk.stopOf(SEP_B, 2);
  expect(look(stop, `${SEP}:2`)).toBe("current");
  expect(look(stop + 1, `${SEP}:2`)).toBe("matched");
  expect(look(stop - 1, `${SEP}:2`)).toBeUndefined();
  expect(walk.stateAt(stop).boxes.get(SEP)?.look).toBe("current");
  expect(walk.stateAt(stop).boxes.get(SVC)?.look).toBe("visited");
});

test("a rule that was passed over shows the part that failed, and those that held apart", () => {
  const state = walk.stateAt(walk.stopOf(SEP_B, 2)).rows.get("PREROUTING/nat/KUBE-SERVICES:1");
  expect(state?.look).toBe("passed-over");
  expect(state?.failed).toMatchObject({ part: "-d 10.96.20.1/32", packetValue: "192.168.1.10" });
  expect(state?.held.map(({ part }) => part)).toEqual(["-p tcp"]);
});

test("a lost draw of chance tells what was drawn, in its row and below its box", () => {
  const state = walk.stateAt(walk.stopOf(SEP_B, 2));
  const row = state.rows.get(`${SVC}:2`);
  expect(row?.failed?.field).toBe("chance");
  expect(row?.drawn).toBeGreaterThanOrEqual(0.5);
  expect(state.boxes.get(SVC)?.drew).toBe(`Rule 2 drew ${row?.drawn?.toFixed(3)}.`);
});

test("a rewrite is shown once it has happened, and stays", () => {
  const stop = walk.stopOf(SEP_B, 2);
  const rewrites = (at: number) => walk.stateAt(at).rows.get(`${SEP}:2`)?.rewrites ?? [];
  expect(rewrites(stop)[0]).toEqual({
    field: "destination",
    before: "192.168.1.10:30080",
    after: "10.244.1.5:8080",
  });
  expect(rewrites(stop + 3)).toEqual(rewrites(stop));
});

test("the arrow the packet is about to take is next, and taken when it has gone", () => {
  const stop = walk.stopOf("KUBE-SVC-CDGGSHYLG3RE2FKL", 3);
  const arrow = `${SVC}:3>${SEP}`;
  expect(walk.stateAt(stop).arrows.get(arrow)?.look).toBe("next");
  expect(walk.stateAt(stop + 1).arrows.get(arrow)?.look).toBe("taken");
  expect(walk.stateAt(stop - 1).arrows.get(arrow)).toBeUndefined();
});

test("the token sits on the left border of its row, and its way ends where it rests next", () => {
  for (let stop = 1; stop < 20; stop++) {
    const state = walk.stateAt(stop);
    const after = walk.stateAt(stop + 1);
    const isSameVisit = walk.timeline.stops[stop]?.at === walk.timeline.stops[stop + 1]?.at;
    if (state.way.length > 0 && isSameVisit) {
      expect(state.way[0]).toEqual(state.token);
      expect(state.way.at(-1)).toEqual(after.token);
    }
  }
  const stop = walk.stopOf(SEP_B, 2);
  const box = walk.graphAt(stop).boxes.find(({ id }) => id === SEP);
  const row = box?.rows[1];
  expect(walk.stateAt(stop).token).toEqual({
    x: (box?.x ?? 0) - 7,
    y: (box?.y ?? 0) + (row?.yPx ?? 0) + 12,
  });
});

test("a rule that cannot be decided stays marked as undecided once the walk has gone on", () => {
  const rules =
    "*filter\n:FORWARD ACCEPT [0:0]\n-A FORWARD -m set --match-set quarantine src -j LOG\n-A FORWARD -p tcp -j ACCEPT\nCOMMIT\n";
  const undecided = sendThrough(rules, { to: "10.244.0.5", unknown: { ipsets: true } });
  const stop = undecided.timeline.stops.findIndex(({ hop }) => hop?.kind === "undecided");
  expect(stop).toBeGreaterThan(0);
  const row = "FORWARD/filter/FORWARD:1";
  expect(undecided.stateAt(stop).rows.get(row)?.look).toBe("current");
  expect(undecided.stateAt(stop + 1).rows.get(row)?.look).toBe("undecided");
});

test("the line from a last column to the hook beside it goes straight there, around nothing", () => {
  const rules =
    "*filter\n:FORWARD ACCEPT [0:0]\n:KA - [0:0]\n:KF - [0:0]\n-A FORWARD -j KA\n-A FORWARD -j KF\n-A KA -p udp -j DROP\n-A KF -p udp -j DROP\n-A KF -j ACCEPT\nCOMMIT\n" +
    "*nat\n:POSTROUTING ACCEPT [0:0]\n-A POSTROUTING -j ACCEPT\nCOMMIT\n";
  const accepted = sendThrough(rules, { to: "10.244.0.5" });
  const stop = accepted.timeline.stops.findIndex(
    ({ hop }) => hop?.kind === "rule" && hop.chain === "KF",
  );
  const { next } = accepted.stateAt(stop);
  const [start, end] = [next[0], next.at(-1)];
  expect(start?.x).toBeLessThan(end?.x ?? 0);
  for (const { x, y } of next) {
    expect(x).toBeGreaterThanOrEqual(start?.x ?? 0);
    expect(x).toBeLessThanOrEqual(end?.x ?? 0);
    expect([start?.y, end?.y]).toContain(y);
  }
});
