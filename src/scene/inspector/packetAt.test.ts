import { expect, test } from "vitest";
import { NODE_PORT_RULES } from "../testing/nodePortRules";
import { sendThrough } from "../testing/sendThrough";
import { packetAt } from "./packetAt";

const { timeline } = sendThrough(NODE_PORT_RULES, { to: "192.168.1.10", port: 30080 });
const stopOf = (label: string) => timeline.stops.findIndex(({ change }) => change?.label === label);
const at = (stop: number) => {
  const view = packetAt(timeline, stop);
  if (view === undefined) throw new Error(`no packet at ${stop}`);
  return view;
};

test("before the first hop the packet is as it will be sent", () => {
  expect(at(0)).toMatchObject({
    title: "TCP SYN, ttl 64",
    source: { value: "203.0.113.7:40000", before: undefined },
    destination: { value: "192.168.1.10:30080" },
    connection: undefined,
  });
});

test("at DNAT the destination and the reply's source have an old value and a new one", () => {
  const view = at(stopOf("DNAT"));
  expect(view.destination.before).toBe("192.168.1.10:30080");
  expect(view.connection?.reply.source).toMatchObject({ before: "192.168.1.10:30080" });
  expect(view.connection?.original.destination).toEqual({
    value: "192.168.1.10:30080",
    before: undefined,
  });
  expect(at(stopOf("DNAT") + 1).destination.before).toBeUndefined();
});

test("a bit of the mark lights where it is set, is remembered with its meaning, and is seen cleared", () => {
  const set = stopOf("MARK");
  const meaning = "to be masqueraded on the way out";
  expect(at(set).mark).toEqual({
    value: "0x4000",
    before: "0x0",
    set: [{ bit: 14, setAt: set, meaning }],
    lit: [14],
    cleared: [],
  });
  expect(at(set + 2).mark).toMatchObject({
    before: undefined,
    lit: [],
    set: [{ setAt: set, meaning }],
  });
  expect(at(stopOf("MARK 0")).mark).toMatchObject({ value: "0x0", set: [], cleared: [14] });
});

test("the title says what conntrack calls the packet and which interfaces it has", () => {
  expect(at(stopOf("DNAT")).title).toBe("TCP SYN, in eth0, ctstate NEW, ttl 64");
  expect(at(timeline.stops.length - 1).title).toContain("TCP SYN ACK");
});
