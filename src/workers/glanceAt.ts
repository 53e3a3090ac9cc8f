import { whyFailed } from "@/intake/node/sectionLines";
import type { Section } from "@/intake/sections/section";
import { splitSections } from "@/intake/sections/splitSections";
import { RULE_KINDS } from "./ruleKinds";

/** What a text shows at its ends. */
export interface Glance {
  /** The machines that prompts and `hostname` name. */
  readonly machines: ReadonlySet<string>;
  /** Whether it tells more of a node than its rules. */
  readonly tellsFacts: boolean;
  readonly tellsRules: boolean;
}

/** What a text is shows at its ends. */
const LOOKED_AT = 200_000;

/** What a text holds as far as its beginning and end show. */
export function glanceAt(text: string): Glance {
  const ends =
    text.length <= 2 * LOOKED_AT
      ? text
      : `${text.slice(0, LOOKED_AT)}\n${text.slice(text.length - LOOKED_AT)}`;
  const sections = splitSections(ends);
  return {
    machines: new Set(sections.flatMap(machineOf)),
    tellsFacts: sections.some(isOfNode),
    tellsRules: sections.some((one) => RULE_KINDS.has(one.kind) && whyFailed(one) === undefined),
  };
}

function machineOf({ kind, command, text }: Section): readonly string[] {
  if (command?.host !== undefined) return [command.host];
  return kind === "hostname" ? [text.trim()] : [];
}

function isOfNode({ kind, command }: Section): boolean {
  return NODE_KINDS.has(kind) || command?.isCollected === true;
}

const NODE_KINDS: ReadonlySet<Section["kind"]> = new Set([
  "ip-addr",
  "ip-link",
  "ip-route",
  "ip-rule",
  "sysctl",
  "ipset-save",
  "ipset-list",
  "conntrack",
  "ipvsadm",
  "hostname",
  "kubectl-table",
]);
