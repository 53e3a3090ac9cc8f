import fc from "fast-check";
import { expect, test } from "vitest";
import type { MatchContext, PartExplanation } from "../matches/matchExtension";
import { connectionWith, contextWith, ip, packetWith } from "../matches/testing/packets";
import type { Packet } from "../net/packet";
import { changeField } from "../testing/changeField";
import { explainRule } from "./explainRule";
import { parseRuleset } from "./parseRuleset";
import type { Rule } from "./rule";
import { testRule } from "./testRule";

/** One part of a rule: the words that stand before it, and itself. */
interface Piece {
  /** `-p tcp -m tcp`, or nothing for a part of the header. */
  readonly needs: string;
  readonly part: string;
}

const inverted = fc.constantFrom("", "", "! ");
const port = fc.integer({ min: 0, max: 65535 });
const ports = fc.oneof(
  port.map(String),
  fc.tuple(port, port).map(([one, other]) => `${Math.min(one, other)}:${Math.max(one, other)}`),
);
const octet = fc.integer({ min: 0, max: 255 });
const address = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join("."));
const masks = fc.constantFrom("/32", "/24", "/16", "/8", "/255.0.255.0");
/** A value under a mask, and none of its bits outside: else no packet has it. */
const bits = fc
  .tuple(fc.nat(0xffff), fc.integer({ min: 1, max: 0xffff }))
  .map(([value, mask]) => `0x${(value & mask).toString(16)}/0x${mask.toString(16)}`);
const names = fc.constantFrom("eth0", "eth1", "veth+", "lo");
const flags = fc.constantFrom(
  "SYN,ACK SYN",
  "FIN,SYN,RST,ACK SYN",
  "ALL ACK",
  "RST RST",
  "URG NONE",
);
const states = fc.constantFrom("NEW", "ESTABLISHED", "RELATED,ESTABLISHED", "NEW,RELATED");
const ttls = fc.integer({ min: 1, max: 254 });

const HEADER = { needs: "" };
const TCP = { needs: "-p tcp -m tcp" };

const pieces: readonly fc.Arbitrary<Piece>[] = [
  asked(
    HEADER,
    "-s",
    fc.tuple(address, masks).map((both) => both.join("")),
  ),
  asked(
    HEADER,
    "-d",
    fc.tuple(address, masks).map((both) => both.join("")),
  ),
  asked(HEADER, "-i", names),
  asked(HEADER, "-o", names),
  asked(HEADER, "-p", fc.constantFrom("tcp", "udp", "icmp", "sctp", "47")),
  asked(TCP, "--dport", ports),
  asked(TCP, "--sport", ports),
  asked(TCP, "--tcp-flags", flags),
  asked({ needs: "-p udp -m udp" }, "--dport", ports),
  asked(
    { needs: "-p tcp -m multiport" },
    "--dports",
    fc.array(ports, { minLength: 1, maxLength: 5 }).map(String),
  ),
  asked({ needs: "-p icmp -m icmp" }, "--icmp-type", fc.constantFrom("8", "0", "3/1", "11/0")),
  asked({ needs: "-m mark" }, "--mark", bits),
  asked({ needs: "-m connmark" }, "--mark", bits),
  asked({ needs: "-m conntrack" }, "--ctstate", states),
  asked({ needs: "-m state" }, "--state", states),
  asked({ needs: "-m addrtype" }, "--dst-type", fc.constantFrom("LOCAL", "UNICAST")),
  asked({ needs: "-m ttl" }, "--ttl-eq", ttls),
  plain({ needs: "-m ttl" }, "--ttl-lt", ttls),
  plain({ needs: "-m ttl" }, "--ttl-gt", ttls),
  asked({ needs: "-m length" }, "--length", fc.integer({ min: 60, max: 1500 })),
  asked({ needs: "-m dscp" }, "--dscp", fc.constantFrom("0x0a", "0x2e")),
  asked({ needs: "-m tos" }, "--tos", fc.constantFrom("0x10/0xff", "0x08/0x3f")),
  asked(
    { needs: "-m iprange" },
    "--src-range",
    fc.constantFrom("10.0.0.9-10.0.0.20", "9.0.0.0-11.0.0.0"),
  ),
  plain(
    { needs: "-m statistic --mode nth" },
    "--every",
    fc.constantFrom("2 --packet 1", "3 --packet 2"),
  ),
  plain(
    { needs: "-m statistic --mode random" },
    "--probability",
    fc.constantFrom("0.5", "0.33333333349"),
  ),
];

function asked(needs: Pick<Piece, "needs">, option: string, value: fc.Arbitrary<unknown>) {
  return fc
    .tuple(inverted, value)
    .map(([bang, text]): Piece => ({ ...needs, part: `${bang}${option} ${text}` }));
}

function plain(needs: Pick<Piece, "needs">, option: string, value: fc.Arbitrary<unknown>) {
  return value.map((text): Piece => ({ ...needs, part: `${option} ${text}` }));
}

const packet: fc.Arbitrary<Partial<Packet>> = fc.oneof(
  fc.record({
    tcpFlags: fc.constantFrom(2, 16, 18, 4),
    mark: fc.nat(0xffff),
    destinationPort: port,
  }),
  fc.constantFrom<Partial<Packet>>(
    { protocol: 17, tcpFlags: 0 },
    { protocol: 1, tcpFlags: 0, icmp: { type: 8, code: 0 }, tos: 0x10, ttl: 1 },
    { destination: ip("192.168.1.10"), destinationPort: 443 },
  ),
);

const context: fc.Arbitrary<Partial<MatchContext>> = fc.record({
  inInterface: fc.constantFrom("eth0", "veth7"),
  outInterface: fc.constantFrom("eth1", "lo"),
  connection: fc.constantFrom(
    connectionWith(),
    connectionWith({ mark: 7 }, { state: "ESTABLISHED" }),
  ),
  addressType: fc.constantFrom(
    () => "LOCAL" as const,
    () => "UNICAST" as const,
  ),
  draw: fc.constantFrom(
    () => false,
    () => true,
  ),
});

test("a rule that was passed over says what is missing: with that field changed alone, that part holds", () => {
  let failures = 0;
  const given = fc.record({ rule: randomRule(), packet, context });
  fc.assert(
    fc.property(given, (one) => {
      const subject = { packet: packetWith(one.packet), context: contextWith(one.context) };
      const parts = explainRule(ruleOf(one.rule), subject.packet, subject.context);
      const failed = parts.find(({ decision }) => decision === "no");
      if (failed === undefined) return;
      failures += 1;
      const alone = ruleOf([pieceOf(one.rule, failed)]);
      expect(testRule(alone, subject.packet, subject.context), failed.part).toBe("no");
      const changed = changeField(subject, failed);
      expect(testRule(alone, changed.packet, changed.context), failed.part).toBe("yes");
    }),
    { numRuns: 4000, seed: 3 },
  );
  expect(failures).toBeGreaterThan(1000);
});

/** Up to four parts, none of them twice, and only one protocol. */
function randomRule(): fc.Arbitrary<readonly Piece[]> {
  return fc
    .uniqueArray(fc.nat(pieces.length - 1), { minLength: 1, maxLength: 4 })
    .chain((chosen) => fc.tuple(...chosen.flatMap((at) => pieces[at] ?? [])))
    .map(compatible);
}

function compatible(chosen: readonly Piece[]): readonly Piece[] {
  const kept: Piece[] = [];
  for (const piece of chosen) {
    const protocol = protocolOf(piece);
    const clashes = kept.some(
      (other) =>
        (other.needs === piece.needs && optionOf(other) === optionOf(piece)) ||
        (protocol !== undefined && (protocolOf(other) ?? protocol) !== protocol) ||
        (piece.needs !== "" && other.needs === piece.needs),
    );
    if (!clashes) kept.push(piece);
  }
  return kept;
}

function optionOf({ part }: Piece): string {
  return part.replace("! ", "").split(" ")[0] ?? "";
}

function protocolOf({ needs, part }: Piece): string | undefined {
  return /(?:! )?-p \S+/.exec(`${needs} ${part}`)?.[0];
}

/** The part as it was written, with what it needs. A part of the header needs nothing. */
function pieceOf(rule: readonly Piece[], failed: PartExplanation): Piece {
  if (/^(! )?-[a-z] /.test(failed.part)) return { ...HEADER, part: failed.part };
  const printed = rule.find((piece) => partsOf(piece).includes(failed.part));
  if (printed === undefined) throw new Error(`${failed.part} is no part of the rule`);
  return printed;
}

function partsOf(piece: Piece): readonly string[] {
  return explainRule(ruleOf([piece]), packetWith(), contextWith()).map(({ part }) => part);
}

function ruleOf(rule: readonly Piece[]): Rule {
  const header = rule.filter(({ needs }) => needs === "").map(({ part }) => part);
  const protocols = new Set(rule.map(({ needs }) => /-p \S+/.exec(needs)?.[0] ?? ""));
  const matches = rule
    .filter(({ needs }) => needs !== "")
    .map(({ needs, part }) => `${needs.replace(/-p \S+ /, "")} ${part}`);
  const isWritten = header.some((part) => part.startsWith("-p"));
  const words = [...header, ...(isWritten ? [] : protocols), ...matches];
  const { ruleset } = parseRuleset(
    `*mangle\n-A FORWARD ${words.filter(Boolean).join(" ")}\nCOMMIT\n`,
  );
  const found = ruleset.table("mangle")?.chain("FORWARD")?.rule(1);
  if (found === undefined || found.unknown !== undefined) throw new Error(`${words} is no rule`);
  return found;
}
