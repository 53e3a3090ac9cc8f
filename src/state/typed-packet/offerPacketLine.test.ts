import { expect, test } from "vitest";
import { useStore } from "../store";
import { offerPacketLine } from "./offerPacketLine";

test("a line of tcpdump that is pasted onto the page is sent, and what was assumed is said", () => {
  const line = "IP 203.0.113.7.40000 > 192.168.1.10.30080: Flags [S], seq 1, length 0";
  expect(offerPacketLine(`${line}\n`)).toBe(true);
  const { document, panels } = useStore.getState();
  expect(document.packet).toMatchObject({ from: "client", sourcePort: 40000, port: 30080 });
  expect(panels.notice).toMatchObject({ kind: "done" });
  expect(panels.notice?.text).toContain(line);
});

test("a packet that cannot be sent is said to be one, with the reason, and the document stays", () => {
  const before = useStore.getState().document;
  expect(offerPacketLine("curl http://nowhere.default/")).toBe(true);
  const { document, panels } = useStore.getState();
  expect(document).toBe(before);
  expect(panels.notice).toMatchObject({ kind: "problem" });
});

test.each([
  "-A FORWARD -j DROP",
  "iptables-save",
  "10.0.0.1",
  "apiVersion: v1",
  "10.0.0.1:1 > 10.0.0.2:2 tcp\n10.0.0.1:1 > 10.0.0.2:3 tcp",
  "TRACE: raw:PREROUTING:policy:2 IN=eth0 OUT= SRC=10.0.0.1 DST=10.0.0.2 PROTO=TCP SPT=1 DPT=2 SYN",
])("%j is no packet and is left to the paste box", (text) => {
  expect(offerPacketLine(text)).toBe(false);
});
