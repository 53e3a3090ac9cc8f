import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { buildWorld, printRuleset, sendPacket, type Trace } from "@/engine";
import { type RecorderCase, readRecorderCase } from "./recorderCase";
import { writeRecorderCase } from "./writeRecorderCase";

const FOLDER = "conformance/cases";

test.each(readdirSync(FOLDER).filter((name) => name.endsWith(".json")))(
  "what was walked in %s, taken out as a case and read again, walks the same way",
  (name) => {
    const first = walked(read(JSON.parse(readFileSync(`${FOLDER}/${name}`, "utf8"))));
    const again = walked(read(JSON.parse(JSON.stringify(writeRecorderCase(first)))));
    expect(again.spec.hosts).toEqual(first.spec.hosts);
    expect(again.spec.nodes.map(withRulesAsText)).toEqual(first.spec.nodes.map(withRulesAsText));
    for (const [at, { trace }] of first.packets.entries())
      expect(again.packets[at]?.trace.turns.map(withoutLuck), `packet ${at + 1}`).toEqual(
        trace.turns.map(withoutLuck),
      );
  },
);

function read(written: unknown): RecorderCase {
  const result = readRecorderCase(written);
  if (!result.ok) throw new Error(result.why);
  return result.value;
}

function walked({ name, spec, packets }: RecorderCase) {
  let { world } = buildWorld(spec);
  const sent = packets.map(({ request, chance }) => {
    const { trace, world: after } = sendPacket(world, request, chance);
    world = after;
    return { request, trace };
  });
  return { name, spec, packets: sent };
}

function withRulesAsText(node: RecorderCase["spec"]["nodes"][number]) {
  const { rules, ...rest } = node;
  return { ...rest, rules: printRuleset(rules) };
}

/** A case tells who won a draw, not with which number. */
function withoutLuck(turn: Trace["turns"][number]): unknown {
  return JSON.parse(JSON.stringify(turn, (key, value) => (key === "drawn" ? undefined : value)));
}
