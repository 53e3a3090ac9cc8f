import { parseUint32 } from "./uint32";

/** Names of messages with their type, and their code where the name stands for one. */
export type IcmpNames = ReadonlyMap<string, readonly [type: number, code: number | undefined]>;

/** Types and codes by the names that iptables knows. Source: iptables 1.8.9 extensions/libxt_icmp.h, icmp_codes. */
const NAMES: IcmpNames = new Map([
  ["any", [255, undefined]],
  ["echo-reply", [0, undefined]],
  ["pong", [0, undefined]],
  ["destination-unreachable", [3, undefined]],
  ["network-unreachable", [3, 0]],
  ["host-unreachable", [3, 1]],
  ["protocol-unreachable", [3, 2]],
  ["port-unreachable", [3, 3]],
  ["fragmentation-needed", [3, 4]],
  ["source-route-failed", [3, 5]],
  ["network-unknown", [3, 6]],
  ["host-unknown", [3, 7]],
  ["network-prohibited", [3, 9]],
  ["host-prohibited", [3, 10]],
  ["TOS-network-unreachable", [3, 11]],
  ["TOS-host-unreachable", [3, 12]],
  ["communication-prohibited", [3, 13]],
  ["host-precedence-violation", [3, 14]],
  ["precedence-cutoff", [3, 15]],
  ["source-quench", [4, undefined]],
  ["redirect", [5, undefined]],
  ["network-redirect", [5, 0]],
  ["host-redirect", [5, 1]],
  ["TOS-network-redirect", [5, 2]],
  ["TOS-host-redirect", [5, 3]],
  ["echo-request", [8, undefined]],
  ["ping", [8, undefined]],
  ["router-advertisement", [9, undefined]],
  ["router-solicitation", [10, undefined]],
  ["time-exceeded", [11, undefined]],
  ["ttl-exceeded", [11, undefined]],
  ["ttl-zero-during-transit", [11, 0]],
  ["ttl-zero-during-reassembly", [11, 1]],
  ["parameter-problem", [12, undefined]],
  ["ip-header-bad", [12, 0]],
  ["required-option-missing", [12, 1]],
  ["timestamp-request", [13, undefined]],
  ["timestamp-reply", [14, undefined]],
  ["address-mask-request", [17, undefined]],
  ["address-mask-reply", [18, undefined]],
]);

/** What stands for every type. */
const ANY_TYPE = 255;

/** A type of ICMP message, and a code or all its codes. */
export interface IcmpType {
  /** 0 to 255; 255 stands for every type. */
  readonly type: number;
  /** undefined stands for every code. */
  readonly code: number | undefined;
}

/** Reads `8`, `3/3`, `any`, `echo-request` or the unambiguous beginning of a name; undefined otherwise. */
export function parseIcmpType(text: string): IcmpType | undefined {
  return readIcmpType(text, NAMES);
}

/** The same with the names that one of the two tools knows. */
export function readIcmpType(text: string, names: IcmpNames): IcmpType | undefined {
  const [typeText = "", codeText, ...rest] = text.split("/");
  const type = parseUint32(typeText);
  if (type === undefined) return parseName(text.toLowerCase(), names);
  const code = codeText === undefined ? undefined : parseUint32(codeText);
  const hasCode = codeText === undefined || (code !== undefined && code <= 255);
  return type <= 255 && hasCode && rest.length === 0 ? { type, code } : undefined;
}

/** `8`, `3/3` or `any`, as iptables-save prints it. */
export function printIcmpType({ type, code }: IcmpType): string {
  if (type === ANY_TYPE) return "any";
  return code === undefined ? String(type) : `${type}/${code}`;
}

/** Whether a message is of that type and code. */
export function isIcmpType(
  wanted: IcmpType,
  actual: { readonly type: number; readonly code: number },
): boolean {
  if (wanted.type === ANY_TYPE) return true;
  return wanted.type === actual.type && (wanted.code === undefined || wanted.code === actual.code);
}

function parseName(word: string, names: IcmpNames): IcmpType | undefined {
  const found = [...names].filter(([name]) => name.toLowerCase().startsWith(word));
  const exact = found.find(([name]) => name.toLowerCase() === word);
  const only = exact ?? (found.length === 1 ? found[0] : undefined);
  return only === undefined || word === "" ? undefined : { type: only[1][0], code: only[1][1] };
}
