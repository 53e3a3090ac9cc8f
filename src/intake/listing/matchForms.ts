import {
  type DetailForm,
  form,
  formOf,
  not,
  orderedForm,
  quoted,
  type Wording,
} from "./detailForm";
import { chunkNames } from "./sctpChunkNames";
import { flagNames } from "./tcpFlagNames";

/** Behind a word: a blank or the end. */
const END = String.raw`(?=\s|$)`;

const PORTS: readonly Wording[] = [
  [/^spts?:(!?)(\S+?)(?=flags:|\s|$)/, ([, sign, ports]) => `${not(sign)}--sport ${ports}`],
  [/^dpts?:(!?)(\S+?)(?=flags:|\s|$)/, ([, sign, ports]) => `${not(sign)}--dport ${ports}`],
];

const TCP: readonly Wording[] = [
  ...PORTS,
  [
    /^flags:\s*(!?)([^\s/]+)\/(\S+)/,
    ([, sign, mask = "", set = ""]) =>
      `${not(sign)}--tcp-flags ${flagNames(mask)} ${flagNames(set)}`,
  ],
  [/^option=(!?)(\d+)/, ([, sign, option]) => `${not(sign)}--tcp-option ${option}`],
];

const SCTP: readonly Wording[] = [
  ...PORTS,
  [
    /^(! ?)?(all|any|only) (\S+)/,
    ([, sign, how, chunks = ""]) => `${not(sign)}--chunk-types ${how} ${chunkNames(chunks)}`,
  ],
];

/** In the order of printing. Source: iptables 1.8.9 extensions/libxt_conntrack.c, conntrack_dump. */
const CONNTRACK: readonly Wording[] = [
  "ctstate",
  "ctproto",
  "ctorigsrc",
  "ctorigdst",
  "ctreplsrc",
  "ctrepldst",
  "ctorigsrcport",
  "ctorigdstport",
  "ctreplsrcport",
  "ctrepldstport",
  "ctstatus",
  "ctexpire",
  "ctdir",
].map((name) => [
  new RegExp(`^(! )?${name} (\\S+)`),
  ([, sign, value]) => `${not(sign)}--${name} ${value}`,
]);

const ADDRTYPE: readonly Wording[] = [
  [/^src-type (!?)(\S+)/, ([, sign, types]) => `${not(sign)}--src-type ${types}`],
  [/^dst-type (!?)(\S+)/, ([, sign, types]) => `${not(sign)}--dst-type ${types}`],
  [/^limit-in\b/, () => "--limit-iface-in"],
  [/^limit-out\b/, () => "--limit-iface-out"],
];

const IPRANGE: readonly Wording[] = [
  [/^source IP range (! )?(\S+)/, ([, sign, range]) => `${not(sign)}--src-range ${range}`],
  [/^destination IP range (! )?(\S+)/, ([, sign, range]) => `${not(sign)}--dst-range ${range}`],
];

const OWNER: readonly Wording[] = [
  [/^(! )?owner UID match (\S+)/, ([, sign, user]) => `${not(sign)}--uid-owner ${user}`],
  [/^(! )?owner GID match (\S+)/, ([, sign, group]) => `${not(sign)}--gid-owner ${group}`],
  [/^(! )?owner socket exists/, ([, sign]) => `${not(sign)}--socket-exists`],
  [/^incl\. suppl\. groups/, () => "--suppl-groups"],
];

const ICMP = String.raw`(?:\s?(!?) ?type (\d+)(?: code (\d+))?| (!?)([a-z][\w-]+))${END}`;

function icmpType(option: string, anyType: string): (groups: readonly string[]) => string {
  return ([, sign, type, code, nameSign, name]) => {
    if (name !== "") return `${not(nameSign)}${option} ${name}`;
    const number = type === anyType ? "any" : type;
    return `${not(sign)}${option} ${number}${code === "" ? "" : `/${code}`}`;
  };
}

const HOPS: Readonly<Record<string, string>> = { "==": "eq", "!=": "eq", "<": "lt", ">": "gt" };

function hopsLeft(option: string): (groups: readonly string[]) => string {
  return ([, sign = "", count]) => `${not(sign)}--${option}-${HOPS[sign]} ${count}`;
}

/** How each match prints itself. Seen: iptables 1.8.9, every option of every match; older spellings where they differ. */
export const MATCH_FORMS: readonly DetailForm[] = [
  form(/^\/\* (.*?) \*\/(?=\s|$)/, ([, text = ""]) => `-m comment --comment ${quoted(text)}`),
  formOf({ name: "-m tcp", start: /^tcp(?=\s|flags:|$)/ }, TCP),
  formOf({ name: "-m udp", start: /^udp(?=\s|$)/ }, PORTS),
  formOf({ name: "-m sctp", start: /^sctp(?=\s|$)/ }, SCTP),
  orderedForm("-m conntrack", CONNTRACK),
  form(/^(! )?state (\S+)/, ([, sign, states]) => `-m state ${not(sign)}--state ${states}`),
  form(/^mark match (! ?)?(\S+)/i, ([, sign, mark]) => `-m mark ${not(sign)}--mark ${mark}`),
  form(
    /^connmark match\s+(! ?)?(\S+)/i,
    ([, sign, mark]) => `-m connmark ${not(sign)}--mark ${mark}`,
  ),
  formOf({ name: "-m addrtype", start: /^ADDRTYPE match(?=\s)/ }, ADDRTYPE),
  form(
    /^multiport (sports|dports|ports)\s+(! ?)?(\S+)/,
    ([, which, sign, ports]) => `-m multiport ${not(sign)}--${which} ${ports}`,
  ),
  form(
    /^statistic mode random (! )?probability (\S+)/,
    ([, sign, chance]) => `-m statistic --mode random ${not(sign)}--probability ${chance}`,
  ),
  form(
    /^statistic mode nth (! )?every (\d+)(?: packet (\d+))?/,
    ([, sign, every, packet]) =>
      `-m statistic --mode nth ${not(sign)}--every ${every} --packet ${packet || "0"}`,
  ),
  form(new RegExp(`^icmp${ICMP}`), (groups) => `-m icmp ${icmpType("--icmp-type", "255")(groups)}`),
  form(
    new RegExp(`^(?:ipv6-icmp|icmpv6)${ICMP}`),
    (groups) => `-m icmp6 ${icmpType("--icmpv6-type", "")(groups)}`,
  ),
  formOf({ name: "-m iprange" }, IPRANGE),
  form(/^length (!?)(\S+)/, ([, sign, range]) => `-m length ${not(sign)}--length ${range}`),
  form(
    /^limit: avg (\S+) burst (\d+)/,
    ([, rate, burst]) => `-m limit --limit ${rate} --limit-burst ${burst}`,
  ),
  form(
    /^MAC\s*(! ?)?([\da-fA-F]{2}(?::[\da-fA-F]{2}){5})/,
    ([, sign, address]) => `-m mac ${not(sign)}--mac-source ${address}`,
  ),
  formOf({ name: "-m owner" }, OWNER),
  form(/^PKTTYPE (!?)= (\S+)/, ([, sign, type]) => `-m pkttype ${not(sign)}--pkt-type ${type}`),
  form(/^(! )?realm (\S+)/, ([, sign, realm]) => `-m realm ${not(sign)}--realm ${realm}`),
  form(/^TTL match TTL (==|!=|<|>) (\d+)/, (groups) => `-m ttl ${hopsLeft("ttl")(groups)}`),
  form(/^HL match HL (==|!=|<|>) (\d+)/, (groups) => `-m hl ${hopsLeft("hl")(groups)}`),
  form(/^tos match\s*(!?)(\S+)/, ([, sign, tos]) => `-m tos ${not(sign)}--tos ${tos}`),
  form(/^DSCP match (!?)(\S+)/, ([, sign, dscp]) => `-m dscp ${not(sign)}--dscp ${dscp}`),
  form(/^cpu (! )?(\d+)/, ([, sign, cpu]) => `-m cpu ${not(sign)}--cpu ${cpu}`),
  form(
    /^#conn (src|dst)\/(\d+) (>|<=) (\d+)/,
    ([, side, bits, sign, count]) =>
      `-m connlimit --connlimit-${sign === ">" ? "above" : "upto"} ${count} --connlimit-mask ${bits} --connlimit-${side === "src" ? "s" : "d"}addr`,
  ),
  form(/^u32 (! )?("(?:[^"\\]|\\.)*")/, ([, sign, tests]) => `-m u32 ${not(sign)}--u32 ${tests}`),
  form(/^nfacct-name\s+(\S+)/, ([, name]) => `-m nfacct --nfacct-name ${name}`),
  form(
    /^match bpf ((?:\d+ \d+ \d+ \d+,?)+)/,
    ([, code = ""]) => `-m bpf --bytecode "${code.split(",").length},${code}"`,
  ),
];
