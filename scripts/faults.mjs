/**
 * Deliberate faults for `npm run mutate`: each replaces one text that has to stand exactly once in a file of the engine
 * by another that is just as well formed and wrong.
 */
const RUN_HOOK = "src/engine/host/runHook.ts";
const HANDLE_PACKET = "src/engine/host/handlePacket.ts";
const NAT_HOOK = "src/engine/host/natHook.ts";
const WALK_TABLE = "src/engine/traversal/walkTable.ts";
const TRANSLATE_PACKET = "src/engine/conntrack/translatePacket.ts";

export const FAULTS = [
  {
    what: "nat comes before mangle in PREROUTING",
    file: RUN_HOOK,
    text: 'PREROUTING: ["raw", "track", "mangle", "nat"],',
    fault: 'PREROUTING: ["raw", "track", "nat", "mangle"],',
  },
  {
    what: "filter comes before nat in OUTPUT",
    file: RUN_HOOK,
    text: 'OUTPUT: ["raw", "track", "mangle", "nat", "filter", "security"],',
    fault: 'OUTPUT: ["raw", "track", "mangle", "filter", "nat", "security"],',
  },
  {
    what: "-m mark forgets its mask",
    file: "src/engine/matches/mark.ts",
    text: "return decide(((packet.mark & mask) >>> 0 === value) !== inverted);",
    fault: "return decide(((packet.mark & ~0) >>> 0 === value) !== inverted);",
  },
  {
    what: "-j MARK clears bits that its mask leaves out",
    file: "src/engine/targets/mark.ts",
    text: "return ((before & ~mask) ^ value) >>> 0;",
    fault: "return value >>> 0;",
  },
  {
    what: "replies are not translated back",
    file: TRANSLATE_PACKET,
    text: "if (connection === undefined || !isTranslated(connection, direction, manip)) return packet;",
    fault:
      'if (connection === undefined || direction === "reply" || !isTranslated(connection, direction, manip)) return packet;',
  },
  {
    what: "the packet that an ICMP error quotes is not translated",
    file: TRANSLATE_PACKET,
    text: "const inner = packet.inner && rewrite(packet.inner, other, opposite(manip));",
    fault: "const inner = packet.inner;",
  },
  {
    what: "a policy DROP lets packets pass",
    file: WALK_TABLE,
    text: '  if (verdict === "ACCEPT") return ACCEPT;\n  const by =',
    fault: "  if (verdict !== undefined) return ACCEPT;\n  const by =",
  },
  {
    what: "-g comes back to its chain as -j does",
    file: WALK_TABLE,
    text: "if (after.isGoto) frames.pop();",
    fault: "",
  },
  {
    what: "RETURN in a base chain accepts, whatever the policy",
    file: WALK_TABLE,
    text: "? endByPolicy(walk, context, base, base.length + 1)",
    fault: "? ACCEPT",
  },
  {
    what: "MASQUERADE takes the address of the interface that the packet came by",
    file: NAT_HOOK,
    text: "return selectAddress(node, outInterface, {",
    fault: "return selectAddress(node, inFlight.inInterface ?? outInterface, {",
  },
  {
    what: "REDIRECT in OUTPUT goes to the interface's address",
    file: NAT_HOOK,
    text: 'if (hook === "OUTPUT") return',
    fault: 'if (hook === "INPUT") return',
  },
  {
    what: "nat is asked again although the mapping is settled",
    file: NAT_HOOK,
    text: 'if (state !== "ESTABLISHED" && !isSettled(connection, manip)) {',
    fault: 'if (state !== "ESTABLISHED") {',
  },
  {
    what: "replies are NEW",
    file: "src/engine/conntrack/trackPacket.ts",
    text: 'return direction === "reply" || connection.seenReply ? "ESTABLISHED" : "NEW";',
    fault: 'return direction === "original" && connection.seenReply ? "ESTABLISHED" : "NEW";',
  },
  {
    what: "the index of long chains looks packets up by their source port",
    file: "src/engine/traversal/ruleKey.ts",
    text: "const { protocol, destinationPort } = packet;",
    fault: "const { protocol, sourcePort: destinationPort } = packet;",
  },
  {
    what: "the index of long chains forgets what stands behind a rule with the same key",
    file: "src/engine/traversal/chainIndex.ts",
    text: "this.nexts[number] = firsts.get(key) ?? 0;",
    fault: "this.nexts[number] = 0;",
  },
  {
    what: "forwarding does not lower the TTL",
    file: HANDLE_PACKET,
    text: "ttl: inFlight.packet.ttl - 1",
    fault: "ttl: inFlight.packet.ttl",
  },
  {
    what: "a RST is made and never sent",
    file: HANDLE_PACKET,
    text: "if (reset !== undefined) kernel.answers.push(reset);",
    fault: "",
  },
  {
    what: "a mark set in mangle OUTPUT does not reroute",
    file: HANDLE_PACKET,
    text: "packet.mark !== before.mark ||",
    fault: "",
  },
  {
    what: "an own address is not LOCAL",
    file: "src/engine/host/addressType.ts",
    text: 'return route.type === "local" ? "LOCAL" : "BROADCAST";',
    fault: 'return route.type === "local" ? "UNICAST" : "BROADCAST";',
  },
  {
    what: "-m statistic --mode nth is one packet early",
    file: "src/engine/matches/statistic.ts",
    text: "return count % every === packet;",
    fault: "return (count + 1) % every === packet;",
  },
  {
    what: "-m recent --update does not update",
    file: "src/engine/matches/recentList.ts",
    text: 'if (spec.action === "--set" || (spec.action === "--update" && answer)) {',
    fault: 'if (spec.action === "--set") {',
  },
  {
    what: "an answer to an untracked packet can be taken by NOTRACK",
    file: "src/engine/host/answers.ts",
    text: 'if (connection?.state === "UNTRACKED") return RELATED_TO_NOTHING;',
    fault: "",
  },
  {
    what: "a segment may acknowledge what conntrack did not see",
    file: "src/engine/conntrack/tcpWindow.ts",
    text: "receiver.upTo === undefined || acknowledges <= receiver.upTo;",
    fault: "receiver.upTo !== null;",
  },
  {
    what: "a refusal by RST leaves the connection open",
    file: HANDLE_PACKET,
    text: "if (connection?.confirmed === true) state.connections.put(",
    fault: "if (connection === null) state.connections.put(",
  },
];
