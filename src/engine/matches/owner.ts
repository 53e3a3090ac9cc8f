import type { Decision } from "../net/decision";
import { decide } from "../net/decision";
import type { Packet } from "../net/packet";
import { parseUint32, UINT32_MAX } from "../net/uint32";
import { allHold, explainPart } from "./explanation";
import type {
  MatchContext,
  MatchExtension,
  Parsed,
  PartExplanation,
  WrittenOption,
} from "./matchExtension";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

/** Users or groups by number, both ends included. */
interface IdTest {
  readonly from: number;
  readonly to: number;
  readonly inverted: boolean;
}

/** `-m owner`: whose process sends the packet. */
export interface OwnerMatch {
  readonly match: "owner";
  /** `--socket-exists`; absent when it was not asked. */
  readonly socketExists: { readonly inverted: boolean } | undefined;
  readonly user: IdTest | undefined;
  readonly group: IdTest | undefined;
  /** Whether supplementary groups count. */
  readonly allGroups: boolean;
}

const UNKNOWN_OWNER: Decision = { missing: { kind: "owner", name: "who owns the sender" } };
/** The only name that has the same number everywhere. */
const ROOT = "root";

/**
 * A packet that no socket sends satisfies only what is inverted; one of the kernel's own sockets has no owner.
 * Source: iptables 1.8.9 libxt_owner.c (text), Linux net/netfilter/xt_owner.c (test).
 */
export const owner: MatchExtension<OwnerMatch> = {
  name: "owner",
  options: { "--uid-owner": 1, "--gid-owner": 1, "--socket-exists": 0, "--suppl-groups": 0 },
  inverts: ["--uid-owner", "--gid-owner", "--socket-exists"],
  hooks: () => ["OUTPUT", "POSTROUTING"],

  parse(options) {
    const user = parseIds(options, "--uid-owner");
    if (!user.ok) return user;
    const group = parseIds(options, "--gid-owner");
    if (!group.ok) return group;
    const socket = findOption(options, "--socket-exists");
    const suppl = findOption(options, "--suppl-groups");
    const groupOption = findOption(options, "--gid-owner");
    if (suppl !== undefined && (groupOption === undefined || suppl.column < groupOption.column)) {
      return refuse("--suppl-groups wants --gid-owner before it", suppl);
    }
    if (user.value === undefined && group.value === undefined && socket === undefined) {
      return refuse("owner wants --uid-owner, --gid-owner or --socket-exists");
    }
    const socketExists = socket && { inverted: socket.inverted };
    const ids = { user: user.value, group: group.value, allGroups: suppl !== undefined };
    return { ok: true, value: { match: "owner", socketExists, ...ids } };
  },

  print(spec) {
    return ownerParts(spec).join(" ");
  },

  parts: ownerParts,

  test(spec, packet, context) {
    return allHold(explainOwner(spec, packet, context));
  },

  explain: explainOwner,
};

function parseIds(options: readonly WrittenOption[], name: string): Parsed<IdTest | undefined> {
  const option = findOption(options, name);
  if (option === undefined) return { ok: true, value: undefined };
  const text = option.values[0] ?? "";
  const words = text === ROOT ? ["0"] : text.split("-");
  const from = parseUint32(words[0] ?? "");
  const to = words.length > 1 ? parseUint32(words[1] ?? "") : from;
  const isRange = words.length <= 2 && from !== undefined && to !== undefined;
  if (!isRange || from >= UINT32_MAX || to >= UINT32_MAX || from > to) {
    return refuseValue(option, "a number or a range FROM-TO; what number a name has is not known");
  }
  return { ok: true, value: { from, to, inverted: option.inverted } };
}

function ownerParts({ socketExists, user, group, allGroups }: OwnerMatch): readonly string[] {
  const groups = allGroups ? " --suppl-groups" : "";
  return [
    ...(socketExists === undefined ? [] : [`${bang(socketExists.inverted)}--socket-exists`]),
    ...(user === undefined ? [] : [`${bang(user.inverted)}--uid-owner ${printIds(user)}`]),
    ...(group === undefined
      ? []
      : [`${bang(group.inverted)}--gid-owner ${printIds(group)}${groups}`]),
  ];
}

function printIds({ from, to }: IdTest): string {
  return from === to ? String(from) : `${from}-${to}`;
}

function explainOwner(
  spec: OwnerMatch,
  packet: Packet,
  context: MatchContext,
): readonly PartExplanation[] {
  const { socketExists, user, group, allGroups } = spec;
  const said = packet.said?.owner;
  const groups = said && [said.gid, ...(allGroups ? (said.groups ?? []) : [])];
  return [
    ...(socketExists === undefined ? [] : [explainSocket(socketExists, context)]),
    ...explainIds("--uid-owner", "user", user, ownerIds(context, said && [said.uid])),
    ...explainIds("--gid-owner", "group", group, ownerIds(context, groups), allGroups),
  ];
}

/** The numbers that may satisfy a test: none where no process sends the packet, undefined where they are not known. */
function ownerIds(
  { sentBy }: MatchContext,
  said: readonly number[] | undefined,
): readonly number[] | undefined {
  return sentBy === "process" ? said : [];
}

function explainSocket(
  { inverted }: { readonly inverted: boolean },
  { sentBy }: MatchContext,
): PartExplanation {
  return explainPart({
    part: "--socket-exists",
    field: "socket",
    packetValue: sentBy === undefined ? "none" : `of ${SENDERS[sentBy]}`,
    ruleValue: "exists",
    inverted,
    holds: sentBy !== undefined,
  });
}

const SENDERS = { process: "a process", kernel: "the kernel" } as const;

function explainIds(
  option: string,
  field: string,
  test: IdTest | undefined,
  ids: readonly number[] | undefined,
  allGroups = false,
): readonly PartExplanation[] {
  if (test === undefined) return [];
  const ruleValue = printIds(test);
  return [
    explainPart({
      part: `${option} ${ruleValue}${allGroups ? " --suppl-groups" : ""}`,
      field,
      packetValue: printOwners(ids),
      ruleValue,
      inverted: test.inverted,
      holds: ids === undefined ? UNKNOWN_OWNER : decide(ids.some((id) => isIn(test, id))),
    }),
  ];
}

function printOwners(ids: readonly number[] | undefined): string {
  if (ids === undefined) return "not known";
  return ids.length === 0 ? "nobody" : ids.join(", ");
}

function isIn({ from, to }: IdTest, id: number): boolean {
  return id >= from && id <= to;
}
