import { expect, test } from "vitest";
import { useStore } from "../store";
import { otherSenders } from "./otherSenders";
import { sendFrom, sendTyped } from "./sendTyped";

test("of a packet that does not say who sends it one of each other kind is offered, and sends at a click", () => {
  const { ok, others } = sendTyped("curl http://10.96.20.1/");
  expect(ok).toBe(true);
  expect(others.map(({ where }) => where)).toEqual(["a node", "a pod"]);
  const pod = others.find(({ where }) => where === "a pod");
  if (pod === undefined) throw new Error("no pod");
  const answer = sendFrom(pod);
  expect(useStore.getState().document.packet).toMatchObject({ from: pod.name, to: "10.96.20.1" });
  expect(answer.others.map(({ where }) => where)).toEqual(["a node", "outside"]);
});

test("a packet that says who sends it leaves nothing to choose", () => {
  expect(sendTyped("192.168.1.10 > 10.96.20.1:80 tcp").others).toEqual([]);
});

test("in a dump who stands behind an inner interface is a pod", () => {
  const { document } = useStore.getState();
  const port = (name: string) => ({ name, network: name, addresses: [] });
  const host = (name: string, network: string) => ({ name, network, addresses: [] });
  const node = {
    name: "node",
    rulesText: "",
    interfaces: [port("eth0"), port("cni0")],
    routes: [],
    sysctls: {},
    ipsets: [],
    unknown: {},
  };
  const hosts = [host("client", "eth0"), host("web", "cni0")];
  const source = { kind: "pasted", nodes: [node], hosts } as const;
  const packet = { ...document.packet, from: "client" };
  expect(otherSenders({ ...document, source, packet })).toEqual([
    { where: "the node", name: "node" },
    { where: "a pod", name: "web" },
  ]);
});
