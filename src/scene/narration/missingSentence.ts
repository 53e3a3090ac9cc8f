import type { Missing } from "@/engine";
import { code, type Sentence, say } from "./sentence";

/** The kinds of which `name` is the node's. */
const NODE_FACTS: ReadonlySet<Missing["kind"]> = new Set(["addresses", "interfaces", "routes"]);

/** The same in two or three words, for a sign or a line of the log: `routes not known`. */
export function missingWords({ kind, name }: Missing): string {
  return `${NODE_FACTS.has(kind) ? kind : name} not known`;
}

/** What would have to be known to decide, as a clause: `ipset quarantine was not given`. */
export function missingSentence({ kind, name }: Missing): Sentence {
  switch (kind) {
    case "unknown-match":
      return say`the match ${code(name)} is not known here`;
    case "unknown-target":
      return say`the target ${code(name)} is not known here`;
    case "unknown-option":
      return say`the option ${code(name)} is not known here`;
    case "missing-chain":
      return say`the chain ${code(name)} is not among the rules`;
    case "policy":
      return say`the policy of ${code(name)} is not shown`;
    case "ipset":
      return say`ipset ${code(name)} was not given`;
    case "addresses":
    case "interfaces":
    case "routes":
      return say`not all ${kind} of ${name} are known`;
    case "payload":
      return say`what the packet carries is not known (${name})`;
    case "owner":
      return say`it depends on which process sent the packet (${name})`;
    case "time":
      return say`it depends on ${name}`;
    case "other":
      // A clause with "which" at its end is closed by a comma.
      return say`${name}${name.includes(", which ") ? "," : ""} is not known`;
  }
}
