import { type AddressFamily, familyOf } from "../objects/addressFamily";
import { containsAddress } from "../objects/cidr";
import { settingOrigin } from "./fixedFilterRules";
import { loopbackRange, opensLocalhost, type ProxyContext } from "./proxyContext";
import type { ProxyRule, RulePart } from "./proxyRule";
import {
  comment,
  destination,
  jumpTo,
  localDestination,
  masqueradeMark,
  notDestination,
} from "./rulePart";

/** The chains of the nat table that are always there, in the order of the payload. */
export const FIXED_NAT_CHAINS = [
  "KUBE-SERVICES",
  "KUBE-NODEPORTS",
  "KUBE-POSTROUTING",
  "KUBE-MARK-MASQ",
] as const;

/** Masquerades what was marked. */
export function masqueradeRules(context: ProxyContext): readonly ProxyRule[] {
  const mark = masqueradeMark(context.settings);
  return context.features.clearsMarkBeforeMasquerading
    ? unmarkingRules(context, mark)
    : markTestingRules(context, mark);
}

const ORIGIN = settingOrigin("iptables.masqueradeBit");
const POSTROUTING = { table: "nat", chain: "KUBE-POSTROUTING", origin: ORIGIN } as const;
const MASQUERADE_COMMENT = "kubernetes service traffic requiring SNAT";

/** Takes the mark off first, so that it cannot be met twice. */
function unmarkingRules({ settings }: ProxyContext, mark: string): readonly ProxyRule[] {
  return [
    {
      ...POSTROUTING,
      parts: [{ part: "mark", mark, inverted: true }],
      target: { target: "RETURN" },
    },
    { ...POSTROUTING, parts: [], target: { target: "MARK", operation: "xor", mark } },
    {
      ...POSTROUTING,
      parts: [comment(MASQUERADE_COMMENT)],
      target: { target: "MASQUERADE", isRandomFully: settings.hasRandomFully },
    },
    markRule("or", mark),
  ];
}

function markTestingRules({ settings }: ProxyContext, mark: string): readonly ProxyRule[] {
  return [
    {
      ...POSTROUTING,
      parts: [comment(MASQUERADE_COMMENT), { part: "mark", mark, inverted: false }],
      target: { target: "MASQUERADE", isRandomFully: settings.hasRandomFully },
    },
    markRule("set", mark),
  ];
}

function markRule(operation: "or" | "set", mark: string): ProxyRule {
  return {
    table: "nat",
    chain: "KUBE-MARK-MASQ",
    parts: [],
    target: { target: "MARK", operation, mark },
    origin: ORIGIN,
  };
}

/** The last rules of KUBE-SERVICES: whatever is for this node may be for a node port. */
export function nodePortsJumpRules(context: ProxyContext): readonly ProxyRule[] {
  return nodePortDestinations(context).map((parts) => ({
    table: "nat",
    chain: "KUBE-SERVICES",
    parts: [
      comment("kubernetes service nodeports; NOTE: this must be the last rule in this chain"),
      ...parts,
    ],
    target: jumpTo("KUBE-NODEPORTS"),
    origin: settingOrigin("nodePortAddresses"),
  }));
}

const ALL_ADDRESSES: Readonly<Record<AddressFamily, string>> = { IPv4: "0.0.0.0/0", IPv6: "::/0" };
const LOOPBACK: Readonly<Record<AddressFamily, string>> = { IPv4: "127.0.0.1", IPv6: "::1" };

function nodePortDestinations(context: ProxyContext): readonly (readonly RulePart[])[] {
  const { family, settings, nodeAddresses } = context;
  const prefixes = settings.nodePortAddresses.filter((prefix) => familyOf(prefix) === family);
  const opensLoopback = opensLocalhost(context);
  if (prefixes.length === 0 || prefixes.includes(ALL_ADDRESSES[family])) {
    const local = [localDestination()];
    return [opensLoopback ? local : [...local, notDestination(loopbackRange(context))]];
  }
  const addresses = opensLoopback ? [...nodeAddresses, LOOPBACK[family]] : nodeAddresses;
  return addresses
    .filter((address) => prefixes.some((prefix) => containsAddress(prefix, address)))
    .map((address) => [destination(address)]);
}
