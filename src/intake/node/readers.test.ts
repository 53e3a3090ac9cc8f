import { expect, test } from "vitest";
import type { Section } from "../sections/section";
import { splitSections } from "../sections/splitSections";
import { readConnections } from "./readConnections";
import { readListedIpsets, readSavedIpsets } from "./readIpsets";
import { namesOfAddresses, readKubectlTable } from "./readKubectlTable";
import { mergeLinks, readLinks } from "./readLinks";
import { readRoutes } from "./readRoutes";
import { readRoutingRules } from "./readRoutingRules";
import { readSysctls } from "./readSysctls";
import { readVirtualServers } from "./readVirtualServers";
import { RouteTableNumbers } from "./routeTableNumbers";

/** The section of what a command printed. Its first line is the second of the pasted text. */
function output(command: string, text: string): Section {
  const [section] = splitSections(`### chainwalk: ${command}\n${text}`);
  if (section === undefined) throw new Error("there is a section");
  return section;
}

const IP_ADDR = `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
2: eth0@if9: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default qlen 1000
    link/ether 8e:a2:71:4b:c9:50 brd ff:ff:ff:ff:ff:ff link-netnsid 0
    altname enp0s3
    inet 10.0.0.10/24 brd 10.0.0.255 scope global eth0
       valid_lft forever preferred_lft forever
    inet6 fd00::10/64 scope global nodad
       valid_lft forever preferred_lft forever
3: tun0: <POINTOPOINT,UP> mtu 1500 qdisc noop state UNKNOWN
    link/none
    inet 10.8.0.1 peer 10.8.0.2/32 scope global tun0
4: vethA@if2: <BROADCAST,UP> mtu 1500 qdisc noqueue master cni0 state UP group default
    surprise
5: eth1: <BROADCAST,MULTICAST> mtu 1500 qdisc noop state DOWN group default qlen 1000
    inet 10.9.0.1/24 scope global eth1
`;

test("ip addr: names without peers, addresses in order, bridges' ports, what is switched off", () => {
  const { links, unread } = readLinks(output("ip addr", IP_ADDR));
  expect(links.map(({ name, addresses }) => `${name} ${addresses.join(" ")}`.trim())).toEqual([
    "lo 127.0.0.1/8",
    "eth0 10.0.0.10/24 fd00::10/64",
    "tun0 10.8.0.1/32",
    "vethA",
    "eth1 10.9.0.1/24",
  ]);
  expect(links.find(({ name }) => name === "vethA")?.master).toBe("cni0");
  expect(links.find(({ name }) => name === "eth1")?.isUp).toBe(false);
  expect(unread).toEqual([{ line: 17, text: "    surprise" }]);
});

test("ip -d link, -br and -o show the same interfaces, and what each adds is put together", () => {
  const details = readLinks(
    output(
      "ip -d link",
      `9: flannel.1: <BROADCAST,UP> mtu 1450 qdisc noqueue state UNKNOWN
    link/ether 8e:c3:f6:23:28:02 brd ff:ff:ff:ff:ff:ff promiscuity 0 minmtu 68
    vxlan id 1 dev eth0 srcport 0 0 dstport 8472 ttl auto
4: cni0: <BROADCAST,UP> mtu 1500 qdisc noqueue state UP
    bridge forward_delay 1500 hello_time 200`,
    ),
  );
  const brief = readLinks(
    output(
      "ip -br addr",
      "flannel.1@NONE   UNKNOWN   10.244.1.0/32 \ncni0   UP   10.244.1.1/24 fe80::1/64",
    ),
  );
  const lines = readLinks(
    output(
      "ip -o addr",
      "4: cni0    inet 10.244.1.1/24 brd 10.244.1.255 scope global cni0\\       valid_lft forever",
    ),
  );
  expect([...details.unread, ...brief.unread, ...lines.unread]).toEqual([]);
  expect(mergeLinks([details.links, brief.links, lines.links])).toMatchObject([
    { name: "flannel.1", kind: "vxlan", vxlanId: "1", addresses: ["10.244.1.0/32"] },
    { name: "cni0", kind: "bridge", addresses: ["10.244.1.1/24", "fe80::1/64"] },
  ]);
});

test("ip route: what an address brings stands apart, and what does not say where a packet goes is left out", () => {
  const read = readRoutes(
    output(
      "ip route show table all",
      `default via 10.0.0.2 dev eth0 table 100
default via 10.0.0.2 dev eth1 table isp2
default via 10.0.0.1 dev eth0 proto dhcp src 10.0.0.10 metric 100 mtu 1400
10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.10
10.244.2.0/24 via 10.244.2.0 dev flannel.1 onlink
10.244.1.7 dev cali1 scope link
blackhole 10.244.1.0/26 proto bird
172.17.0.0/16 dev docker0 proto kernel scope link src 172.17.0.1 linkdown
10.77.0.0/16 via 10.0.0.9 dev eth0 dead linkdown
10.50.0.0/16
	nexthop via 10.0.0.3 dev eth0 weight 1
	nexthop via 10.0.0.4 dev eth0 weight 1
10.51.0.0/16 table 100
	nexthop via 10.0.0.3 dev eth0 weight 1
	nexthop via 10.0.0.4 dev eth0 weight 1 dead linkdown
local 10.0.0.10 dev eth0 table local proto kernel scope host src 10.0.0.10
local default dev lo table 133
fd00::/64 dev eth0 proto kernel metric 256 pref medium
default dev eth0 metric 1024 pref medium
10.3.0.0/16 via inet6 fe80::1 dev eth0`,
    ),
    new RouteTableNumbers(),
  );
  expect(read.routes).toEqual([
    "default via 10.0.0.2 dev eth0 table 100",
    "default via 10.0.0.2 dev eth1 table 1000000",
    "default via 10.0.0.1 dev eth0 src 10.0.0.10 metric 100",
    "10.244.2.0/24 via 10.244.2.0 dev flannel.1 onlink",
    "10.244.1.7 dev cali1 scope link",
    "blackhole 10.244.1.0/26",
    "10.50.0.0/16 nexthop via 10.0.0.3 dev eth0 nexthop via 10.0.0.4 dev eth0",
    "10.51.0.0/16 table 100 nexthop via 10.0.0.3 dev eth0",
    "local default dev lo table 133",
    "-6 default dev eth0 metric 1024",
  ]);
  expect(read.routesOfAddresses).toHaveLength(4);
  expect(read).toMatchObject({ tables: "all", isWhole: false });
  expect(read.unread.map(({ line }) => line)).toEqual([21]);
});

test("ip rule: those of every node are not repeated, and one that is not there is told", () => {
  const numbers = new RouteTableNumbers();
  const read = readRoutingRules(
    output(
      "ip rule",
      "0:\tfrom all lookup local\n99:\tnot from all fwmark 0xca6c lookup 51820\n100:\tfrom 10.9.9.9 blackhole\n101:\tfrom 10.0.0.5 lookup isp2 proto static\n102:\tfrom all lookup main suppress_prefixlength 0\n103:\tfrom all ipproto tcp dport 80-90 lookup 7\n104:\tfrom all uidrange 0-99 lookup 7\n32766:\tfrom all lookup main",
    ),
    numbers,
  );
  expect(read.rules).toEqual([
    "pref 99 not from all fwmark 0xca6c table 51820",
    "pref 100 from 10.9.9.9 type blackhole",
    "pref 101 from 10.0.0.5 table 1000000",
    "pref 102 from all table main suppress_prefixlength 0",
    "pref 103 from all ipproto tcp dport 80-90 table 7",
  ]);
  expect(read.missing).toEqual(["32767 from all lookup default"]);
  expect(read.unread.map(({ line }) => line)).toEqual([8]);
});

test("sysctl: paths with a dot in an interface's name, and only what decides about packets", () => {
  const { sysctls, unread } = readSysctls(
    output(
      "sysctl -a",
      'net.ipv4.ip_forward = 1\nnet.ipv4.conf.eth0/100.rp_filter = 2\nnet/ipv4/conf/eth0.100/route_localnet=1\nkernel.hostname = x\nsysctl: reading key "net.ipv6.conf.all.stable_secret"\nnet.ipv4.conf.all.rp_filter = no\n???',
    ),
  );
  expect(sysctls).toEqual({
    "net/ipv4/ip_forward": 1,
    "net/ipv4/conf/eth0.100/rp_filter": 2,
    "net/ipv4/conf/eth0.100/route_localnet": 1,
  });
  expect(unread.map(({ text }) => text)).toEqual(["???"]);
});

test("ipset save and ipset list give the same sets; a list without members is said to have none", () => {
  const saved = readSavedIpsets(
    output("ipset save", "create s hash:net family inet\nadd s 10.1.0.0/16 nomatch\nodd"),
  );
  expect(saved.unread).toHaveLength(1);
  const listed = readListedIpsets(
    output(
      "ipset list",
      "Name: s\nType: hash:net\nRevision: 7\nHeader: family inet\nSize in memory: 609\nReferences: 0\nNumber of entries: 1\nMembers:\n10.1.0.0/16 nomatch\n\nName: empty\nType: hash:ip\nHeader: family inet\nNumber of entries: 0\nMembers:\n",
    ),
  );
  expect(listed.lines).toEqual([...saved.lines, "create empty hash:ip family inet"]);
  const terse = readListedIpsets(
    output("ipset list -t", "Name: s\nType: hash:net\nHeader: family inet\nNumber of entries: 1\n"),
  );
  expect(terse).toMatchObject({ lines: [], sets: 1, withoutMembers: ["s"] });
});

test("conntrack -L and /proc/net/nf_conntrack are lines for the engine", () => {
  const plain =
    "udp      17 12 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 [UNREPLIED] src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 mark=0 use=1";
  const { connections, unread } = readConnections(
    output(
      "conntrack -L",
      `${plain}\nipv4     2 ${plain}\nconntrack v1.4.7 (conntrack-tools): 2 flow entries have been shown.\nwhat`,
    ),
  );
  expect(connections).toEqual([plain, `ipv4     2 ${plain}`]);
  expect(unread).toEqual([{ line: 5, text: "what" }]);
});

test("ipvsadm -Ln: virtual servers and their real ones", () => {
  const { virtualServers, unread } = readVirtualServers(
    output(
      "ipvsadm -Ln",
      "IP Virtual Server version 1.2.1 (size=4096)\nProt LocalAddress:Port Scheduler Flags\n  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn\nTCP  10.96.0.1:443 rr persistent 10800\n  -> 10.0.0.10:6443               Masq    1      4          0\nUDP  10.96.0.10:53 rr",
    ),
  );
  expect(virtualServers).toEqual([
    {
      protocol: "TCP",
      address: "10.96.0.1:443",
      scheduler: "rr",
      realServers: [{ address: "10.0.0.10:6443", forward: "Masq", weight: 1 }],
    },
    { protocol: "UDP", address: "10.96.0.10:53", scheduler: "rr", realServers: [] },
  ]);
  expect(unread).toEqual([]);
});

test("kubectl's tables name addresses; a pod on the host network does not name its node's", () => {
  const nodes = readKubectlTable(
    output(
      "kubectl get nodes -o wide",
      "NAME     STATUS   ROLES    AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE             KERNEL-VERSION\nnode-a   Ready    <none>   3d    v1.30.3   10.0.0.10     <none>        Debian GNU/Linux 12  6.1.0",
    ),
  );
  const pods = readKubectlTable(
    output(
      "kubectl get pods -A -o wide",
      "NAMESPACE   NAME         READY   STATUS    RESTARTS       AGE   IP            NODE     NOMINATED NODE   READINESS GATES\ndefault     web-1        1/1     Running   2 (3d ago)     3d    10.244.1.7    node-a   <none>           <none>\nkube-system kube-proxy-x 1/1     Running   0              3d    10.0.0.10     node-a   <none>           <none>",
    ),
  );
  expect([...namesOfAddresses([...nodes.rows, ...pods.rows])]).toEqual([
    ["10.0.0.10", "node-a"],
    ["10.244.1.7", "web-1"],
  ]);
  expect(pods.rows[0]?.get("RESTARTS")).toBe("2 (3d ago)");
});
