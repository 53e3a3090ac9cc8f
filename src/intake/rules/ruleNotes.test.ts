import { expect, test } from "vitest";
import { parseRuleset } from "@/engine";
import { splitSections } from "../sections/splitSections";
import { ruleNotes } from "./ruleNotes";

const notesOf = (text: string) => ruleNotes(splitSections(text), [parseRuleset(text).ruleset]);

test("nft's rules are recognised, and it is said that none of them is walked and what would be", () => {
  const ofIptables = "table ip nat {\n\tchain POSTROUTING {\n\t}\n}\ntable inet own {\n}";
  expect(notesOf(ofIptables)).toEqual([expect.stringContaining("the tables ip nat, inet own;")]);
  expect(notesOf(ofIptables)[0]).toContain("iptables-nft-save");
  expect(notesOf("table ip kube-proxy {\n}")[0]).toContain("nftables mode");
  expect(notesOf("table inet firewalld {\n}")[0]).toContain("beside");
});

test("a node where eBPF or ipvs decides is told from its chains", () => {
  expect(notesOf("*nat\n:CILIUM_POST_nat - [0:0]\nCOMMIT")[0]).toContain("eBPF");
  expect(notesOf("*nat\n:KUBE-LOAD-BALANCER - [0:0]\nCOMMIT")[0]).toContain("ipvsadm");
  expect(notesOf("*nat\n:CILIUM_POST_nat - [0:0]\n:KUBE-SVC-A - [0:0]\nCOMMIT")).toEqual([]);
  expect(notesOf("-A INPUT -j DROP")).toEqual([]);
});
