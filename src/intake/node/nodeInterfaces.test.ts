import { expect, test } from "vitest";
import { splitSections } from "../sections/splitSections";
import { interfacesOf } from "./nodeInterfaces";
import { readNode } from "./readNode";

test("an interface that is switched off keeps its addresses, and says so", () => {
  const text = `### chainwalk: ip -d addr show
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP
    inet 10.0.0.10/24 brd 10.0.0.255 scope global eth0
3: kube-ipvs0: <BROADCAST,NOARP> mtu 1500 qdisc noop state DOWN
    dummy
    inet 10.96.0.10/32 scope global kube-ipvs0
`;
  const rules = { isIpv6: false, interfaces: [], addresses: [], pods: [] };
  expect(interfacesOf(readNode(splitSections(text)), rules)).toEqual([
    { name: "eth0", addresses: ["10.0.0.10/24"] },
    { name: "kube-ipvs0", addresses: ["10.96.0.10/32"], isDown: true },
  ]);
});
