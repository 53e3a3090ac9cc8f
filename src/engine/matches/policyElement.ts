import { printAddress } from "../net/address";
import type { Family } from "../net/family";
import {
  isOneAddress,
  type MaskedAddress,
  parseMaskedAddress,
  printMaskedAddress,
} from "../net/prefix";
import { parseProtocol, printProtocol } from "../net/protocol";
import { parseUint32, printHex } from "../net/uint32";
import type { Parsed, WrittenOption } from "./matchExtension";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

interface Wanted<Value> {
  readonly value: Value;
  readonly inverted: boolean;
}

/** One transformation of an IPsec policy, as `-m policy` describes it; absent is what was not asked. */
export interface PolicyElement {
  readonly requestId?: Wanted<number> | undefined;
  readonly spi?: Wanted<number> | undefined;
  /** 50 esp, 51 ah, 108 ipcomp. */
  readonly protocol?: Wanted<number> | undefined;
  readonly mode?: Wanted<Mode> | undefined;
  readonly tunnelDestination?: Wanted<MaskedAddress> | undefined;
  readonly tunnelSource?: Wanted<MaskedAddress> | undefined;
}

type Mode = "transport" | "tunnel";

const IPSEC_PROTOCOLS: ReadonlySet<number> = new Set([50, 51, 108]);

export const ELEMENT_OPTIONS = {
  "--reqid": 1,
  "--spi": 1,
  "--proto": 1,
  "--mode": 1,
  "--tunnel-dst": 1,
  "--tunnel-src": 1,
} as const;

/** Reads the options that stand between two `--next`. Source: iptables 1.8.9 libxt_policy.c, policy_parse and policy_check. */
export function parseElement(
  options: readonly WrittenOption[],
  family: Family,
): Parsed<PolicyElement> {
  const twice = options.find((option) => findOption(options, option.name) !== option);
  if (twice !== undefined) return refuse(`${twice.name} may stand once before --next`, twice);
  const element: { -readonly [Field in keyof PolicyElement]: PolicyElement[Field] } = {};
  for (const option of options) {
    const { inverted } = option;
    const [text = ""] = option.values;
    const refusal = readOption(element, option, { text, inverted, family });
    if (refusal !== undefined) return refuseValue(option, refusal);
  }
  return checkTunnel(element, options);
}

type Draft = { -readonly [Field in keyof PolicyElement]: PolicyElement[Field] };

/** What would have been right, where the option cannot be read. */
function readOption(
  element: Draft,
  { name }: WrittenOption,
  { text, inverted, family }: { text: string; inverted: boolean; family: Family },
): string | undefined {
  const put = <Field extends keyof Draft>(
    field: Field,
    value: NonNullable<Draft[Field]>["value"] | undefined,
  ) => {
    if (value !== undefined) element[field] = { value, inverted } as Draft[Field];
    return value !== undefined;
  };
  switch (name) {
    case "--reqid":
      return put("requestId", parseUint32(text)) ? undefined : "a number";
    case "--spi":
      return put("spi", parseUint32(text)) ? undefined : "a number";
    case "--proto":
      return put("protocol", ipsecProtocol(text)) ? undefined : "ah, esp or ipcomp";
    case "--mode":
      return put("mode", parseMode(text)) ? undefined : "transport or tunnel";
    case "--tunnel-dst":
      return put("tunnelDestination", parseMaskedAddress(text, family)) ? undefined : "an address";
    default:
      return put("tunnelSource", parseMaskedAddress(text, family)) ? undefined : "an address";
  }
}

function ipsecProtocol(text: string): number | undefined {
  const protocol = parseProtocol(text);
  return protocol !== undefined && IPSEC_PROTOCOLS.has(protocol) ? protocol : undefined;
}

function parseMode(text: string): Mode | undefined {
  return text === "transport" || text === "tunnel" ? text : undefined;
}

/** Where no mode was given, transport is meant. */
function checkTunnel(
  element: PolicyElement,
  options: readonly WrittenOption[],
): Parsed<PolicyElement> {
  const end = findOption(options, "--tunnel-src") ?? findOption(options, "--tunnel-dst");
  const { value = "transport", inverted = false } = element.mode ?? {};
  const isTunnel = (value === "tunnel") !== inverted;
  if (end !== undefined && !isTunnel) return refuse(`${end.name} wants --mode tunnel`, end);
  return { ok: true, value: element };
}

/** Whether it asks for nothing. */
export function isEmptyElement(element: PolicyElement): boolean {
  return Object.keys(element).length === 0;
}

/** The options of an element in the order of iptables-save; "" for an empty one. */
export function printElement(element: PolicyElement): string {
  const { requestId, spi, protocol, mode, tunnelDestination, tunnelSource } = element;
  return [
    ...printWanted("--reqid", requestId, String),
    ...printWanted("--spi", spi, printHex),
    ...printWanted("--proto", protocol, printProtocol),
    ...printWanted("--mode", mode, String),
    ...printWanted("--tunnel-dst", tunnelDestination, printEnd),
    ...printWanted("--tunnel-src", tunnelSource, printEnd),
  ].join(" ");
}

function printWanted<Value>(
  option: string,
  wanted: Wanted<Value> | undefined,
  print: (value: Value) => string,
): readonly string[] {
  return wanted === undefined ? [] : [`${bang(wanted.inverted)}${option} ${print(wanted.value)}`];
}

function printEnd(end: MaskedAddress): string {
  return isOneAddress(end) ? printAddress(end.address) : printMaskedAddress(end);
}
