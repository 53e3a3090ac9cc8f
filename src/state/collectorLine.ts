/** What the line runs, in this order; the first names the node. */
const COMMANDS = [
  "hostname",
  "ip -d addr show",
  "ip route show table all",
  "ip -6 route show table all",
  "ip rule show",
  "ip -6 rule show",
  "sysctl -a",
  "iptables-save -c",
  "ip6tables-save -c",
  "iptables-legacy-save -c",
  "ip6tables-legacy-save -c",
  "iptables-nft-save -c",
  "ip6tables-nft-save -c",
  "ipset save",
  "conntrack -L -f ipv4",
  "conntrack -L -f ipv6",
  "ipvsadm -Ln",
  "kubectl get nodes,pods -A -o wide --request-timeout=5s",
];

const LIST = COMMANDS.map((command) => (command.includes(" ") ? `'${command}'` : command)).join(
  " ",
);

/**
 * One line for any POSIX shell that prints all that Chainwalk reads of a node, in sections. It changes nothing, starts without
 * root, takes sudo where there is one, and says of each tool that is missing or fails that it is or does. Of the two back ends of iptables it asks the one behind
 * `iptables-save` once: `D` holds what was asked, each tool by the file behind its name. The README shows it too.
 */
export const COLLECTOR_LINE = `(PATH=$PATH:/usr/sbin:/sbin; D=; S=; [ "$(id -u)" = 0 ] || ! command -v sudo >/dev/null || S=sudo; for c in ${LIST}; do k="|$(readlink -f "$(command -v \${c%% *})" 2>/dev/null) \${c%%tables*}|"; case "$D" in *"$k"*) continue;; esac; D="$D$k"; echo "### chainwalk: $c"; if ! command -v \${c%% *} >/dev/null; then echo "# not installed"; else $S $c 2>&1 || echo "# failed with status $?"; fi; done)`;
