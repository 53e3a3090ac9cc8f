import { describe, expect, test } from "vitest";
import { SMALL_CLUSTERS } from "../testing/smallClusters";
import { generateRuleset } from "./generateRuleset";

/** By path: what kube-proxy gives to iptables-restore, and what a node with its kubelet then holds. */
const TEXTS = import.meta.glob<string>("./wholeTexts/*.{restore,save}", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** `cluster-ip.1.30.restore`: of which cluster, which version and which of the two. */
const FILE_NAME = /^\.\/wholeTexts\/(?<name>[\w-]+)\.(?<version>\d+\.\d+)\.(?<form>\w+)$/;

describe("the whole text", () => {
  test.each(Object.entries(TEXTS))("%s is what is written", (path, expected) => {
    const { name = "", version = "", form } = FILE_NAME.exec(path)?.groups ?? {};
    const cluster = Object.entries(SMALL_CLUSTERS).find(([key]) => key === name)?.[1];
    if (cluster === undefined) throw new Error(`no cluster is called ${name}`);
    const { restore, text } = generateRuleset(cluster, "one", {
      settings: { ...cluster.settings.proxy, version },
    });
    expect(form === "save" ? text : restore).toBe(expected);
  });

  test("is there of every small cluster", () => {
    const named = new Set(Object.keys(TEXTS).map((path) => FILE_NAME.exec(path)?.groups?.name));
    expect(Object.keys(SMALL_CLUSTERS).filter((name) => !named.has(name))).toEqual([]);
  });
});
