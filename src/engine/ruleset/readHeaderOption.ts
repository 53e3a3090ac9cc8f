import type { Family } from "../net/family";
import { parseInterfacePattern } from "../net/interfaceName";
import { parseMaskedAddress } from "../net/prefix";
import { parseProtocol } from "../net/protocol";
import type { InterfaceTest } from "./rule";
import { type AddressList, complain, type RuleDraft } from "./ruleDraft";
import type { RuleOption } from "./ruleOptions";
import type { Word } from "./splitWords";

/** An option that every rule may have, with its values. */
export interface HeaderOption {
  readonly name: RuleOption;
  readonly word: Word;
  readonly values: readonly Word[];
  readonly inverted: boolean;
}

/** Reads `-s`, `-d`, `-i`, `-o`, `-p`, `-f` and `-c` into the draft; each may stand once. */
export function readHeaderOption(draft: RuleDraft, option: HeaderOption): void {
  if (draft.seen.includes(option.name)) {
    refuse(draft, option, option.word, `${option.word.text} may stand once in a rule`);
    return;
  }
  draft.seen.push(option.name);
  switch (option.name) {
    case "--source":
      draft.source = readAddresses(draft, option);
      return;
    case "--destination":
      draft.destination = readAddresses(draft, option);
      return;
    case "--in-interface":
      draft.inInterface = readInterface(draft, option);
      return;
    case "--out-interface":
      draft.outInterface = readInterface(draft, option);
      return;
    case "--protocol":
      readProtocol(draft, option);
      return;
    case "--fragment":
      readFragment(draft, option);
      return;
    case "--set-counters":
      readCounters(draft, option);
      return;
    case "--ipv4":
    case "--ipv6":
      readFamily(draft, option);
      return;
    default:
  }
}

/** Two lists of addresses after each other make as many rules as they have pairs. */
const MOST_RULES = 4096;

const EXAMPLES: Readonly<Record<Family, string>> = {
  IPv4: "IPv4 address; 10.0.0.1 or 10.0.0.0/8",
  IPv6: "IPv6 address; fd00::1 or fd00::/8",
};

function readAddresses(draft: RuleDraft, option: HeaderOption): AddressList | undefined {
  const [word] = option.values;
  if (word === undefined) return undefined;
  const addresses = [];
  for (const text of word.text.split(",")) {
    const address = parseMaskedAddress(text.trim(), draft.family);
    if (address === undefined) {
      refuse(draft, option, word, `"${text}" is no ${EXAMPLES[draft.family]} would be`);
      return undefined;
    }
    addresses.push(address);
  }
  const others = (draft.source ?? draft.destination)?.addresses.length ?? 1;
  if (addresses.length * others > MOST_RULES) {
    refuse(draft, option, word, `a line makes at most ${MOST_RULES} rules here`);
    return undefined;
  }
  if (addresses.length > 1 && option.inverted) {
    refuse(draft, option, word, "! takes one address, not several");
    return undefined;
  }
  return { addresses, inverted: option.inverted };
}

function readInterface(draft: RuleDraft, option: HeaderOption): InterfaceTest | undefined {
  const [word] = option.values;
  const pattern = parseInterfacePattern(word?.text ?? "");
  if (pattern === undefined) {
    refuse(draft, option, word, `"${word?.text}" is no interface name; it has 1 to 15 characters`);
    return undefined;
  }
  const isAny = pattern.isPrefix && pattern.name === "" && !option.inverted;
  return isAny ? undefined : { ...pattern, inverted: option.inverted };
}

function readProtocol(draft: RuleDraft, option: HeaderOption): void {
  const [word] = option.values;
  const number = parseProtocol(word?.text ?? "");
  if (number === undefined) {
    const why = `"${word?.text}" is no protocol; tcp, udp, icmp or a number from 0 to 255 would be`;
    refuse(draft, option, word, why);
    return;
  }
  if (number === 0 && option.inverted) {
    refuse(draft, option, word, "! -p all would never match");
    return;
  }
  if (number !== 0) draft.protocol = { number, inverted: option.inverted };
}

function readFragment(draft: RuleDraft, option: HeaderOption): void {
  if (draft.family === "IPv6") {
    refuse(draft, option, option.word, "-f is of IPv4; ip6tables has -m frag");
    return;
  }
  draft.fragment = !option.inverted;
}

/** A rule with -4 is no rule to ip6tables, nor one with -6 to iptables: both pass it over. */
function readFamily(draft: RuleDraft, option: HeaderOption): void {
  const family = option.name === "--ipv6" ? "IPv6" : "IPv4";
  if (family === draft.family) return;
  refuse(draft, option, option.word, `${option.word.text} makes it a rule of ${family} alone`);
}

function readCounters(draft: RuleDraft, option: HeaderOption): void {
  const [packets, bytes] = option.values.map(({ text }) =>
    /^\d+$/.test(text) ? Number(text) : -1,
  );
  if (packets === undefined || bytes === undefined || packets < 0 || bytes < 0) {
    refuse(draft, option, option.word, "-c wants two numbers, packets and bytes");
    return;
  }
  draft.counters = { packets, bytes };
}

function refuse(draft: RuleDraft, option: HeaderOption, word: Word | undefined, why: string): void {
  complain(draft, { kind: "other", name: `the value of ${option.word.text}`, word, why });
}
