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
 * root, takes sudo where there is one, and says of each tool that is missing or fails that it is or does. The README shows it too.
 */
export const COLLECTOR_LINE = `(PATH=$PATH:/usr/sbin:/sbin; S=; [ "$(id -u)" = 0 ] || ! command -v sudo >/dev/null || S=sudo; for c in ${LIST}; do echo "### chainwalk: $c"; if ! command -v \${c%% *} >/dev/null; then echo "# not installed"; else $S $c 2>&1 || echo "# failed with status $?"; fi; done)`;
