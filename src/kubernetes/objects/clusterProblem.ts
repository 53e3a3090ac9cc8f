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
  /** All of the above as one sentence or two. */
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
  return {
    severity,
    object,
    field,
    found,
    allowed,
    sentence: `${where === "" ? "" : `${where}: `}${what}.${advice}`,
  };
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
