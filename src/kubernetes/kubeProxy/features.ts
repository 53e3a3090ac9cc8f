import { KUBELET_HISTORY } from "./kubeletHistory";
import { type DatedFeature, PROXY_HISTORY } from "./proxyHistory";

/** The minor versions of kube-proxy whose rules can be written. 1.34 was not run: it is written from its source. */
export const KUBE_PROXY_VERSIONS = [
  "1.18",
  "1.20",
  "1.21",
  "1.23",
  "1.24",
  "1.26",
  "1.28",
  "1.30",
  "1.34",
] as const;
export type KubeProxyVersion = (typeof KUBE_PROXY_VERSIONS)[number];

export const HISTORY = { ...PROXY_HISTORY, ...KUBELET_HISTORY };

/** The version as it is shown: with a word of warning where its rules were never seen. */
export function printKubeProxyVersion(version: KubeProxyVersion): string {
  return version === FROM_ITS_SOURCE ? `${version} (from its source)` : version;
}

const FROM_ITS_SOURCE: KubeProxyVersion = "1.34";

/** Which features of the history a version has. */
export type Features = Readonly<Record<keyof typeof HISTORY, boolean>>;

/** Looks every feature of the history up for one version. */
export function featuresOf(version: KubeProxyVersion): Features {
  return mapValues(HISTORY, (feature) => isOf(feature, version));
}

function isOf({ since, until }: DatedFeature, version: KubeProxyVersion): boolean {
  const minor = minorOf(version);
  return (
    (since === undefined || minor >= minorOf(since)) &&
    (until === undefined || minor < minorOf(until))
  );
}

function minorOf(version: string): number {
  return Number(version.split(".")[1]);
}

function mapValues<Key extends string, Value, Result>(
  values: Readonly<Record<Key, Value>>,
  change: (value: Value) => Result,
): Record<Key, Result> {
  const entries = Object.entries<Value>(values).map(([key, value]) => [key, change(value)]);
  return Object.fromEntries(entries) as Record<Key, Result>;
}

/** The minor version in `1.30`, `v1.30.3` or `v1.34-dev`; undefined when its rules cannot be written. */
export function parseKubeProxyVersion(text: string): KubeProxyVersion | undefined {
  const minor = /^v?(\d+\.\d+)(\.\d+)?([-+ ].*)?$/.exec(text.trim())?.[1];
  return KUBE_PROXY_VERSIONS.find((version) => version === minor);
}
