import { expect, test } from "vitest";
import type { PartExplanation } from "@/engine";
import { passedOverSentence } from "./passedOverSentence";
import { plainText } from "./sentence";

const part = (
  field: string,
  packetValue: string,
  ruleValue: string,
  rest: Partial<PartExplanation> = {},
): PartExplanation => ({
  part: "",
  decision: "no",
  field,
  packetValue,
  ruleValue,
  inverted: false,
  ...rest,
});

test.each([
  { part: part("destination port", "443", "80"), sentence: "dport 443 is not 80" },
  {
    part: part("destination", "10.0.0.1", "10.96.20.1/32"),
    sentence: "destination 10.0.0.1 is not 10.96.20.1/32",
  },
  {
    part: part("source", "10.0.0.1", "10.96.0.0/16"),
    sentence: "source 10.0.0.1 is not in 10.96.0.0/16",
  },
  {
    part: part("source", "10.96.0.1", "10.96.0.0/16", { inverted: true }),
    sentence: "source 10.96.0.1 is in 10.96.0.0/16, which the rule leaves out",
  },
  { part: part("mark", "0x0", "0x4000/0x4000"), sentence: "mark 0x0 & 0x4000 is not 0x4000" },
  {
    part: part("connection state", "NEW", "RELATED,ESTABLISHED"),
    sentence: "connection state NEW is not among RELATED,ESTABLISHED",
  },
  { part: part("protocol", "tcp", "tcp", { decision: "yes" }), sentence: "protocol tcp is tcp" },
  {
    part: part("in interface", "eth0", "lo", { decision: "yes", inverted: true }),
    sentence: "in interface eth0 is not lo",
  },
  {
    part: part("destination address type", "10.0.0.1 is UNICAST", "LOCAL"),
    sentence: "10.0.0.1 is UNICAST, not LOCAL",
  },
  { part: part("source port", "40000", "1:1023"), sentence: "sport 40000 is not in 1:1023" },
  {
    part: part("TTL", "64", "64", { part: "--ttl-lt 64" }),
    sentence: "TTL 64 is not below 64",
  },
  {
    part: part("TCP flags", "SYN,ACK", "FIN,SYN,RST,ACK SYN"),
    sentence: "TCP flags SYN,ACK: of FIN,SYN,RST,ACK not just SYN",
  },
  { part: part("in interface", "eth0", "veth+"), sentence: "in interface eth0 is not in veth+" },
  {
    part: part("set", "?", "q", { decision: { missing: { kind: "ipset", name: "q" } } }),
    sentence: "ipset q was not given",
  },
])("$sentence", ({ part, sentence }) => {
  expect(plainText(passedOverSentence(part))).toBe(sentence);
});

test("a draw of chance says what was drawn and what was needed", () => {
  const lost = part("chance", "0.712", "0.33333333349");
  expect(plainText(passedOverSentence(lost, 0.71234))).toBe("drew 0.712, needed below 0.333");
  const won = part("chance", "0.184", "0.50000000000", { decision: "yes" });
  expect(plainText(passedOverSentence(won, 0.184))).toBe("drew 0.184, below 0.5");
});
