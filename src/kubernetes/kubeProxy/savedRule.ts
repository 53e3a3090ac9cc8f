import { parseAddress, parseMaskedAddress, printAddress, printMaskedAddress } from "@/engine";
import type { AddressFamily } from "../objects/addressFamily";
import type { ProxyRule, RulePart, RuleTarget } from "./proxyRule";

/**
 * The rule as iptables-save prints it once it is loaded: what stands in the packet's header first, then the matches in
 * the order in which they were written, every value as the kernel keeps it. The engine says the same of any rule; this
 * says it of kube-proxy's alone, without reading them, because a large cluster has hundreds of thousands.
 * Source: iptables 1.8.9 iptables/iptables.c, save_rule.
 */
export function printSavedRule({ chain, parts, target }: ProxyRule, family: AddressFamily): string {
  const found: HeaderWords = {
    source: "",
    destination: "",
    inInterface: "",
    protocol: "",
    port: "",
  };
  for (const part of parts) readHeader(found, part, family);
  const { source, destination, inInterface, protocol } = found;
  let line = `-A ${chain}${source}${destination}${inInterface}${protocol}`;
  for (const part of parts) line += matchWords(part, found.port, family);
  return target === undefined ? line : `${line} -j ${targetWords(target, family)}`;
}

/** What does not stay where it was written: it goes to the front, and the port to its protocol. */
interface HeaderWords {
  source: string;
  destination: string;
  inInterface: string;
  protocol: string;
  port: string;
}

function readHeader(found: HeaderWords, part: RulePart, family: AddressFamily): void {
  switch (part.part) {
    case "source":
      found.source = addressWords("-s", part, family);
      break;
    case "destination":
      found.destination = addressWords("-d", part, family);
      break;
    case "inInterface":
      found.inInterface = `${not(part)} -i ${part.name}`;
      break;
    case "protocol":
      found.protocol = ` -p ${part.protocol}`;
      break;
    case "destinationPort":
      found.port = ` --dport ${part.port}`;
      break;
    default:
  }
}

/** A test that every address passes is not printed. */
function addressWords(
  option: string,
  part: { readonly prefix: string; readonly inverted: boolean },
  family: AddressFamily,
): string {
  const prefix = savedPrefix(part.prefix, family);
  const isOfAll = prefix === "0.0.0.0/0" || prefix === "::/0";
  return isOfAll && !part.inverted ? "" : `${not(part)} ${option} ${prefix}`;
}

function matchWords(part: RulePart, port: string, family: AddressFamily): string {
  switch (part.part) {
    case "comment":
      return ` -m comment --comment ${savedWord(part.text)}`;
    case "protocol":
      return ` -m ${part.protocol}${port}`;
    case "addressType":
      return ` -m addrtype${not(part)} --${part.side}-type LOCAL`;
    case "notBridged":
      return " -m physdev ! --physdev-is-in";
    case "counter":
      // iptables-save prints two blanks here.
      return ` -m nfacct --nfacct-name  ${part.name}`;
    case "mark":
      return ` -m mark${not(part)} --mark ${savedMark(part.mark)}/${savedMark(part.mark)}`;
    case "conntrackState":
      return ` -m conntrack${not(part)} --ctstate ${part.states}`;
    case "random":
      return ` -m statistic --mode random --probability ${savedProbability(part.probability)}`;
    case "recentlySeen":
      return ` -m recent --rcheck --seconds ${part.seconds} --reap --name ${part.list}${OF_SOURCE[family]}`;
    case "remember":
      return ` -m recent --set --name ${part.list}${OF_SOURCE[family]}`;
    default:
      return "";
  }
}

const OF_SOURCE: Readonly<Record<AddressFamily, string>> = {
  IPv4: " --mask 255.255.255.255 --rsource",
  IPv6: " --mask ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff --rsource",
};

function targetWords(target: RuleTarget, family: AddressFamily): string {
  switch (target.target) {
    case "jump":
      return target.chain;
    case "MARK": {
      const mark = savedMark(target.mark);
      return `MARK --set-xmark ${mark}/${target.operation === "xor" ? "0x0" : mark}`;
    }
    case "MASQUERADE":
      return target.isRandomFully ? "MASQUERADE --random-fully" : "MASQUERADE";
    case "DNAT":
      return `DNAT --to-destination ${savedEndpoint(target.destination)}`;
    case "REJECT":
      return `REJECT --reject-with ${family === "IPv6" ? "icmp6" : "icmp"}-port-unreachable`;
    default:
      return target.target;
  }
}

function not(part: { readonly inverted: boolean }): string {
  return part.inverted ? " !" : "";
}

const PLAIN_WORD = /^[\w-]+$/;

/** Source: iptables 1.8.9 libxtables/xtables.c, xtables_save_string. */
function savedWord(text: string): string {
  return PLAIN_WORD.test(text) ? text : `"${text.replaceAll(/["\\']/g, "\\$&")}"`;
}

/** Without leading zeros. */
function savedMark(mark: string): string {
  return `0x${Number(mark).toString(16)}`;
}

const STEPS = 2 ** 31;

/** The kernel keeps a chance in steps of 1/2^31. */
function savedProbability(probability: string): string {
  return (Math.round(Number(probability) * STEPS) / STEPS).toFixed(11);
}

const IPV4_ADDRESS = /^(?:(?:25[0-5]|2[0-4]\d|1?[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** Host bits cleared, a single address with all its bits; what is no prefix stays as it is. */
function savedPrefix(text: string, family: AddressFamily): string {
  if (IPV4_ADDRESS.test(text)) return `${text}/32`;
  const prefix = parseMaskedAddress(text, family);
  return prefix === undefined ? text : printMaskedAddress(prefix);
}

/** `[ip]:port` with the shortest form of the address. */
function savedEndpoint(endpoint: string): string {
  if (!endpoint.startsWith("[")) return endpoint;
  const end = endpoint.lastIndexOf("]");
  const address = parseAddress(endpoint.slice(1, end));
  return address === undefined ? endpoint : `[${printAddress(address)}]${endpoint.slice(end + 1)}`;
}
