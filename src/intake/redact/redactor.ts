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
  /(?<![0-9a-z:.])([0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:(?:\.\d{1,3}){3})?)(?:\/([0-9a-f]*:[0-9a-f:]+|\d{1,3}))?(?![0-9a-z:.])/gi;
const HARDWARE = /(?<![0-9a-f:])(?:[0-9a-f]{2}:){5}[0-9a-f]{2}(?![0-9a-f:])/gi;

/** An address in a text, with what stands behind its slash. */
export interface WrittenAddress {
  readonly address: string;
  readonly mask: string | undefined;
}

/** Every address in a text, whatever stands around it. */
export function addressesIn(text: string): readonly WrittenAddress[] {
  return [IPV4, IPV6].flatMap((form) =>
    [...text.matchAll(form)].flatMap(([, address = "", mask]) =>
      parseAddress(address) === undefined ? [] : [{ address, mask }],
    ),
  );
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
    const replace = (whole: string, written: string, mask?: string) => {
      const address = parseAddress(written);
      if (address === undefined) return whole;
      return mask === undefined
        ? this.addresses.map(address)
        : this.addresses.mapMasked(address, mask);
    };
    return text
      .replace(HARDWARE, (hardware) =>
        this.names.map("hardware", hardware.toLowerCase(), hardwareAddress),
      )
      .replace(IPV4, replace)
      .replace(IPV6, replace);
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
