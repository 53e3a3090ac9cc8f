/** What the collecting line prints on a node of Calico's with IPIP: one pod, and the other node behind `tunl0`. */
export function calicoNode(
  own: { readonly name: string; readonly address: string; readonly pods: string },
  other: { readonly address: string; readonly pods: string },
): string {
  return `### chainwalk: hostname
${own.name}
### chainwalk: ip -d addr show
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP group default qlen 1000
    link/ether 52:54:00:12:34:51 brd ff:ff:ff:ff:ff:ff promiscuity 0 minmtu 68 maxmtu 9000
    inet ${own.address}/24 brd 192.168.1.255 scope global eth0
5: cali1234@if3: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1480 qdisc noqueue state UP group default
    link/ether ee:ee:ee:ee:ee:ee brd ff:ff:ff:ff:ff:ff link-netnsid 0 promiscuity 0
    veth numtxqueues 1 numrxqueues 1
6: tunl0@NONE: <NOARP,UP,LOWER_UP> mtu 1480 qdisc noqueue state UNKNOWN group default qlen 1000
    link/ipip 0.0.0.0 brd 0.0.0.0 promiscuity 0 minmtu 0 maxmtu 0
    ipip any remote any local any ttl inherit nopmtudisc numtxqueues 1 numrxqueues 1
    inet ${own.pods}.0/32 scope global tunl0
### chainwalk: ip route show table all
default via 192.168.1.1 dev eth0 proto dhcp src ${own.address} metric 100
blackhole ${own.pods}.0/26 proto bird
${own.pods}.2 dev cali1234 scope link
${other.pods}.0/26 via ${other.address} dev tunl0 proto bird onlink
192.168.1.0/24 dev eth0 proto kernel scope link src ${own.address}
### chainwalk: ip rule show
0:	from all lookup local
32766:	from all lookup main
32767:	from all lookup default
### chainwalk: sysctl -a
net.ipv4.conf.all.rp_filter = 1
net.ipv4.ip_forward = 1
### chainwalk: iptables-save -c
*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
[0:0] -A POSTROUTING -o tunl0 -m addrtype ! --src-type LOCAL --limit-iface-out -m addrtype --src-type LOCAL -j MASQUERADE
COMMIT
*filter
:INPUT ACCEPT [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
[0:0] -A INPUT -p ipv4 -m comment --comment "Allow IPIP packets from Calico hosts" -j ACCEPT
[0:0] -A FORWARD -i cali+ -j ACCEPT
[0:0] -A FORWARD -o cali+ -j ACCEPT
COMMIT
### chainwalk: ipset save
### chainwalk: conntrack -L -f ipv4
`;
}
