import { type Address, parseAddress } from "@/engine";
import type { Cluster } from "../objects/cluster";
import { endpointSlicesOf } from "../objects/endpointSlicesOf";
import { isHeadless, type Service } from "../objects/service";
import { podHostName } from "./hostName";

/** The address that a text means, or a sentence that says why it means none. */
export type ResolvedDestination =
  | { readonly ok: true; readonly address: Address }
  | { readonly ok: false; readonly problem: string };

// Source: kubernetes DNS specification, section 2.1; cluster.local is kubeadm's cluster domain
const SERVICE_DOMAINS = [".svc.cluster.local", ".svc"];

/**
 * Looks a text up as the cluster's DNS and a person would: an address, a Service (`web`, `web.shop`, `web.shop.svc`,
 * `web.shop.svc.cluster.local`, `shop/web`), a pod, a node or a client, in this order. A bare Service name is first
 * looked for in `default`, then in all namespaces.
 */
export function resolveDestination(cluster: Cluster, text: string): ResolvedDestination {
  const wanted = text.trim().replace(/\.$/, "");
  if (wanted === "") return refuse("Say a Service, a pod, a node or an address.");
  const address = parseAddress(wanted);
  if (address !== undefined) return { ok: true, address };
  const service = findNamedService(cluster, wanted);
  if (typeof service === "string") return refuse(service);
  if (service !== undefined) return addressOfService(cluster, service);
  return addressOfHost(cluster, wanted) ?? refuse(unknownName(wanted));
}

/** The Service, undefined when there is none of that name, or a sentence when there are several. */
function findNamedService(cluster: Cluster, wanted: string): Service | string | undefined {
  const { name, namespace } = splitServiceName(wanted);
  const candidates = cluster.services.filter((service) => service.name === name);
  if (namespace !== undefined) {
    return candidates.find((service) => service.namespace === namespace);
  }
  const inDefault = candidates.find((service) => service.namespace === "default");
  if (inDefault !== undefined || candidates.length <= 1) return inDefault ?? candidates[0];
  const namespaces = candidates.map((service) => `${name}.${service.namespace}`);
  return `Several Services are called "${name}": say ${namespaces.join(" or ")}.`;
}

function splitServiceName(wanted: string): {
  readonly name: string;
  readonly namespace: string | undefined;
} {
  const [first = "", second, ...more] = wanted.split("/");
  if (second !== undefined && more.length === 0) return { name: second, namespace: first };
  const domain = SERVICE_DOMAINS.find((candidate) => wanted.endsWith(candidate)) ?? "";
  const [name = "", namespace, ...rest] = wanted.slice(0, wanted.length - domain.length).split(".");
  return rest.length > 0 ? { name: wanted, namespace: undefined } : { name, namespace };
}

function addressOfService(cluster: Cluster, service: Service): ResolvedDestination {
  const label = `${service.namespace}/${service.name}`;
  if (service.type === "ExternalName") {
    return refuse(`Service ${label} is an ExternalName: a DNS alias without an address.`);
  }
  const text = isHeadless(service) ? firstEndpoint(cluster, service) : service.clusterIP;
  if (text === undefined) {
    return refuse(`Service ${label} is headless and has no ready endpoint: DNS has no answer.`);
  }
  const address = parseAddress(text);
  return address === undefined
    ? refuse(`Service ${label} has the address "${text}", which is none.`)
    : { ok: true, address };
}

/** DNS answers with the addresses of the pods behind a headless Service. */
function firstEndpoint(cluster: Cluster, service: Service): string | undefined {
  return endpointSlicesOf(cluster, service)
    .flatMap((slice) => slice.endpoints)
    .find((endpoint) => endpoint.isReady)?.addresses[0];
}

function addressOfHost(cluster: Cluster, wanted: string): ResolvedDestination | undefined {
  const pod = cluster.pods.find(
    (candidate) =>
      podHostName(cluster, candidate) === wanted ||
      `${candidate.namespace}/${candidate.name}` === wanted,
  );
  const host =
    pod ??
    cluster.nodes.find((node) => node.name === wanted) ??
    cluster.clients.find((client) => client.name === wanted);
  if (host === undefined) return undefined;
  const address = parseAddress(host.address);
  if (address !== undefined) return { ok: true, address };
  return refuse(`"${wanted}" has no address yet.`);
}

function unknownName(wanted: string): string {
  const hint = /^[^/]+:\d+$/.test(wanted) ? " The port has a field of its own." : "";
  return `"${wanted}" is no Service, pod, node, client or address of this cluster.${hint}`;
}

function refuse(problem: string): ResolvedDestination {
  return { ok: false, problem };
}
