import type { Fields } from "./fields";

/** Whom an Ingress leads where: one for each path. The controller does it, not the node, so no rule is made of it. */
export interface IngressRoute {
  readonly namespace: string;
  /** The Ingress's own. */
  readonly name: string;
  /** "" for every host that no other rule names. */
  readonly host: string;
  /** "" for every path. */
  readonly path: string;
  /** The Service, which is in the same namespace. */
  readonly service: string;
  /** The Service port's number or name. */
  readonly port: number | string;
}

/**
 * The routes of an Ingress of networking.k8s.io/v1, or of v1beta1, which wrote serviceName and servicePort. A backend
 * that is no Service is left out.
 * Source: kubernetes v1.30 staging/src/k8s.io/api/networking/{v1,v1beta1}/types.go.
 */
export function readIngress(manifest: Fields): readonly IngressRoute[] {
  const metadata = manifest.fields("metadata");
  const spec = manifest.fields("spec");
  const namespace = metadata.text("namespace") ?? "default";
  const name = metadata.text("name") ?? "";
  const route = (backend: Fields, host: string, path: string) =>
    readBackend(backend).map((to) => ({ namespace, name, host, path, ...to }));
  const rules = spec.fieldsList("rules").flatMap((rule) =>
    rule
      .fields("http")
      .fieldsList("paths")
      .flatMap((entry) =>
        route(entry.fields("backend"), rule.text("host") ?? "", entry.text("path") ?? ""),
      ),
  );
  const fallback = spec.has("defaultBackend") ? "defaultBackend" : "backend";
  return spec.has(fallback) ? [...rules, ...route(spec.fields(fallback), "", "")] : rules;
}

function readBackend(backend: Fields): readonly Pick<IngressRoute, "service" | "port">[] {
  if (backend.has("resource")) return [];
  const isOld = backend.has("serviceName");
  const to = backend.fields("service");
  const service = isOld ? backend.text("serviceName") : to.text("name");
  if (service === undefined || service === "") {
    backend.report(isOld ? "serviceName" : "service", "is no Service", "write service.name");
    return [];
  }
  const port = isOld ? readPort(backend, "servicePort") : readNewPort(to.fields("port"));
  if (port === undefined) {
    backend.report("service", "names no port", "write service.port.number or service.port.name");
    return [];
  }
  return [{ service, port }];
}

function readNewPort(port: Fields): number | string | undefined {
  return port.has("number") ? port.wholeNumber("number") : port.text("name");
}

function readPort(fields: Fields, field: string): number | string | undefined {
  return typeof fields.value(field) === "number" ? fields.wholeNumber(field) : fields.text(field);
}
