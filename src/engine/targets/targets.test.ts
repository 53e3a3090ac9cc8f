import { describe, expect, test } from "vitest";
import { fails, itReadsAndPrints, mk, prints, same } from "../matches/testing/cases";
import { connectionWith, ip, packetWith } from "../matches/testing/packets";
import { TCP } from "../net/protocol";
import { accept } from "./accept";
import { connmark } from "./connmark";
import { ct } from "./ct";
import { dnat } from "./dnat";
import { drop } from "./drop";
import { dscp } from "./dscp";
import { log } from "./log";
import { mark } from "./mark";
import { masquerade } from "./masquerade";
import { netmap } from "./netmap";
import { notrack } from "./notrack";
import { redirect } from "./redirect";
import { reject } from "./reject";
import { returnTarget } from "./returnTarget";
import { snat } from "./snat";
import type { TargetContext } from "./targetExtension";
import { tcpmss } from "./tcpmss";
import { tos } from "./tos";
import { trace } from "./trace";
import { ttl } from "./ttl";

const context: TargetContext = {
  hook: "PREROUTING",
  table: "mangle",
  connection: undefined,
  programs: "none",
};

itReadsAndPrints(accept, [["", same]]);
itReadsAndPrints(drop, [["", same]]);
itReadsAndPrints(returnTarget, [["", same]]);
itReadsAndPrints(notrack, [["", same]]);
itReadsAndPrints(trace, [["", same]]);

itReadsAndPrints(reject, [
  ["", prints("--reject-with icmp-port-unreachable")],
  ["--reject-with port-unreach", prints("--reject-with icmp-port-unreachable")],
  ["--reject-with icmp-admin-prohibited", same],
  ["--reject-with icmp-host", prints("--reject-with icmp-host-unreachable")],
  ["--reject-with tcp-reset", fails],
  ["--reject-with nonsense", fails],
]);
itReadsAndPrints(reject, [["--reject-with tcp-reset", same]], TCP);

itReadsAndPrints(log, [
  ["", same],
  ['--log-prefix "x: " --log-level debug', prints('--log-prefix "x: " --log-level 7')],
  ["--log-level warning", prints("")],
  ["--log-uid --log-ip-options", prints("--log-ip-options --log-uid")],
  [`--log-prefix ${"x".repeat(30)}`, prints(`--log-prefix ${"x".repeat(29)}`)],
  ["--log-level 8", fails],
]);

itReadsAndPrints(mark, [
  ["--set-mark 0x4000", prints("--set-xmark 0x4000/0xffffffff")],
  ["--set-mark 16384", prints("--set-xmark 0x4000/0xffffffff")],
  ["--set-mark 0x4000/0x4000", prints("--set-xmark 0x4000/0x4000")],
  ["--set-mark 0xab/0x0f", prints("--set-xmark 0xab/0xaf")],
  ["--set-xmark 0x4000", prints("--set-xmark 0x4000/0xffffffff")],
  ["--or-mark 0x4000", prints("--set-xmark 0x4000/0x4000")],
  ["--and-mark 0xff", prints("--set-xmark 0x0/0xffffff00")],
  ["--xor-mark 0x4000", prints("--set-xmark 0x4000/0x0")],
  ["--or-mark 0x4000/0x4000", fails],
  ["--set-mark x", fails],
  ["--set-mark 1 --or-mark 1", fails],
  ["", fails],
]);

describe("MARK", () => {
  test.each([
    ["--set-xmark 0xab/0x0f", 0xff00, 0xffab],
    ["--set-mark 0x1", 0xff00, 0x1],
    ["--or-mark 0x80000000", 0x1, 0x80000001],
    ["--and-mark 0xff", 0xffffffff, 0xff],
    ["--xor-mark 0x4000", 0x4000, 0],
  ])("%s on %i gives %i", (written, before, after) => {
    const done = mark.act(mk(mark, written), packetWith({ mark: before }), context);
    expect(done).toMatchObject({ do: "continue", packet: { mark: after } });
  });

  test("a mark that stays is the same packet", () => {
    const packet = packetWith({ mark: 0x4000 });
    const done = mark.act(mk(mark, "--or-mark 0x4000"), packet, context);
    expect(done.do === "continue" && done.packet).toBe(packet);
  });

  test.each([
    ["--or-mark 0x4000", "MARK or 0x4000"],
    ["--and-mark 0xff", "MARK and 0xff"],
    ["--xor-mark 0x1", "MARK xor 0x1"],
    ["--set-mark 0x1", "MARK set 0x1"],
    ["--set-xmark 0x1/0x3", "MARK xset 0x1/0x3"],
  ])("%s is labelled %s", (written, label) => {
    expect(mark.label(mk(mark, written))).toBe(label);
  });
});

itReadsAndPrints(connmark, [
  ["--save-mark", prints("--save-mark --nfmask 0xffffffff --ctmask 0xffffffff")],
  ["--restore-mark --mask 0xff", prints("--restore-mark --nfmask 0xff --ctmask 0xff")],
  ["--restore-mark --ctmask 0xf", prints("--restore-mark --nfmask 0xffffffff --ctmask 0xf")],
  ["--set-mark 0x5/0xff", prints("--set-xmark 0x5/0xff")],
  ["--set-mark 1 --mask 0xff", prints("--set-xmark 0x1/0xff")],
  ["--and-mark 0xf", prints("--set-xmark 0x0/0xfffffff0")],
  ["--save-mark --restore-mark", fails],
  ["--mask 0xff", fails],
]);

describe("CONNMARK", () => {
  const packet = packetWith({ mark: 0x1234 });
  const tracked: TargetContext = { ...context, connection: connectionWith({ mark: 0xff00 }) };

  test("--save-mark copies the packet's bits to the connection", () => {
    const done = connmark.act(mk(connmark, "--save-mark --mask 0xff"), packet, tracked);
    expect(done).toEqual({ do: "continue", packet, connectionMark: 0xff34 });
  });

  test("--restore-mark copies the connection's bits to the packet", () => {
    const spec = mk(connmark, "--restore-mark --nfmask 0xff00 --ctmask 0xf000");
    const done = connmark.act(spec, packet, tracked);
    expect(done).toMatchObject({ do: "continue", packet: { mark: 0xf034 } });
  });

  test("--set-xmark changes the connection alone", () => {
    const done = connmark.act(mk(connmark, "--set-xmark 0x1/0xff"), packet, tracked);
    expect(done).toEqual({ do: "continue", packet, connectionMark: 0xff01 });
  });

  test("without a connection nothing happens", () => {
    const done = connmark.act(mk(connmark, "--save-mark"), packet, context);
    expect(done).toEqual({ do: "continue", packet });
  });
});

itReadsAndPrints(ct, [
  ["--notrack", same],
  ["--zone 5", same],
  ["--notrack --zone 3", same],
  ["", same],
  ["--zone 70000", fails],
]);

test("a conntrack zone is not modelled, and undecided", () => {
  expect(ct.act(mk(ct, "--zone 5"), packetWith(), context)).toMatchObject({ do: "undecided" });
  expect(ct.act(mk(ct, "--notrack"), packetWith(), context)).toEqual({ do: "notrack" });
});

itReadsAndPrints(
  dnat,
  [
    ["--to-destination 10.0.0.1:80", same],
    ["--to-destination 10.0.0.1-10.0.0.9:80-90", same],
    ["--to-destination :8080", same],
    ["--to-destination 10.0.0.1:80 --random --persistent", same],
    ["--to-destination 10.0.0.1:90-80", fails],
    ["--to-destination 10.0.0.1:", fails],
    ["--to-destination host:80", fails],
    ["--random", fails],
  ],
  TCP,
);
itReadsAndPrints(dnat, [
  ["--to-destination 10.0.0.1", same],
  ["--to-destination 10.0.0.1:80", fails],
]);
itReadsAndPrints(
  snat,
  [
    ["--to-source 10.0.0.1:1024-2000 --random-fully", same],
    ["--to-source 10.0.0.1", same],
    ["--to-source", fails],
  ],
  TCP,
);
itReadsAndPrints(
  masquerade,
  [
    ["", same],
    ["--to-ports 1024-65535 --random-fully", same],
    ["--random", same],
    ["--to-ports 9-1", fails],
  ],
  TCP,
);
itReadsAndPrints(
  redirect,
  [
    ["--to-ports 8080-8090", same],
    ["--to-ports http", prints("--to-ports 80")],
    ["--to-ports x", fails],
  ],
  TCP,
);
itReadsAndPrints(redirect, [
  ["", same],
  ["--to-ports 80", fails],
]);
itReadsAndPrints(netmap, [
  ["--to 10.0.0.5/24", prints("--to 10.0.0.0/24")],
  ["--to 10.0.0.5", prints("--to 10.0.0.5/32")],
  ["--to x", fails],
  ["", fails],
]);

describe("NAT targets say what they want", () => {
  test("DNAT names its range", () => {
    const done = dnat.act(mk(dnat, "--to-destination 10.0.0.1:80", TCP), packetWith(), context);
    const address = { from: ip("10.0.0.1"), to: ip("10.0.0.1") };
    expect(done).toMatchObject({
      do: "nat",
      manip: "destination",
      range: { addresses: address, ports: { from: 80, to: 80 } },
    });
    expect(dnat.label(mk(dnat, "--to-destination 10.0.0.1:80", TCP))).toBe("DNAT 10.0.0.1:80");
  });

  test("NETMAP keeps the host bits of the address that the hook changes", () => {
    const spec = mk(netmap, "--to 192.168.0.0/16");
    const moved = (hook: TargetContext["hook"]) =>
      netmap.act(spec, packetWith(), { ...context, hook });
    const to = (text: string) => ({ addresses: { from: ip(text), to: ip(text) } });
    expect(moved("PREROUTING")).toMatchObject({ manip: "destination", range: to("192.168.0.2") });
    expect(moved("POSTROUTING")).toMatchObject({ manip: "source", range: to("192.168.0.1") });
  });
});

itReadsAndPrints(ttl, [
  ["--ttl-set 0", same],
  ["--ttl-dec 1", same],
  ["--ttl-inc 0", fails],
  ["--ttl-set 256", fails],
]);
itReadsAndPrints(dscp, [
  ["--set-dscp-class EF", prints("--set-dscp 0x2e")],
  ["--set-dscp 10", prints("--set-dscp 0x0a")],
  ["--set-dscp 64", fails],
]);
itReadsAndPrints(tos, [
  ["--set-tos 0x10", prints("--set-tos 0x10/0xff")],
  ["--set-tos Minimize-Delay", prints("--set-tos 0x10/0x3f")],
  ["--and-tos 0xf", prints("--set-tos 0x00/0xf0")],
  ["--or-tos 0x8", prints("--set-tos 0x08/0x08")],
  ["--xor-tos 4", prints("--set-tos 0x04/0x00")],
  ["--set-tos 300", fails],
]);
itReadsAndPrints(
  tcpmss,
  [
    ["--clamp-mss-to-pmtu", same],
    ["--set-mss 1400", same],
    ["", fails],
  ],
  TCP,
);

describe("targets that change header fields", () => {
  test.each([
    ["--ttl-set 5", 5],
    ["--ttl-dec 70", 0],
    ["--ttl-inc 250", 255],
  ])("TTL %s on 64 gives %i", (written, after) => {
    const done = ttl.act(mk(ttl, written), packetWith(), context);
    expect(done).toMatchObject({ packet: { ttl: after } });
  });

  test("DSCP keeps the two lower bits, TOS those outside its mask", () => {
    const packet = packetWith({ tos: 0x03 });
    const marked = dscp.act(mk(dscp, "--set-dscp 10"), packet, context);
    expect(marked).toMatchObject({ packet: { tos: 0x2b } });
    const changed = tos.act(mk(tos, "--set-tos 0x10/0xfe"), packet, context);
    expect(changed).toMatchObject({ packet: { tos: 0x11 } });
  });
});
