/** IP protocol numbers that the rules of a node speak of. */
export const ICMP = 1;
export const IGMP = 2;
export const TCP = 6;
export const UDP = 17;
export const ICMPV6 = 58;
export const DCCP = 33;
export const SCTP = 132;
export const UDPLITE = 136;

/**
 * Numbers and names as iptables prints them.
 * Source: Debian netbase /etc/protocols, which iptables asks through getprotobynumber(3).
 */
const NAMES = new Map<number, string>(
  Object.entries({
    icmp: 1,
    igmp: 2,
    ggp: 3,
    ipencap: 4,
    st: 5,
    tcp: 6,
    egp: 8,
    igp: 9,
    pup: 12,
    udp: 17,
    hmp: 20,
    "xns-idp": 22,
    rdp: 27,
    "iso-tp4": 29,
    dccp: 33,
    xtp: 36,
    ddp: 37,
    "idpr-cmtp": 38,
    ipv6: 41,
    "ipv6-route": 43,
    "ipv6-frag": 44,
    idrp: 45,
    rsvp: 46,
    gre: 47,
    esp: 50,
    ah: 51,
    skip: 57,
    "ipv6-icmp": 58,
    "ipv6-nonxt": 59,
    "ipv6-opts": 60,
    rspf: 73,
    vmtp: 81,
    eigrp: 88,
    ospf: 89,
    "ax.25": 93,
    ipip: 94,
    etherip: 97,
    encap: 98,
    pim: 103,
    ipcomp: 108,
    vrrp: 112,
    l2tp: 115,
    isis: 124,
    sctp: 132,
    fc: 133,
    "mobility-header": 135,
    udplite: 136,
    "mpls-in-ip": 137,
    manet: 138,
    hip: 139,
    shim6: 140,
    wesp: 141,
    rohc: 142,
    ethernet: 143,
  }).map(([name, number]) => [number, name]),
);

const NUMBERS = new Map<string, number>([
  ...Array.from(NAMES, ([number, name]) => [name, number] as const),
  ["all", 0],
  ["ip", 0],
  // As Red Hat's /etc/protocols, and so its iptables-save, has it.
  ["ipv4", 4],
  ["icmpv6", 58],
  ["ipv6-mh", 135],
  ["mh", 135],
]);

/** Reads `tcp`, `TCP`, `6`; 0 is `all`. Undefined for an unknown name or a number above 255. */
export function parseProtocol(text: string): number | undefined {
  if (/^(0x[\da-f]+|\d+)$/i.test(text)) {
    const number = Number(text);
    return number <= 255 ? number : undefined;
  }
  return NUMBERS.get(text.toLowerCase());
}

/** The name of a protocol, or its number where it has none. */
export function printProtocol(number: number): string {
  return NAMES.get(number) ?? String(number);
}

/** Whether the protocol is ICMP, of either family: its messages have a type and a code, and echoes an identifier. */
export function isIcmp(protocol: number): boolean {
  return protocol === ICMP || protocol === ICMPV6;
}

/** Whether the protocol's header begins with a source and a destination port. */
export function hasPorts(protocol: number): boolean {
  return (
    protocol === TCP ||
    protocol === UDP ||
    protocol === SCTP ||
    protocol === DCCP ||
    protocol === UDPLITE
  );
}
