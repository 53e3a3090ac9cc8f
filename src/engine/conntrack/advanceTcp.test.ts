import { expect, test } from "vitest";
import type { Address } from "../net/address";
import type { Packet } from "../net/packet";
import { ConnectionEditor, type ConnectionTable, EMPTY_CONNECTION_TABLE } from "./connectionTable";
import { trackPacket } from "./trackPacket";

const FLAGS: Readonly<Record<string, number>> = { F: 1, S: 2, R: 4, P: 8, A: 16 };

/**
 * Segment number `index`: `>SA` goes like the first packet, `<SA` the other way. It acknowledges the one before, if that
 * came from the other end; with `a` one that conntrack did not see, sent just before. `r` is a RST where the one before
 * expects the next segment.
 */
function segment(text: string, index: number, before = ""): Packet {
  const isBack = text.startsWith("<");
  const sequence = 2 * index + 2;
  const isAnswer = text.includes("A") && before !== "" && before.startsWith("<") !== isBack;
  const seen = isAnswer ? sequence - 2 : undefined;
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
    sequence: text.endsWith("r") ? sequence - 4 : sequence,
    acknowledges: text.includes("a") ? sequence - 1 : seen,
  };
}

/** Tracks the segments one after the other, confirming what begins; `state` of each, or what is left of the connection. */
function track(texts: string): { readonly said: string; readonly table: ConnectionTable } {
  const editor = new ConnectionEditor(EMPTY_CONNECTION_TABLE);
  const said = texts.split(" ").map((text, index, all) => {
    const packet = segment(text, index, all[index - 1]);
    const { state, connection } = trackPacket(editor, packet, {
      isTcpLoose: true,
      isTcpLiberal: false,
    });
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
  [">S <S <SA", "NEW/SYN_SENT ESTABLISHED/SYN_SENT2 ESTABLISHED/SYN_SENT2"],
  [">S <S >A", "NEW/SYN_SENT ESTABLISHED/SYN_SENT2 INVALID/-"],
  [">SF", "INVALID/-"],
])("R9: the segments %s are %s", (segments, states) => {
  expect(track(segments).said).toBe(states);
});

test("R35: a connection that is answered by a RST only is forgotten", () => {
  expect(track(">S <RA").table.connections.size).toBe(0);
  expect(track(">S <SA >R").table.connections.size).toBe(1);
});

test.each([
  [">S <SA >S >a <a", "NEW/SYN_SENT ESTABLISHED/SYN_RECV ESTABLISHED/SYN_RECV INVALID/- INVALID/-"],
  [
    ">A <a >S >a",
    "NEW/ESTABLISHED ESTABLISHED/ESTABLISHED ESTABLISHED/ESTABLISHED ESTABLISHED/ESTABLISHED",
  ],
  [">S <SA <Sa >A", "NEW/SYN_SENT ESTABLISHED/SYN_RECV ESTABLISHED/SYN_RECV INVALID/-"],
  [">S <Sa >A <SA", "NEW/SYN_SENT INVALID/- INVALID/- INVALID/-"],
])(
  "R39: the segments %s are %s, since an unseen one cannot be acknowledged",
  (segments, states) => {
    expect(track(segments).said).toBe(states);
  },
);

test("R39: a RST leaves an established connection open unless it has the number expected", () => {
  const open = "NEW/SYN_SENT ESTABLISHED/SYN_RECV ESTABLISHED/ESTABLISHED";
  expect(track(">S <SA >A >R").said).toBe(`${open} ESTABLISHED/ESTABLISHED`);
  expect(track(">S <SA >A <r").said).toBe(`${open} ESTABLISHED/CLOSE`);
});

test("R35: a SYN after the reset begins a new connection", () => {
  const { said, table } = track(">S <SA >R >S");
  expect(said.split(" ").at(-1)).toBe("NEW/SYN_SENT");
  expect([...table.connections.keys()]).toEqual([2]);
});

test("an editor leaves the table it began from as it was", () => {
  const { table } = track(">S");
  const editor = new ConnectionEditor(table);
  trackPacket(editor, segment("<RA", 1), { isTcpLoose: true, isTcpLiberal: false });
  expect(editor.finish().connections.size).toBe(0);
  expect(table.connections.size).toBe(1);
});
