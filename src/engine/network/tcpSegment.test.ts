import { expect, test } from "vitest";
import type { SaidOfPacket } from "../net/saidOfPacket";
import { ends, oneNode, send } from "../testing/sending";

const LINE =
  "tcp 6 86000 ESTABLISHED src=203.0.113.7 dst=10.96.0.10 sport=40000 dport=80 src=10.244.1.3 dst=203.0.113.7 sport=40000 dport=40000 [ASSURED] mark=0 use=1";
const NAT = { nat: ["PREROUTING -d 10.96.0.10 -j DNAT --to-destination 10.244.1.3"] };
const LIBERAL = "net/netfilter/nf_conntrack_tcp_be_liberal";

function answer(tcpSegment: SaidOfPacket["tcpSegment"], sysctls: Record<string, number> = {}) {
  const world = oneNode(NAT, { connections: [LINE], sysctls });
  const { turn } = send(world, "podB > tcp 203.0.113.7:40000", { said: { tcpSegment } });
  const conntrack = turn.hops.find(({ kind }) => kind === "conntrack");
  return {
    flags: turn.sent.tcpFlags,
    state: conntrack?.connection?.state,
    seen: ends(turn.arrived?.packet),
  };
}

test("R44: an answer within the window comes from the address that was asked", () => {
  expect(answer("within the window")).toEqual({
    flags: 16,
    state: "ESTABLISHED",
    seen: "10.96.0.10:80 > 203.0.113.7:40000",
  });
});

test("R44: one outside the window is INVALID and keeps the pod's address", () => {
  expect(answer("outside the window")).toEqual({
    flags: 16,
    state: "INVALID",
    seen: "10.244.1.3:40000 > 203.0.113.7:40000",
  });
});

test("R44: a liberal conntrack takes it for a part of its connection", () => {
  expect(answer("outside the window", { [LIBERAL]: 1 })).toMatchObject({
    state: "ESTABLISHED",
    seen: "10.96.0.10:80 > 203.0.113.7:40000",
  });
});

test("R44: what was said of a segment is not said of the answer to it", () => {
  const { reply } = send(oneNode(NAT), "client > tcp 10.96.0.10:80", {
    said: { tcpSegment: "within the window", cpu: 1 },
    replies: 1,
  });
  expect(reply?.sent.said).toEqual({ cpu: 1 });
});
