import { ADDRESS_BITS, familyOf, parseAddress } from "@/engine";

/** Longest interface name. Source: Linux include/uapi/linux/if.h, IFNAMSIZ less the closing zero. */
const INTERFACE_NAME_LENGTH = 15;

const UNUSABLE_IN_INTERFACE_NAME = /[\s/:]/;

/** Why a text is not an interface's name; undefined when it is one. */
export function checkInterfaceName(text: string): string | undefined {
  const name = text.trim();
  if (name === "") return "An interface has a name, such as eth0.";
  if (name.length > INTERFACE_NAME_LENGTH)
    return `Linux takes at most ${INTERFACE_NAME_LENGTH} characters; this has ${name.length}.`;
  if (UNUSABLE_IN_INTERFACE_NAME.test(name) || name === "." || name === "..")
    return "An interface's name has no space, slash or colon.";
  return undefined;
}

const PREFIX_BITS = /^\d{1,3}$/;

/** Why a text is not a list of addresses with prefix length; undefined when it is one. Nothing is no address. */
export function checkPrefixedAddresses(text: string): string | undefined {
  for (const address of splitList(text)) {
    const [ip = "", bits = "", ...rest] = address.split("/");
    const longest = addressBits(ip);
    const isRight =
      longest !== undefined &&
      PREFIX_BITS.test(bits) &&
      Number(bits) <= longest &&
      rest.length === 0;
    if (!isRight)
      return `"${address}" is not an address with its prefix length, such as 10.0.0.10/24 or fd00::10/64.`;
  }
  return undefined;
}

/** How many bits an address has; undefined for what is none. */
function addressBits(text: string): number | undefined {
  const address = parseAddress(text);
  return address === undefined ? undefined : ADDRESS_BITS[familyOf(address)];
}

/** Why a text is not a list of at least one address; undefined when it is one. */
export function checkAddresses(text: string): string | undefined {
  const addresses = splitList(text);
  const wrong = addresses.find((address) => parseAddress(address) === undefined);
  if (wrong !== undefined) return `"${wrong}" is not an address such as 10.244.1.6 or fd00::6.`;
  return addresses.length === 0 ? "A host has at least one address." : undefined;
}

/** The words of a list that is parted by commas or spaces. */
export function splitList(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((word) => word !== "");
}

const SYSCTL = /^([\w@.:/-]+)\s*=\s*(-?\d+)$/;

/** Settings as lines, as `sysctl` prints them. */
export function sysctlLines(sysctls: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(sysctls).map(([path, value]) => `${path} = ${value}`);
}

/** Why lines are not settings; undefined when each is one. */
export function checkSysctls(lines: readonly string[]): string | undefined {
  const wrong = lines.find((line) => !SYSCTL.test(line));
  if (wrong === undefined) return undefined;
  return `"${wrong}" is no setting with a number, such as net/ipv4/conf/all/rp_filter = 1.`;
}

/** The settings of lines that checkSysctls has no objection to. */
export function sysctlsOfLines(lines: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    lines.flatMap((line): [string, number][] => {
      const [, path = "", value] = SYSCTL.exec(line) ?? [];
      return value === undefined ? [] : [[path, Number(value)]];
    }),
  );
}
