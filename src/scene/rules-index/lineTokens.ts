import type { Sought } from "./sought";

const ADDRESS_TOKEN =
  /(?<![\w.:-])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})(?:\/[0-9a-f.:]+)?(?![\w.])/g;

/** The addresses and networks that a rule's line names, without ports: `10.96.0.1/32`, `10.244.1.2`, `fd00::/64`. */
export function addressesIn(line: string): readonly string[] {
  return line.match(ADDRESS_TOKEN)?.map(withoutOwnMask) ?? [];
}

/** One address is written without its mask. */
function withoutOwnMask(token: string): string {
  return token.replace(token.includes(":") ? /\/128$/ : /\/32$/, "");
}

const PORT_OPTION = /--(?:[sd]ports?|ports|to-ports|to-destination|to-source)(?: !)? (\S+)/g;

/** Whether a line tests for a port or rewrites to it, alone, in a list or in a range. */
export function hasPort(line: string, port: number): boolean {
  for (const [, value = ""] of line.matchAll(PORT_OPTION)) {
    if (portsOf(value).some(([from, to]) => from <= port && port <= to)) return true;
  }
  return false;
}

type Ports = readonly [from: number, to: number];

/** `80`, `80,443`, `30000:32767`, `10.244.1.2:8080`, `[fd00::1]:80-90`. */
function portsOf(value: string): readonly Ports[] {
  if (/[.\]]/.test(value)) {
    const after = /:(\d+)(?:-(\d+))?$/.exec(value);
    return after === null ? [] : [[Number(after[1]), Number(after[2] ?? after[1])]];
  }
  return value.split(",").map((part): Ports => {
    const [from = "", to = from] = part.split(/[:-]/);
    return [Number(from), Number(to === "" ? Number.POSITIVE_INFINITY : to)];
  });
}

const MARK_OPTION = /--(?:set-x?mark|mark|or-mark|and-mark|xor-mark|nfmask|ctmask)(?: !)? (\S+)/g;

/** Whether a line sets or tests a mark: its value or its mask is the one that is sought. */
export function hasMark(line: string, sought: Extract<Sought, { kind: "mark" }>): boolean {
  for (const [, written = ""] of line.matchAll(MARK_OPTION)) {
    const [value, mask = value] = written.split("/").map(Number);
    if (sought.mask !== undefined && mask !== sought.mask) continue;
    if (value === sought.value || (sought.mask === undefined && mask === sought.value)) return true;
  }
  return false;
}
