import { expect, test } from "vitest";
import { dedent } from "../testing/dedent";
import { readManifests } from "./readManifests";

async function routesOf(text: string) {
  const { ingresses } = await readManifests(dedent(text));
  return ingresses.map(({ host, path, service, port }) => [host, path, service, port]);
}

test("an Ingress says which host and path lead to which Service port, and where the rest goes", async () => {
  const routes = await routesOf(`
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: shop, namespace: shop}
    spec:
      defaultBackend: {service: {name: sorry, port: {number: 80}}}
      rules:
      - host: shop.example
        http:
          paths:
          - {path: /cart, pathType: Prefix, backend: {service: {name: cart, port: {name: http}}}}
          - {path: /pay, pathType: Exact, backend: {service: {name: pay, port: {number: 8443}}}}
      - http: {paths: [{backend: {resource: {kind: Bucket, name: pictures}}}]}
  `);
  expect(routes).toEqual([
    ["shop.example", "/cart", "cart", "http"],
    ["shop.example", "/pay", "pay", 8443],
    ["", "", "sorry", 80],
  ]);
});

test("an Ingress of v1beta1 names Service and port in fields of their own", async () => {
  const routes = await routesOf(`
    apiVersion: networking.k8s.io/v1beta1
    kind: Ingress
    metadata: {name: old}
    spec:
      backend: {serviceName: sorry, servicePort: http}
      rules: [{host: old.example, http: {paths: [{backend: {serviceName: web, servicePort: 80}}]}}]
  `);
  expect(routes).toEqual([
    ["old.example", "", "web", 80],
    ["", "", "sorry", "http"],
  ]);
});

test("a backend without a Service or a port is said with its place", async () => {
  const { ingresses, problems } = await readManifests(
    dedent(`
      kind: Ingress
      metadata: {name: half}
      spec:
        rules: [{http: {paths: [{backend: {}}, {backend: {service: {name: web}}}]}}]
    `),
  );
  expect(ingresses).toEqual([]);
  expect(problems.map(({ sentence }) => sentence)).toEqual([
    "Ingress default/half, spec.rules[0].http.paths[0].backend.service: nothing is no Service. Write service.name.",
    "Ingress default/half, spec.rules[0].http.paths[1].backend.service: a map names no port. Write service.port.number or service.port.name.",
  ]);
});
