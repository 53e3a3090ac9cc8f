import { expect, test } from "vitest";
import { endpointChainName, serviceChainNames } from "./chainNames";

test.each([
  { label: "default/kubernetes:https", protocol: "tcp", chain: "KUBE-SVC-NPX46M4PTMTKRN6Y" },
  { label: "kube-system/kube-dns:dns", protocol: "udp", chain: "KUBE-SVC-TCOU7JCQXEZGVUNU" },
  { label: "default/k8s-nginx-node", protocol: "tcp", chain: "KUBE-SVC-HARQZ6CCS76PYYN7" },
  { label: "default/k8s-nginx-node:", protocol: "tcp", chain: "KUBE-SVC-RD5DSC6PXE26GCYZ" },
])("$label/$protocol has the chain $chain, as on every cluster", ({ label, protocol, chain }) => {
  expect(serviceChainNames(label + protocol).cluster).toBe(chain);
});

test("all chains of a service port share their letters", () => {
  const names = serviceChainNames("default/kubernetes:httpstcp");
  expect(names).toEqual({
    cluster: "KUBE-SVC-NPX46M4PTMTKRN6Y",
    local: "KUBE-SVL-NPX46M4PTMTKRN6Y",
    external: "KUBE-EXT-NPX46M4PTMTKRN6Y",
    firewall: "KUBE-FW-NPX46M4PTMTKRN6Y",
    externalLocal: "KUBE-XLB-NPX46M4PTMTKRN6Y",
  });
});

test("an endpoint's chain is named by service port and address", () => {
  const name = endpointChainName("default/k8s-nginx-node:tcp", "10.244.0.115:80");
  expect(name).toBe("KUBE-SEP-VRKO3GZ2XUCPVWY5");
});
