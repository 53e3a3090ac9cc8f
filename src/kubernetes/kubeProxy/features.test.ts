import { describe, expect, test } from "vitest";
import { featuresOf, KUBE_PROXY_VERSIONS, parseKubeProxyVersion } from "./features";
import { KUBELET_HISTORY } from "./kubeletHistory";
import { type DatedFeature, PROXY_HISTORY } from "./proxyHistory";

const FEATURES: readonly (readonly [string, DatedFeature])[] = [
  ...Object.entries(PROXY_HISTORY),
  ...Object.entries(KUBELET_HISTORY),
];

describe("the history", () => {
  test.each(FEATURES)("of %s is a sentence with at least one date", (_, feature) => {
    expect(feature.history).toMatch(/^(kube-proxy|[A-Z`]).*\.$/s);
    expect(feature.since ?? feature.until).toMatch(/^1\.\d\d$/);
  });

  test("no two neighbours write the same rules", () => {
    const written = KUBE_PROXY_VERSIONS.map((version) => JSON.stringify(featuresOf(version)));
    expect(new Set(written).size).toBe(KUBE_PROXY_VERSIONS.length);
  });
});

test("a feature holds from its first version to the one before its last", () => {
  const having = KUBE_PROXY_VERSIONS.filter((version) => featuresOf(version).ensuresMarkDropChain);
  expect(having).toEqual(["1.20", "1.21", "1.23", "1.24"]);
});

test.each([
  { text: "1.18.2", version: "1.18" },
  { text: "v1.30", version: "1.30" },
  { text: "v1.34-dev (hybrid)", version: "1.34" },
  { text: "1.23.4+openshift", version: "1.23" },
  { text: "1.19", version: undefined },
  { text: "1.3", version: undefined },
  { text: "newest", version: undefined },
])("$text is $version", ({ text, version }) => {
  expect(parseKubeProxyVersion(text)).toBe(version);
});
