import { expect, test } from "vitest";
import { parseRuleset } from "../ruleset/parseRuleset";
import { oneNode, send } from "../testing/sending";

/** What a packet for podA meets on a node of which only this text is known. */
function through(text: string) {
  return send(oneNode({}, { rules: parseRuleset(text).ruleset }), "client > tcp 10.244.1.2:80").turn
    .outcome;
}

test("a base chain that a fragment does not show leaves the walk undecided, by its name", () => {
  expect(through("-A INPUT -j ACCEPT")).toMatchObject({
    what: "undecided",
    missing: [{ kind: "missing-chain", name: "FORWARD" }],
  });
});

test("a base chain without its policy goes both ways, and only what both share is certain", () => {
  expect(through("-A FORWARD -s 198.51.100.1/32 -j DROP")).toMatchObject({
    what: "undecided",
    missing: [{ kind: "policy", name: "FORWARD" }],
    ways: [{ what: "delivered" }, { what: "dropped" }],
  });
  expect(through("-A FORWARD -j ACCEPT")).toMatchObject({ what: "delivered" });
  expect(through("-A FORWARD -j DROP")).toMatchObject({ what: "dropped" });
});

test("a jump to a chain that is not there is undecided where a packet takes it, else of no account", () => {
  const base = "*filter\n:FORWARD ACCEPT [0:0]\n";
  expect(through(`${base}-A FORWARD -p tcp -j KUBE-SEP-X`)).toMatchObject({
    what: "undecided",
    missing: [{ kind: "missing-chain", name: "KUBE-SEP-X" }],
  });
  expect(through(`${base}-A FORWARD -p udp -j KUBE-SEP-X`)).toMatchObject({ what: "delivered" });
});

test("a table that the text does not have is not loaded, and decides nothing", () => {
  expect(through("*nat\n:PREROUTING ACCEPT [0:0]\n:POSTROUTING ACCEPT [0:0]\n")).toMatchObject({
    what: "delivered",
  });
});
