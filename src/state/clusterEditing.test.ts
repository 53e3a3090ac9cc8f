import { beforeEach, expect, test } from "vitest";
import { nodePort } from "@/scenarios/nodePort";
import {
  clusterEditing,
  clusterProblems,
  countPods,
  fieldProblem,
  nodeRef,
  serviceRef,
} from "./clusterEditing";
import { useStore } from "./store";
import { walkOf } from "./walk/walkOf";

const WEB = { namespace: "default", name: "web" };

const cluster = () => {
  const { source } = useStore.getState().document;
  if (source.kind !== "cluster") throw new Error("not a cluster");
  return source.cluster;
};
const walk = () => walkOf(useStore.getState().document, 0);

beforeEach(() => useStore.getState().editing.openDocument(nodePort.document));

test("scaling a Service from 3 pods to 10 changes the chances to 1/10, 1/9 …", () => {
  clusterEditing.scaleService(WEB, 10);
  const service = cluster().services[0];
  expect(service && countPods(cluster(), service)).toBe(10);
  const rules = walk().described.rules.get("node-a")?.text ?? "";
  const chances = [...rules.matchAll(/--probability (\S+)/g)].map(([, chance]) => Number(chance));
  expect(chances).toHaveLength(9);
  for (const [index, chance] of chances.entries()) expect(chance).toBeCloseTo(1 / (10 - index), 6);
});

test("another node port is in the rules and changes the walk at once", () => {
  clusterEditing.updatePort(WEB, 0, { nodePort: 30081 });
  expect(walk().described.rules.get("node-a")?.text).toContain("--dport 30081");
  expect(walk().trace?.turns[0]?.arrived?.at).toBe("node-a");
  useStore.getState().editing.editPacket({ port: 30081 });
  expect(walk().trace?.turns[0]?.arrived?.at).toBe("web-r728ht7jz-5nvpx");
});

test("a removed node takes its pods along, and a packet to it says that it is gone", () => {
  clusterEditing.removeNode("node-a");
  expect(cluster().pods.map(({ nodeName }) => nodeName)).toEqual(["node-b", "node-c"]);
  expect(walk().problem).toContain("node-a");
});

test("an added Service is opened and gets an address of its own", () => {
  clusterEditing.addService();
  const added = cluster().services.at(-1);
  expect(useStore.getState().selection.selectedService).toBe(`default/${added?.name}`);
  expect(clusterProblems(cluster())).toEqual([]);
});

test.each([
  [serviceRef(WEB), "spec.ports[0].nodePort", "80", "30000 to 32767"],
  [serviceRef(WEB), "spec.ports[0].port", "0", "65535"],
  [serviceRef(WEB), "spec.ports[0].port", "65536", "65535"],
  [serviceRef(WEB), "metadata.name", "1web", "letter"],
  [nodeRef("node-a"), "metadata.name", "node-b", "node-b"],
  [nodeRef("node-a"), "status.addresses", "192.168.1.11", "node-b"],
] as const)("%o %s = %s is refused beside its field", (object, field, value, why) => {
  const problem = fieldProblem(object, field, value);
  expect(problem).toContain(why);
  expect(problem?.startsWith(value)).toBe(true);
});

test("a value that a field has already is no problem", () => {
  expect(fieldProblem(serviceRef(WEB), "spec.ports[0].nodePort", "30080")).toBeUndefined();
  expect(fieldProblem(nodeRef("node-a"), "metadata.name", "node-a")).toBeUndefined();
});
