import { expect, test } from "vitest";
import { DEFAULT_PROXY_SETTINGS, type ProxySettings } from "../objects/proxySettings";
import { KUBE_PROXY_VERSIONS } from "./features";
import { setsRouteLocalnet } from "./routeLocalnet";

test.each([
  { what: "by default", settings: {}, since: undefined },
  {
    what: "with node ports on the LAN only",
    settings: { nodePortAddresses: ["192.168.1.0/24"] },
    since: "1.24",
  },
  {
    what: "with node ports on the LAN and on loopback",
    settings: { nodePortAddresses: ["192.168.1.0/24", "127.0.0.0/8"] },
    since: undefined,
  },
  {
    what: "with node ports on localhost switched off",
    settings: { localhostNodePorts: false },
    since: "1.26",
  },
] satisfies readonly {
  what: string;
  settings: Partial<ProxySettings>;
  since: string | undefined;
}[])("$what localnet is no longer routed since $since", ({ settings, since }) => {
  const without = KUBE_PROXY_VERSIONS.filter(
    (version) => !setsRouteLocalnet({ ...DEFAULT_PROXY_SETTINGS, ...settings, version }),
  );
  expect(without[0]).toBe(since);
  expect(without.at(-1)).toBe(since === undefined ? undefined : KUBE_PROXY_VERSIONS.at(-1));
});

test("a version that is not known sets nothing", () => {
  expect(setsRouteLocalnet({ ...DEFAULT_PROXY_SETTINGS, version: "1.17" })).toBe(false);
});
