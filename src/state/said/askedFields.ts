import type { Missing, Trace } from "@/engine";
import type { SaidField } from "./saidField";

/** Which part of the packet would have told, by the engine's name for what it misses. */
const FIELD_OF: ReadonlyMap<string, SaidField> = new Map([
  ["who owns the sender", "owner"],
  ["what the packet carries", "payload"],
  ["bytes that the headers do not tell", "payload"],
  ["which processor handles the packet", "cpu"],
  ["the date on the node's clock", "dateMs"],
  ["which sockets are open", "localSocket"],
]);

/** The part of the packet that has to be said to decide; undefined when saying something of the packet does not help. */
export function saidFieldOf({ name }: Missing): SaidField | undefined {
  return FIELD_OF.get(name);
}

/** The parts of the packet that rules of a walk asked for, and nobody has said. */
export function askedFields({ turns }: Trace): ReadonlySet<SaidField> {
  const missing = turns.flatMap(({ hops, outcome }) => [
    ...hops.flatMap((hop) => (hop.kind === "undecided" ? [hop.missing] : [])),
    ...(outcome.what === "undecided" ? outcome.missing : []),
  ]);
  return new Set(missing.flatMap((one) => saidFieldOf(one) ?? []));
}
