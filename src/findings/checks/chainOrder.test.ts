import { expect, test } from "vitest";
import { findIn } from "../testing/findIn";
import { chainOrder } from "./chainOrder";

const CHAINS = [
  ":KUBE-FORWARD",
  ":KUBE-SERVICES",
  ":cali-FORWARD",
  ":DOCKER",
  ":ufw-before-forward",
];

test.each([
  {
    name: "Calico first",
    jumps: ["cali-FORWARD", "KUBE-FORWARD"],
    title: "FORWARD of filter asks Calico first, then kube-proxy",
    why: "decides first",
  },
  {
    name: "kube-proxy first",
    jumps: ["KUBE-FORWARD", "KUBE-SERVICES", "cali-FORWARD"],
    title: "FORWARD of filter asks kube-proxy first, then Calico",
    why: "before Calico's network policy sees them",
  },
  {
    name: "Docker before ufw",
    jumps: ["DOCKER", "ufw-before-forward"],
    title: "FORWARD of filter asks Docker first, then ufw",
    why: "a port that ufw forbids is open all the same",
  },
  {
    name: "three of them",
    jumps: ["KUBE-FORWARD", "DOCKER", "ufw-before-forward"],
    title: "FORWARD of filter asks kube-proxy first, then Docker, then ufw",
    why: "a port that ufw forbids",
  },
])("$name", ({ jumps, title, why }) => {
  const filter = [...CHAINS, ...jumps.map((jump) => `FORWARD -j ${jump}`)];
  const [finding, ...others] = findIn(chainOrder, { filter });
  expect(finding).toMatchObject({ level: "note", title, why: expect.stringContaining(why) });
  expect(others).toEqual([]);
});

test("a chain of one program alone needs no order", () => {
  const filter = [
    ...CHAINS,
    "FORWARD -j KUBE-FORWARD",
    "FORWARD -j KUBE-SERVICES",
    "FORWARD -j ACCEPT",
  ];
  expect(findIn(chainOrder, { filter })).toEqual([]);
});
