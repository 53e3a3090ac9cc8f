import { type Ruleset, TABLES } from "@/engine";
import type { Section } from "../sections/section";

/**
 * What has to be said of rules that other programs than iptables decide, as sentences: nftables' own rules, nodes where
 * eBPF or IPVS does the work of kube-proxy's chains.
 */
export function ruleNotes(
  sections: readonly Section[],
  rulesets: readonly Ruleset[],
): readonly string[] {
  const nft = sections.filter(({ kind }) => kind === "nft");
  return [
    ...(nft.length > 0 ? [nftNote(nft.map(({ text }) => text).join("\n"))] : []),
    ...rulesets.flatMap(rulesetNotes),
  ];
}

const NFT_TABLE = /^[ \t]*table (\w+) (\S+) \{/gm;

function nftNote(text: string): string {
  const tables = [...text.matchAll(NFT_TABLE)].map(([, family = "", name = ""]) => ({
    family,
    name,
  }));
  const isOfIptables = ({ family, name }: { family: string; name: string }) =>
    (family === "ip" || family === "ip6") && TABLES.some((table) => table === name);
  const said = tables.map(({ family, name }) => `${family} ${name}`).join(", ");
  const first = `nft list ruleset shows the tables ${said}; nft's own language is not read here, so none of its rules is walked.`;
  if (tables.some(isOfIptables))
    return `${first} Those named like tables of iptables were written by iptables-nft: iptables-nft-save prints them as rules that can be walked.`;
  if (tables.some(({ name }) => name === "kube-proxy"))
    return `${first} kube-proxy runs in its nftables mode here, so iptables has no rules for Services.`;
  return `${first} They act beside the rules of iptables, before or behind them.`;
}

function rulesetNotes({ tables }: Ruleset): readonly string[] {
  const chains = tables.flatMap((table) => table.chains);
  const has = (start: string) => chains.some(({ name }) => name.startsWith(start));
  if (has("KUBE-SVC-")) return [];
  if (has("KUBE-LOAD-BALANCER") || has("KUBE-NODE-PORT"))
    return [
      "kube-proxy runs in its ipvs mode here: the rules only mark and masquerade. Where a Service leads stands in ipvsadm -Ln, and which addresses are Services' in ipset save.",
    ];
  if (has("CILIUM_") || has("cilium-"))
    return [
      "These are the few rules that Cilium keeps on a node. Without KUBE-SVC chains, Services are translated by eBPF programs at sockets and interfaces: a packet to a Service is changed there, and no rule shows it.",
    ];
  return [];
}
