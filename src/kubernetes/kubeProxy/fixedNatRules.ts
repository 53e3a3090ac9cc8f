import { containsAddress } from "../objects/cidr";
import { allowsLocalhostNodePorts } from "../objects/proxySettings";
import { settingOrigin } from "./fixedFilterRules";
import type { ProxyContext } from "./proxyContext";
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

/** Masquerades what was marked, and takes the mark off first so that it cannot be met twice. */
export function masqueradeRules({ settings }: ProxyContext): readonly ProxyRule[] {
  const mark = masqueradeMark(settings);
  const origin = settingOrigin("iptables.masqueradeBit");
  const postrouting = { table: "nat", chain: "KUBE-POSTROUTING", origin } as const;
  return [
    {
      ...postrouting,
      parts: [{ part: "mark", mark, inverted: true }],
      target: { target: "RETURN" },
    },
    { ...postrouting, parts: [], target: { target: "MARK", operation: "xor", mark } },
    {
      ...postrouting,
      parts: [comment("kubernetes service traffic requiring SNAT")],
      target: { target: "MASQUERADE", isRandomFully: settings.hasRandomFully },
    },
    {
      table: "nat",
      chain: "KUBE-MARK-MASQ",
      parts: [],
      target: { target: "MARK", operation: "or", mark },
      origin,
    },
  ];
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

const ALL_ADDRESSES = "0.0.0.0/0";
const LOOPBACK = "127.0.0.1";

function nodePortDestinations(context: ProxyContext): readonly (readonly RulePart[])[] {
  const { nodePortAddresses } = context.settings;
  const allowsLocalhost = allowsLocalhostNodePorts(context.settings);
  if (nodePortAddresses.length === 0 || nodePortAddresses.includes(ALL_ADDRESSES)) {
    const local = [localDestination()];
    return [allowsLocalhost ? local : [...local, notDestination("127.0.0.0/8")]];
  }
  const addresses = allowsLocalhost ? [...context.nodeAddresses, LOOPBACK] : context.nodeAddresses;
  return addresses
    .filter((address) => nodePortAddresses.some((prefix) => containsAddress(prefix, address)))
    .map((address) => [destination(address)]);
}
