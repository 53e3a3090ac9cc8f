import { parseAddress } from "@/engine";
import type { AddressMap } from "./addressMap";
import { redactChain } from "./chainNames";
import type { InterfaceNames } from "./interfaceNames";
import type { NameMap } from "./nameMap";
import { redactComment } from "./redactComment";
import { KNOWN_HELPERS, type NamedThing } from "./ruleOptions";
import { WELL_KNOWN_SETS } from "./wellKnown";

const IPV4 =
  /(?<![\d.])(\d{1,3}(?:\.\d{1,3}){3})(?:\/(\d{1,3}(?:\.\d{1,3}){3}|\d{1,2}))?(?!\d|\.\d)/g;
const IPV6 =
  /(?<![0-9a-z:.])([0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:(?:\.\d{1,3}){3})?)(?:\/([0-9a-f]*:[0-9a-f:.]*[0-9a-f:]|\d{1,3}))?(?![0-9a-z:.])/gi;
/** Either; first of IPv6, which may end with one of IPv4: `::ffff:10.0.0.1`. */
const ADDRESS = new RegExp(`${IPV6.source}|${IPV4.source}`, "gi");
const HARDWARE = /(?<![0-9a-f:])(?:[0-9a-f]{2}:){5}[0-9a-f]{2}(?![0-9a-f:])/gi;

/** An address in a text, with what stands behind its slash. */
export interface WrittenAddress {
  readonly address: string;
  readonly mask: string | undefined;
}

/** What a mask stands behind by itself: in the match recent, and in sets. */
const BEFORE_MASK = /(?:--mask|bitmask) $/;
const BEFORE_MASK_LENGTH = "--mask bitmask ".length;

/** Every address in a text, whatever stands around it; masks are none. */
export function addressesIn(text: string): readonly WrittenAddress[] {
  const isMask = (at: number) =>
    BEFORE_MASK.test(text.slice(Math.max(0, at - BEFORE_MASK_LENGTH), at));
  return [...text.matchAll(ADDRESS)].flatMap((match) => {
    const found = { address: match[1] ?? match[3] ?? "", mask: match[2] ?? match[4] };
    return parseAddress(found.address) === undefined || isMask(match.index) ? [] : [found];
  });
}

/** The parts that every text of a dump is rewritten with, so that the same thing has the same name in all of them. */
export class Redactor {
  readonly addresses: AddressMap;
  readonly interfaces: InterfaceNames;
  readonly names: NameMap;

  constructor(parts: Pick<Redactor, "addresses" | "interfaces" | "names">) {
    this.addresses = parts.addresses;
    this.interfaces = parts.interfaces;
    this.names = parts.names;
  }

  /** A text with other addresses of either kind in it, and all else as it is. */
  readonly replaceAddresses = (text: string): string => {
    const replaced = (written: string, mask?: string) => {
      const address = parseAddress(written);
      if (address === undefined) return undefined;
      return mask === undefined
        ? this.addresses.map(address)
        : this.addresses.mapMasked(address, mask);
    };
    const inIpv4 = (word: string) =>
      word.replace(IPV4, (whole, written: string, mask) => replaced(written, mask) ?? whole);
    return text
      .replace(HARDWARE, (hardware) =>
        this.names.map("hardware", hardware.toLowerCase(), hardwareAddress),
      )
      .replace(
        ADDRESS,
        (whole, ofIpv6, mask, ofIpv4, maskOfIpv4) =>
          replaced(ofIpv6 ?? ofIpv4, mask ?? maskOfIpv4) ?? inIpv4(whole),
      );
  };

  /** The same of a word that is nothing but addresses, as a network or a range is; undefined for any other. */
  readonly withAddresses = (word: string): string | undefined => {
    if (!/^[0-9a-f.:/-]+$/i.test(word)) return undefined;
    const hasAny = addressesIn(word).length > 0 || word.search(HARDWARE) >= 0;
    return hasAny ? this.replaceAddresses(word) : undefined;
  };

  /** Another name for a thing that a rule names. */
  name(thing: NamedThing, text: string): string {
    switch (thing) {
      case "comment":
        return redactComment(text, this.names, this.replaceAddresses);
      case "chain":
        return redactChain(text, this.names);
      case "interface":
        return this.interfaces.map(text);
      case "set":
        return WELL_KNOWN_SETS.test(text) ? text : this.names.map("set", text);
      case "user":
        return /^[\d-]+$/.test(text) ? text : this.names.map("user", text);
      case "helper":
        return KNOWN_HELPERS.test(text) ? text : this.names.map("helper", text);
      case "bytes":
        return this.names.map("text", text, (number) => `|${hexOf(`text-${number}`)}|`);
      case "text":
      case "log":
      case "list":
      case "label":
      case "context":
        return text === "DEFAULT" ? text : this.names.map(thing, text);
    }
  }

  /** A host or a node. */
  host(name: string): string {
    return this.names.map("host", name);
  }
}

/** Locally administered, so that it is nobody's. */
function hardwareAddress(number: number): string {
  const digits = number.toString(16).padStart(10, "0");
  return `02:${(digits.match(/../g) ?? []).join(":")}`;
}

function hexOf(text: string): string {
  return [...text].map((letter) => letter.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}
