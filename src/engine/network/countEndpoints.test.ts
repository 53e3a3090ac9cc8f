import fc from "fast-check";
import { expect, test } from "vitest";
import { type Address, parseAddress, printAddress } from "../net/address";
import { TCP } from "../net/protocol";
import { oneNode } from "../testing/sending";
import { type CountOptions, countEndpoints, type EndpointCounts } from "./countEndpoints";
import type { PacketRequest } from "./packetRequest";
import { sendPacket } from "./sendPacket";
import type { World } from "./world";

type Tables = Readonly<Record<string, readonly string[]>>;

const SERVICE = mustParse("10.96.0.10");

function mustParse(text: string): Address {
  const parsed = parseAddress(text);
  if (parsed === undefined) throw new Error(`${text} is no address`);
  return parsed;
}

function requestFrom(from: string): PacketRequest {
  return { from, destination: SERVICE, protocol: TCP, destinationPort: 80, replies: 0 };
}

/** A service with three endpoints, as kube-proxy writes it; `before` stands in front of what it asks of a packet. */
function serviceTables(before: readonly string[] = []): Tables {
  return {
    nat: [
      ":SVC",
      ":SEP1",
      ":SEP2",
      ":SEP3",
      ":MASQ",
      "PREROUTING -d 10.96.0.10/32 -p tcp -m tcp --dport 80 -j SVC",
      ...before.map((line) => `SVC ${line}`),
      "SVC ! -s 10.244.0.0/16 -j MASQ",
      "SVC -m statistic --mode random --probability 0.33333333349 -j SEP1",
      "SVC -m statistic --mode random --probability 0.5 -j SEP2",
      "SVC -j SEP3",
      "SEP1 -p tcp -j DNAT --to-destination 10.244.1.3:8080",
      "SEP2 -p tcp -j DNAT --to-destination 10.244.1.3:8081",
      "SEP3 -p tcp -j DNAT --to-destination 10.244.1.3:8082",
      "MASQ -j MARK --set-xmark 0x4000/0x4000",
      "POSTROUTING -m mark --mark 0x4000/0x4000 -j MASQUERADE --random-fully",
    ],
  };
}

function figures({ endpoints, failures }: EndpointCounts): readonly string[] {
  return [
    ...endpoints.map(({ address, port, count }) => `${printAddress(address)}:${port} ${count}`),
    ...failures.map(({ what, count }) => `${what} ${count}`),
  ];
}

test.each(["podA", "client"])(
  "connections from %s are spread over three endpoints evenly",
  (from) => {
    const world = oneNode(serviceTables());
    const counts = countEndpoints(world, requestFrom(from), { connections: 30_000, seed: 5 });
    expect(counts.endpoints.map(({ port }) => port).sort()).toEqual([8080, 8081, 8082]);
    expect(counts.failures).toEqual([]);
    for (const { at, count } of counts.endpoints) {
      expect(at).toBe("podB");
      // Five standard deviations of a third of 30,000.
      expect(Math.abs(count - 10_000)).toBeLessThan(410);
    }
    expect(counts.walked).toBe(3);
  },
);

test("what is counted is what sendPacket says of each connection", () => {
  const world = oneNode(serviceTables());
  const [one] = countEndpoints(world, requestFrom("podA"), { connections: 1, seed: 9 }).endpoints;
  const every = { connections: 40, seed: 9, walk: "every" } as const;
  expect(countEndpoints(world, requestFrom("podA"), every).walked).toBe(40);
  const seed = Math.floor(firstNumber(9) * 2 ** 32);
  const request = { ...requestFrom("podA"), sourcePort: 1024 };
  const { trace } = sendPacket(world, request, { kind: "seed", seed });
  expect(trace.turns[0]?.arrived?.packet.destinationPort).toBe(one?.port);
});

/** The first number of a seed, as a rule with it would draw. */
function firstNumber(seed: number): number {
  const rule = "-m statistic --mode random --probability 1 -j RETURN";
  const world = oneNode({ raw: [`PREROUTING ${rule}`] });
  const { trace } = sendPacket(world, requestFrom("podA"), { kind: "seed", seed });
  const draws = trace.turns[0]?.hops.flatMap((hop) => ("draws" in hop ? hop.draws : []));
  return draws?.[0]?.drawn ?? Number.NaN;
}

test("nth counters and recent lists go on from connection to connection, and the world stays as it is", () => {
  const nth = oneNode({
    filter: ["FORWARD -m statistic --mode nth --every 4 --packet 0 -j DROP"],
    nat: ["PREROUTING -p tcp -j DNAT --to-destination 10.244.1.3:8080"],
  });
  const options: CountOptions = { connections: 400, seed: 1 };
  expect(figures(countEndpoints(nth, requestFrom("podA"), options))).toEqual([
    "10.244.1.3:8080 300",
    "dropped 100",
  ]);
  expect(figures(countEndpoints(nth, requestFrom("podA"), options))).toEqual([
    "10.244.1.3:8080 300",
    "dropped 100",
  ]);
  const recent = oneNode({
    filter: [
      "FORWARD -m recent --name seen --rcheck --hitcount 3 -j REJECT",
      "FORWARD -m recent --name seen --set -j ACCEPT",
    ],
    nat: ["PREROUTING -p tcp -j DNAT --to-destination 10.244.1.3:8080"],
  });
  expect(figures(countEndpoints(recent, requestFrom("podA"), options))).toEqual([
    "10.244.1.3:8080 3",
    "rejected 397",
  ]);
});

test.each([
  "-p tcp -m tcp --sport 1024:1123 -j RETURN",
  "-p tcp -m multiport --sports 1024:1123 -j RETURN",
  "-m conntrack --ctorigsrcport 1024:1123 -j RETURN",
])("rules that look at the source port see that of each connection: %s", (rule) => {
  // The last hundred come after many that went another way.
  const request = { ...requestFrom("podA"), sourcePort: 64_636 };
  const world = oneNode(serviceTables([rule]));
  const counts = countEndpoints(world, request, { connections: 1000, seed: 1 });
  const unchanged = counts.endpoints.filter(({ address }) => address === SERVICE);
  expect(unchanged).toEqual([{ at: "client", address: SERVICE, port: 80, count: 100 }]);
});

test.each(["-m nonsense --riddle 7 -j RETURN", "-m addrtype --dst-type LOCAL -j RETURN"])(
  "connections of which the way is not known are counted as undecided: %s",
  (rule) => {
    const world = oneNode(serviceTables([rule]), { unknown: { addresses: true } });
    const counts = countEndpoints(world, requestFrom("podA"), { connections: 50, seed: 1 });
    expect(figures(counts)).toEqual(["undecided 50"]);
  },
);

test("progress is told every ten thousand connections and at the end", () => {
  const told: number[] = [];
  countEndpoints(oneNode(serviceTables()), requestFrom("podA"), {
    connections: 25_000,
    seed: 1,
    onProgress: (done) => told.push(done),
  });
  expect(told).toEqual([10_000, 20_000, 25_000]);
});

const CONDITIONS = [
  "",
  "-m statistic --mode random --probability 0.5",
  "-m statistic --mode random --probability 0.25",
  "-m statistic --mode random --probability 0.5 -m statistic --mode random --probability 0.5",
  "-p tcp -m tcp --sport 1024:1040",
  "-p tcp -m multiport --ports 1030,80",
  "-m conntrack --ctstate NEW",
  "-p tcp -m conntrack --ctorigsrcport 1024:1050",
  "-m statistic --mode nth --every 3 --packet 0",
  "-m recent --name seen --update",
  "-m nonsense --riddle 7",
  "-m mark --mark 0x1/0x1",
];

function rules(chain: string, targets: readonly string[], longest: number) {
  // What can be learnt shall not be rare: most rules are harmless.
  const condition = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...CONDITIONS.slice(0, 4)) },
    { weight: 1, arbitrary: fc.constantFrom(...CONDITIONS) },
  );
  const line = fc
    .tuple(condition, fc.constantFrom(...targets))
    .map((words) => [chain, ...words].filter((word) => word !== "").join(" "));
  return fc.array(line, { maxLength: longest });
}

const DNAT = "-p tcp -j DNAT --to-destination 10.244.1.3";
const tables: fc.Arbitrary<Tables> = fc.record({
  mangle: rules("PREROUTING", ["", "-j MARK --set-xmark 0x1/0x1", "-j RETURN"], 2),
  nat: fc
    .tuple(
      rules("PREROUTING", [`${DNAT}:80`, `${DNAT}:90-95 --random`, `${DNAT}:96-99`, ""], 4),
      rules(
        "POSTROUTING",
        [
          "-j MASQUERADE",
          "-j MASQUERADE --random-fully",
          "-p tcp -j MASQUERADE --to-ports 1024-1060",
        ],
        2,
      ),
    )
    .map((parts) => parts.flat()),
  filter: rules(
    "FORWARD",
    ["-j DROP", "-j REJECT", "-p tcp -j REJECT --reject-with tcp-reset", ""],
    3,
  ),
});

test("walking every connection and walking the first of each way give the same figures", () => {
  let walked = 0;
  let counted = 0;
  const connections = 120;
  fc.assert(
    fc.property(
      tables,
      fc.constantFrom("podA", "client", "node"),
      fc.nat(99),
      (written, from, seed) => {
        const world: World = oneNode(written);
        const request = requestFrom(from);
        const first = countEndpoints(world, request, { connections, seed });
        const every = countEndpoints(world, request, { connections, seed, walk: "every" });
        expect(figures(first)).toEqual(figures(every));
        walked += first.walked;
        counted += connections;
      },
    ),
    { numRuns: 150, seed: 3 },
  );
  expect(walked / counted).toBeLessThan(0.7);
});
