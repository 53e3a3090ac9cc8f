import { expect, test } from "vitest";
import { parseAddress } from "../net/address";
import { emptyRuleset } from "../ruleset/emptyRuleset";
import { parseRuleset } from "../ruleset/parseRuleset";
import { buildWorld } from "./buildWorld";
import { replaceRules } from "./replaceRules";
import { sendPacket } from "./sendPacket";
import type { WorldSpec } from "./worldSpec";

const DROPPING =
  "*filter\n:INPUT DROP [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n";
const TRACKING =
  "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -m conntrack --ctstate NEW -j DROP\nCOMMIT\n";

function spec(rules: string): WorldSpec {
  return {
    nodes: [
      {
        name: "node",
        interfaces: [{ name: "eth0", addresses: ["192.0.2.1/24"], network: "lan" }],
        routes: [],
        sysctls: {},
        rules: parseRuleset(rules).ruleset,
        ipsets: [],
      },
    ],
    hosts: [{ name: "client", network: "lan", addresses: ["192.0.2.9"] }],
    conntrack: "auto",
  };
}

test.each([DROPPING, TRACKING, ""])(
  "replaced rules are walked as if built with them: %j",
  (rules) => {
    const before = buildWorld(spec(rules === "" ? DROPPING : "")).world;
    const replaced = replaceRules(before, "auto", (_, family) =>
      family === "IPv4" ? parseRuleset(rules).ruleset : emptyRuleset(family),
    );
    const built = buildWorld(spec(rules)).world;
    const destination = parseAddress("192.0.2.1");
    if (destination === undefined) throw new Error("an address is expected");
    const request = { from: "client", destination, protocol: 6, destinationPort: 80, replies: 1 };
    const walk = (world: typeof built) =>
      sendPacket(world, request, { kind: "seed", seed: 1 }).trace;
    expect(walk(replaced)).toEqual(walk(built));
  },
);
