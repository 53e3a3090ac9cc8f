import { buildWorld, parseRuleset, type World } from "@/engine";
import { generateRuleset } from "../kubeProxy/generateRuleset";
import { readProxyConfig } from "../kubeProxy/readProxyConfig";
import { readManifests } from "../manifests/readManifests";
import { goldenWorld } from "./goldenNode";
import { compareFlow, type RecordedFlow } from "./recordedFlow";

/** One case of the recorded flows, as its files say. */
export interface FlowCase {
  readonly clusterText: string;
  /** `meta.json`, parsed. */
  readonly meta: unknown;
  readonly kubeProxy: string;
  readonly flows: readonly (RecordedFlow & { readonly service: string })[];
}

export interface JudgedFlow {
  readonly title: string;
  /** Empty when the walk is as recorded. */
  readonly differences: readonly string[];
}

/** Generates the rules of a case and walks each of its flows through them. Throws when the case cannot be read. */
export async function judgeFlows(flowCase: FlowCase): Promise<readonly JudgedFlow[]> {
  const { cluster } = await readManifests(flowCase.clusterText);
  const { nodeName, nodeAddresses = [], settings } = readProxyConfig(flowCase.meta);
  const { proxyText, problems } = generateRuleset(cluster, nodeName, {
    settings: { ...settings, version: flowCase.kubeProxy },
    nodeAddresses,
  });
  const world = worldOf(proxyText, nodeAddresses[0] ?? "");
  if (problems.some(({ severity }) => severity === "error")) throw new Error("no rules");
  const withAffinity = new Set(
    cluster.services
      .filter((service) => service.clientIPAffinitySeconds !== undefined)
      .map(({ namespace, name }) => `${namespace}/${name}`),
  );
  return flowCase.flows.map((flow) => ({
    title: `${flow.from} to ${flow.service}, ${flow.proto} ${flow.ip}:${flow.port}`,
    differences: compareFlow(world, flow, withAffinity.has(flow.service)),
  }));
}

/** The rules alone tell which pods there are: whoever they send to must be able to answer. */
function worldOf(rulesText: string, address: string): World {
  const targets = [...rulesText.matchAll(/--to-destination (10\.244\.[\d.]+):/g)];
  const podAddresses = new Set(targets.map(([, pod = ""]) => pod));
  const { world, problems } = buildWorld(
    goldenWorld({
      address,
      rules: parseRuleset(rulesText).ruleset,
      podAddresses: podAddresses.size === 0 ? ["10.244.0.2"] : [...podAddresses],
    }),
  );
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return world;
}
