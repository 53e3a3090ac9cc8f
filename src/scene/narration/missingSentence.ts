import type { Missing } from "@/engine";
import { code, type Sentence, say } from "./sentence";

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
    case "ipset":
      return say`ipset ${code(name)} was not given`;
    case "addresses":
      return say`it is not known whether ${code(name)} is an address of this node`;
    case "interfaces":
      return say`the node's interfaces are not known (${name})`;
    case "routes":
      return say`the node's routes are not known (${name})`;
    case "payload":
      return say`it depends on what the packet carries (${name})`;
    case "owner":
      return say`it depends on which process sent the packet (${name})`;
    case "time":
      return say`it depends on the time (${name})`;
    case "other":
      return say`${name} is not known`;
  }
}
