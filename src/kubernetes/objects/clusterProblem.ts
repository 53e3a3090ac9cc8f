import { type ObjectRef, printObjectRef } from "./objectRef";

/** Something about a cluster that is wrong (`error`), or right but not what it seems (`warning`). */
export interface ClusterProblem {
  readonly severity: "error" | "warning";
  /** undefined when it is about the whole text. */
  readonly object: ObjectRef | undefined;
  /** As in the manifest: `spec.ports[0].nodePort`; "" when the whole object is meant. */
  readonly field: string;
  /** The offending value as written; "" when something is missing. */
  readonly found: string;
  /** What would be right. */
  readonly allowed: string;
  /** What was found, why it is wrong and what would be right: enough beside the field itself. */
  readonly reason: string;
  /** The reason with the object and the field before it. */
  readonly sentence: string;
}

/** Puts the sentence together from the parts. */
export function clusterProblem(parts: {
  readonly severity?: ClusterProblem["severity"];
  readonly object: ObjectRef | undefined;
  readonly field: string;
  readonly found: string;
  /** What is wrong, without object, field and full stop: `is taken by Pod default/a`. */
  readonly why: string;
  readonly allowed: string;
}): ClusterProblem {
  const { severity = "error", object, field, found, why, allowed } = parts;
  const where = [object === undefined ? "" : printObjectRef(object), field]
    .filter((word) => word !== "")
    .join(", ");
  const what = [found, why].filter((word) => word !== "").join(" ");
  const advice = allowed === "" ? "" : ` ${capitalise(allowed)}.`;
  const reason = `${what}.${advice}`;
  const sentence = where === "" ? reason : `${where}: ${reason}`;
  return { severity, object, field, found, allowed, reason, sentence };
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
