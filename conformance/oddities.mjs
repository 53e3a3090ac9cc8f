/**
 * Oddities to be planted into what kube-proxy wrote: each takes the lines of an iptables-save text and gives them changed,
 * or undefined where the text has not what it needs. `check` is who must find it.
 */

const rulesOf = (lines, start) => lines.filter((line) => line.startsWith(`-A ${start}`));
const without = (lines, gone) => lines.filter((line) => line !== gone);
const before = (lines, found, ...added) => {
  const at = lines.findIndex((line) => line.startsWith(found));
  return at < 0 ? undefined : [...lines.slice(0, at), ...added, ...lines.slice(at)];
};
const replaced = (lines, isWanted, change) => {
  const at = lines.findIndex(isWanted);
  return at < 0 ? undefined : lines.with(at, change(lines[at]));
};
/** Adds a chain and rules to a table: in front of the first rules of some chain in it. */
const inTable = (lines, table, { chain, first, rules }) => {
  const at = lines.indexOf(`*${table}`);
  const length = lines.slice(at).indexOf("COMMIT");
  if (at < 0) return undefined;
  const part = lines.slice(at, at + length);
  const named = chain === undefined ? part : [part[0], `:${chain} - [0:0]`, ...part.slice(1)];
  const filled = before(named, `-A ${first}`, ...rules);
  return filled && [...lines.slice(0, at), ...filled, ...lines.slice(at + length)];
};

/** A chain that some rules jump to. */
const calledChain = (lines, prefix) =>
  lines
    .map((line) => / -j (KUBE-\S+)/.exec(line)?.[1])
    .find((name) => name?.startsWith(prefix) && rulesOf(lines, `${name} `).length > 0);

const CHANCE = / -m statistic --mode random --probability \S+/;
/** Takes the chance from the first rule that balances and comes `place` rules behind another with one. */
const withoutChance = (lines, place) => {
  const chainOf = (line = "") => (CHANCE.test(line) ? line.split(" ")[1] : undefined);
  const isIt = (line, at) =>
    chainOf(line) !== undefined &&
    chainOf(lines[at - place - 1]) !== chainOf(line) &&
    lines.slice(at - place, at).every((one) => chainOf(one) === chainOf(line));
  const at = lines.findIndex(isIt);
  return at < 0 ? undefined : lines.with(at, lines[at].replace(CHANCE, ""));
};

export const ODDITIES = [
  {
    name: "an endpoint's chain is gone",
    check: "missing-chain",
    plant(lines) {
      const chain = calledChain(lines, "KUBE-SEP-");
      return (
        chain && lines.filter((l) => !l.startsWith(`:${chain} `) && !l.startsWith(`-A ${chain} `))
      );
    },
  },
  {
    name: "the rules that lead to a Service are gone",
    check: "unreached-chain",
    plant(lines) {
      const chain = calledChain(lines, "KUBE-SVC-");
      return chain && lines.filter((line) => !line.endsWith(` -j ${chain}`));
    },
  },
  {
    name: "POSTROUTING does not lead to KUBE-POSTROUTING",
    check: "unreached-chain",
    plant: (lines) => lines.filter((line) => !line.endsWith("-j KUBE-POSTROUTING")),
  },
  {
    name: "a RETURN before all Services",
    check: "shadowed-rule",
    plant: (lines) =>
      inTable(lines, "nat", { first: "KUBE-SERVICES ", rules: ["-A KUBE-SERVICES -j RETURN"] }),
  },
  {
    name: "an endpoint gets a fifth where it should get a half",
    check: "uneven-ladder",
    plant: (lines) =>
      replaced(
        lines,
        (line) => line.includes("--probability 0.50000000000"),
        (line) => line.replace("0.50000000000", "0.20000000019"),
      ),
  },
  {
    name: "the last endpoint's rule is gone",
    check: "uneven-ladder",
    plant(lines) {
      const at = lines.findIndex(
        (line, index) =>
          /^-A KUBE-(?:SVC|SVL|XLB)-/.test(line) &&
          !line.includes("--probability") &&
          (lines[index - 1] ?? "").includes("--probability") &&
          line.split(" ")[1] === lines[index - 1]?.split(" ")[1],
      );
      return at < 0 ? undefined : lines.toSpliced(at, 1);
    },
  },
  {
    name: "the first endpoint has no probability and takes all",
    check: "uneven-ladder",
    plant: (lines) => withoutChance(lines, 0),
  },
  {
    name: "the second endpoint has no probability and takes the rest",
    check: "uneven-ladder",
    plant: (lines) => withoutChance(lines, 1),
  },
  {
    name: "nobody leads to the node ports",
    check: "unreached-chain",
    plant(lines) {
      const isMeant = lines.some((line) => /^-A KUBE-NODEPORTS .* -j KUBE-/.test(line));
      const isJump = (line) => /^-A KUBE-SERVICES .* -j KUBE-NODEPORTS$/.test(line);
      return isMeant && lines.some(isJump) ? lines.filter((line) => !isJump(line)) : undefined;
    },
  },
  {
    name: "an endpoint without its DNAT",
    check: "endpoint",
    plant(lines) {
      const rule = lines.find((line) => line.includes(" -j DNAT "));
      return rule && without(lines, rule);
    },
  },
  {
    name: "an endpoint without the mark for its own connections",
    check: "endpoint",
    plant(lines) {
      const rule = lines.find((l) => l.startsWith("-A KUBE-SEP-") && l.endsWith("KUBE-MARK-MASQ"));
      return rule && without(lines, rule);
    },
  },
  {
    name: "KUBE-MARK-MASQ sets another bit",
    check: "masquerade",
    plant: (lines) =>
      replaced(
        lines,
        (line) => line.startsWith("-A KUBE-MARK-MASQ "),
        () => "-A KUBE-MARK-MASQ -j MARK --set-xmark 0x2000000/0x2000000",
      ),
  },
  {
    name: "KUBE-POSTROUTING without MASQUERADE",
    check: "masquerade",
    plant(lines) {
      const rule = lines.find(
        (l) => l.startsWith("-A KUBE-POSTROUTING") && l.includes("MASQUERADE"),
      );
      return rule && without(lines, rule);
    },
  },
  {
    name: "node ports before the Services",
    check: "node-ports-last",
    plant(lines) {
      const rule = rulesOf(lines, "KUBE-SERVICES ").find((line) =>
        line.endsWith("-j KUBE-NODEPORTS"),
      );
      const others = lines.some((line) =>
        /^-A KUBE-SERVICES .* -j KUBE-(?:SVC|EXT|FW|XLB)-/.test(line),
      );
      if (rule === undefined || !others) return undefined;
      return inTable(without(lines, rule), "nat", { first: "KUBE-SERVICES ", rules: [rule] });
    },
  },
  {
    name: "hostPorts before Services",
    check: "host-port-first",
    plant: (lines) =>
      inTable(lines, "nat", {
        chain: "CNI-HOSTPORT-DNAT",
        first: "PREROUTING ",
        rules: ["-A PREROUTING -m addrtype --dst-type LOCAL -j CNI-HOSTPORT-DNAT"],
      }),
  },
  {
    name: "PREROUTING does not lead to Services",
    check: "service-jump",
    plant: (lines) => lines.filter((line) => !/^-A PREROUTING .*-j KUBE-SERVICES$/.test(line)),
  },
  {
    name: "a rule of PREROUTING accepts what is for Services",
    check: "taken-before-services",
    plant: (lines) =>
      lines.some((line) => /^-A KUBE-SERVICES -d .* -p tcp .* -j KUBE-SVC-/.test(line))
        ? inTable(lines, "nat", { first: "PREROUTING ", rules: ["-A PREROUTING -p tcp -j ACCEPT"] })
        : undefined,
  },
  {
    name: "a last rule of FORWARD drops all",
    check: "forward-drop",
    plant(lines) {
      const at = lines.findLastIndex((line) => line.startsWith("-A FORWARD "));
      const rule = "-A FORWARD -j DROP";
      return at < 0 ? undefined : lines.toSpliced(at + 1, 0, rule);
    },
  },
  {
    name: "FORWARD drops",
    check: "forward-drop",
    plant: (lines) => lines.map((line) => line.replace(/^:FORWARD ACCEPT/, ":FORWARD DROP")),
  },
  {
    name: "a second back end",
    check: "two-back-ends",
    plant: (lines) => [
      ...lines,
      "# Warning: iptables-legacy tables present, use iptables-legacy-save to see them",
    ],
  },
  {
    name: "a DNAT that iptables cannot print",
    check: "unsupported-revision",
    plant: (lines) =>
      replaced(
        lines,
        (line) => line.includes(" -j DNAT "),
        (line) => line.replace(/ -j DNAT .*/, " -j DNAT [unsupported revision]"),
      ),
  },
  {
    name: "a mark that nobody uses",
    check: "mark",
    plant: (lines) =>
      inTable(lines, "nat", {
        first: "KUBE-SERVICES ",
        rules: ["-A KUBE-SERVICES -p tcp -j MARK --set-xmark 0x2000000/0x2000000"],
      }),
  },
  {
    name: "a mark that nobody sets",
    check: "mark",
    plant: (lines) =>
      inTable(lines, "filter", {
        first: "KUBE-FORWARD ",
        rules: ["-A KUBE-FORWARD -m mark --mark 0x2000000/0x2000000 -j DROP"],
      }),
  },
  {
    name: "a Service that leads back to the start",
    check: "loop",
    plant(lines) {
      const chain = calledChain(lines, "KUBE-SVC-");
      return (
        chain &&
        inTable(lines, "nat", { first: `${chain} `, rules: [`-A ${chain} -j KUBE-SERVICES`] })
      );
    },
  },
  {
    name: "chains of two versions",
    check: "two-versions",
    plant(lines) {
      const [old, newer] = ["KUBE-XLB-AAAAAAAAAAAAAAAA", "KUBE-EXT-AAAAAAAAAAAAAAAA"];
      const rule = (port, chain) =>
        `-A KUBE-SERVICES -d 192.0.2.9/32 -p tcp -m tcp --dport ${port} -j ${chain}`;
      const first = inTable(lines, "nat", {
        chain: old,
        first: "KUBE-SERVICES ",
        rules: [rule(1, old)],
      });
      return (
        first &&
        inTable(first, "nat", { chain: newer, first: "KUBE-SERVICES ", rules: [rule(2, newer)] })
      );
    },
  },
  {
    name: "Calico behind kube-proxy",
    check: "chain-order",
    plant: (lines) =>
      inTable(
        [...lines].map((line) => line),
        "filter",
        { chain: "cali-FORWARD", first: "FORWARD ", rules: ["-A FORWARD -j cali-FORWARD"] },
      ),
  },
];
