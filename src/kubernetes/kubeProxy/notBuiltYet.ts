import { familyOf } from "../objects/addressFamily";
import type { Cluster } from "../objects/cluster";
import { serviceRef } from "../objects/cluster";
import { type ClusterProblem, clusterProblem } from "../objects/clusterProblem";
import type { ObjectRef } from "../objects/objectRef";
import type { ProxySettings } from "../objects/proxySettings";
import { KUBE_PROXY_VERSIONS, parseKubeProxyVersion, printKubeProxyVersion } from "./features";

const SETTINGS: ObjectRef = { kind: "Settings", namespace: undefined, name: "kube-proxy" };

/** What a cluster or its settings ask for that no rules are written for. */
export interface NotBuiltYet {
  /** Whether no rules are written at all. */
  readonly isRefused: boolean;
  /** Sentences, so that nobody takes silence for "no rules needed": a warning where only one object is left out. */
  readonly problems: readonly ClusterProblem[];
}

/** The Services are looked through when the problems are asked for: an edit of one need not wait for thousands. */
export function notBuiltYet(cluster: Cluster, settings: ProxySettings): NotBuiltYet {
  const ofSettings = settingsNotBuilt(settings);
  return {
    isRefused: ofSettings.length > 0,
    get problems() {
      return [...ofSettings, ...servicesOfOtherFamily(cluster, settings)];
    },
  };
}

function settingsNotBuilt(settings: ProxySettings): readonly ClusterProblem[] {
  const problem = (field: string, found: string, allowed: string) =>
    clusterProblem({ object: SETTINGS, field, found, why: "is not built yet", allowed });
  const problems: ClusterProblem[] = [];
  if (parseKubeProxyVersion(settings.version) === undefined) {
    problems.push(
      problem(
        "version",
        settings.version,
        `built is kube-proxy ${KUBE_PROXY_VERSIONS.map(printKubeProxyVersion).join(", ")}`,
      ),
    );
  }
  if (settings.mode !== "iptables") {
    problems.push(problem("mode", settings.mode, "built is the mode iptables"));
  }
  return problems;
}

function servicesOfOtherFamily(
  cluster: Cluster,
  { ipFamily }: ProxySettings,
): readonly ClusterProblem[] {
  return cluster.services
    .filter(({ clusterIP, otherClusterIPs }) => {
      if (familyOf(clusterIP) === ipFamily) return false;
      const families = [clusterIP, ...otherClusterIPs].flatMap(
        (address) => familyOf(address) ?? [],
      );
      return families.length > 0 && !families.includes(ipFamily);
    })
    .map((service) =>
      clusterProblem({
        severity: "warning",
        object: serviceRef(service),
        field: "spec.clusterIP",
        found: service.clusterIP,
        why: `is not an ${ipFamily} address: the Service has no rules in this family`,
        allowed: `an ${ipFamily} cluster IP`,
      }),
    );
}
