import { expect, test } from "vitest";
import { KUBE_PROXY_VERSIONS } from "./features";
import { versionChanges } from "./versionChanges";

test("a version does not differ from itself", () => {
  for (const version of KUBE_PROXY_VERSIONS) expect(versionChanges(version, version)).toEqual([]);
});

test("what is gained one way is lost the other way", () => {
  const there = versionChanges("1.18", "1.34");
  const back = versionChanges("1.34", "1.18");
  expect(there.length).toBeGreaterThan(10);
  expect(back).toEqual(there.map((change) => ({ ...change, isGained: !change.isGained })));
});

test("the colon of ports without a name went between 1.18 and 1.20", () => {
  expect(versionChanges("1.18", "1.20")).toContainEqual(
    expect.objectContaining({ name: "namelessPortsEndInColon", isGained: false }),
  );
});

test("neighbouring versions here differ in something", () => {
  for (const [index, version] of KUBE_PROXY_VERSIONS.entries()) {
    const before = KUBE_PROXY_VERSIONS[index - 1];
    if (before !== undefined) expect(versionChanges(before, version)).not.toEqual([]);
  }
});
