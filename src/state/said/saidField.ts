import type { SaidOfPacket } from "@/engine";
import { parsePayload, printPayload } from "./payloadText";

/** The parts of a packet that its headers do not tell and a person can say. */
export type SaidField = keyof SaidOfPacket;

/** What can be written into the fields of a pasted node, with the node's name. */
export type NodeField = `${"addresses" | "routes" | "sets"} of ${string}`;

/** How a part is typed. An empty text means that it is not known. */
export interface SaidText {
  readonly field: SaidField;
  readonly label: string;
  /** What a right text looks like. */
  readonly placeholder: string;
  /** The text of what was said; "" where nothing was. */
  print(said: SaidOfPacket): string;
  /** Why a text is none; undefined when it is one, or empty. */
  check(text: string): string | undefined;
  /** What is said when the text, which passed the check, is added. */
  write(said: SaidOfPacket, text: string): SaidOfPacket;
}

const OWNER = /^(\d{1,10}):(\d{1,10})(?::(\d{1,10}(?:,\d{1,10})*))?$/;
const CPU = /^\d{1,4}$/;
const DATE = /^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?$/;

/** The parts that are typed, in the order of the form; which socket takes the packet is chosen from a list. */
export const SAID_TEXTS: readonly SaidText[] = [
  {
    field: "owner",
    label: "Owner",
    placeholder: "uid:gid",
    print: ({ owner }) =>
      owner === undefined
        ? ""
        : [owner.uid, owner.gid, owner.groups?.join(",")]
            .filter((id) => id !== undefined)
            .join(":"),
    check: (text) => refuseUnless(text, OWNER.test(text.trim()), "uid:gid, as 1000:1000"),
    write(said, text) {
      const [, uid, gid, groups] = OWNER.exec(text) ?? [];
      if (uid === undefined || gid === undefined) return without(said, "owner");
      const ids = { uid: Number(uid), gid: Number(gid) };
      const owner = groups === undefined ? ids : { ...ids, groups: groups.split(",").map(Number) };
      return { ...said, owner };
    },
  },
  {
    field: "payload",
    label: "Payload",
    placeholder: "GET / HTTP/1.1\\r\\n",
    print: ({ payload = "" }) => printPayload(payload),
    check: (text) =>
      parsePayload(text) === undefined
        ? "After a backslash stands n, r, t, another backslash, or x with two hex digits."
        : undefined,
    write: (said, text) =>
      text === "" ? without(said, "payload") : { ...said, payload: parsePayload(text) ?? "" },
  },
  {
    field: "cpu",
    label: "Processor",
    placeholder: "0",
    print: ({ cpu }) => (cpu === undefined ? "" : String(cpu)),
    check: (text) => refuseUnless(text, CPU.test(text.trim()), "a number, counted from 0"),
    write: (said, text) => (text === "" ? without(said, "cpu") : { ...said, cpu: Number(text) }),
  },
  {
    field: "cgroup",
    label: "cgroup",
    placeholder: "system.slice/sshd.service",
    print: ({ cgroup }) => cgroup?.path ?? "",
    check: (text) =>
      refuseUnless(text, !/^\/|\/$|\s/.test(text.trim()), "a path below the root, as user.slice"),
    write: (said, text) =>
      text === "" ? without(said, "cgroup") : { ...said, cgroup: { ...said.cgroup, path: text } },
  },
  {
    field: "dateMs",
    label: "Date, UTC",
    placeholder: "2026-11-21 09:30",
    print: ({ dateMs }) =>
      dateMs === undefined ? "" : new Date(dateMs).toISOString().slice(0, 16).replace("T", " "),
    check: (text) =>
      refuseUnless(
        text,
        parseDate(text.trim()) !== undefined,
        "a date and time, as 2026-11-21 09:30",
      ),
    write(said, text) {
      const dateMs = parseDate(text);
      return dateMs === undefined ? without(said, "dateMs") : { ...said, dateMs };
    },
  },
];

/** What is left when a part is not known any more. */
export function without(said: SaidOfPacket, field: SaidField): SaidOfPacket {
  return Object.fromEntries(Object.entries(said).filter(([name]) => name !== field));
}

function parseDate(text: string): number | undefined {
  const dateMs = DATE.test(text) ? Date.parse(`${text.replace(" ", "T")}Z`) : Number.NaN;
  return Number.isNaN(dateMs) ? undefined : dateMs;
}

function refuseUnless(text: string, isRight: boolean, wanted: string): string | undefined {
  if (isRight || text.trim() === "") return undefined;
  return `"${text.trim()}" is not ${wanted}. Empty: not known.`;
}
