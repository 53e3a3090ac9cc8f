import { expect, test } from "vitest";
import type { Address } from "../net/address";
import type { Packet } from "../net/packet";
import { ConnectionEditor, type ConnectionTable, EMPTY_CONNECTION_TABLE } from "./connectionTable";
import { trackPacket } from "./trackPacket";

const FLAGS: Readonly<Record<string, number>> = { F: 1, S: 2, R: 4, P: 8, A: 16 };

/** `>SA` goes like the first packet, `<SA` the other way; `a` is an ACK to what its sender has just received. */
function segment(text: string): Packet {
  const isBack = text.startsWith("<");
  const [client, server] = [1 as Address, 2 as Address];
  const tcpFlags = [...text.slice(1).toUpperCase()].reduce(
    (bits, letter) => bits | (FLAGS[letter] ?? 0),
    0,
  );
  return {
    source: isBack ? server : client,
    destination: isBack ? client : server,
    protocol: 6,
    sourcePort: isBack ? 80 : 40000,
    destinationPort: isBack ? 40000 : 80,
    tcpFlags,
    icmp: undefined,
    ttl: 64,
    tos: 0,
    payloadBytes: 0,
    mark: 0,
    inner: undefined,
    acknowledges: text.includes("a"),
  };
}

/** Tracks the segments one after the other, confirming what begins; `state` of each, or what is left of the connection. */
function track(texts: string): { readonly said: string; readonly table: ConnectionTable } {
  const editor = new ConnectionEditor(EMPTY_CONNECTION_TABLE);
  const said = texts.split(" ").map((text) => {
    const { state, connection } = trackPacket(editor, segment(text), { isTcpLoose: true });
    if (connection?.confirmed === false) editor.put({ ...connection, confirmed: true });
    return `${state}/${connection?.tcpState ?? "-"}`;
  });
  return { said: said.join(" "), table: editor.finish() };
}

test.each([
  [">S <SA >A", "NEW/SYN_SENT ESTABLISHED/SYN_RECV ESTABLISHED/ESTABLISHED"],
  [">S >S", "NEW/SYN_SENT NEW/SYN_SENT"],
  [">A <A", "NEW/ESTABLISHED ESTABLISHED/ESTABLISHED"],
  [">SA", "INVALID/-"],
  [">S >A", "NEW/SYN_SENT INVALID/-"],
  [
    ">S <SA >A >FA <A",
    "NEW/SYN_SENT ESTABLISHED/SYN_RECV ESTABLISHED/ESTABLISHED ESTABLISHED/FIN_WAIT ESTABLISHED/CLOSE_WAIT",
  ],
  [">S <S <SA", "NEW/SYN_SENT ESTABLISHED/SYN_SENT2 ESTABLISHED/SYN_RECV"],
  [">SF", "INVALID/-"],
  [">S <SA >S >a <a", "NEW/SYN_SENT ESTABLISHED/SYN_RECV ESTABLISHED/SYN_RECV INVALID/- INVALID/-"],
  [
    ">A <a >S >a",
    "NEW/ESTABLISHED ESTABLISHED/ESTABLISHED ESTABLISHED/ESTABLISHED ESTABLISHED/ESTABLISHED",
  ],
])("R9: the segments %s are %s", (segments, states) => {
  expect(track(segments).said).toBe(states);
});

test("R35: a connection that is answered by a RST only is forgotten", () => {
  expect(track(">S <RA").table.connections.size).toBe(0);
  expect(track(">S <SA >R").table.connections.size).toBe(1);
});

test("R35: a SYN after the reset begins a new connection", () => {
  const { said, table } = track(">S <SA >A >R >S");
  expect(said.split(" ").at(-1)).toBe("NEW/SYN_SENT");
  expect([...table.connections.keys()]).toEqual([2]);
});

test("an editor leaves the table it began from as it was", () => {
  const { table } = track(">S");
  const editor = new ConnectionEditor(table);
  trackPacket(editor, segment("<RA"), { isTcpLoose: true });
  expect(editor.finish().connections.size).toBe(0);
  expect(table.connections.size).toBe(1);
});
