import { useCallback } from "react";
import { printObjectRef, type RuleOrigin } from "@/kubernetes";
import { serviceKey } from "./clusterEditing";
import { useMetRules } from "./rulesText";
import { useStore } from "./store";
import type { RulePosition } from "./walk/describedWorld";

/** Where a rule of a generated ruleset came from. */
export interface ShownOrigin {
  /** `Service default/web`, `Settings cluster`. */
  readonly object: string;
  /** As in the manifest: `spec.ports[0].nodePort`. */
  readonly field: string;
  /** `namespace/name` of the Service that it is for; undefined when it is for none. */
  readonly service: string | undefined;
}

/** Which object and field made a rule of a node; undefined when it was pasted. */
export function useRuleOrigin(node: string, place: RulePosition): ShownOrigin | undefined {
  const origin = useMetRules(node)?.originOf(place);
  if (origin === undefined) return undefined;
  const { object, field } = origin;
  return { object: printObjectRef(object), field, service: keyOfService(origin) };
}

/** Tells of the rules of a node which are lit: those that the chosen Service made. undefined when none was chosen. */
export function useLitRules(
  node: string | undefined,
): ((place: RulePosition) => boolean) | undefined {
  const rules = useMetRules(node);
  const lit = useStore((state) => state.selection.litService);
  const isLit = useCallback(
    (place: RulePosition) => {
      const origin = rules?.originOf(place);
      return origin !== undefined && keyOfService(origin) === lit;
    },
    [rules, lit],
  );
  return lit === undefined ? undefined : isLit;
}

function keyOfService({ object, service }: RuleOrigin): string | undefined {
  const { kind, namespace, name } = service ?? object;
  return kind === "Service" && namespace !== undefined
    ? serviceKey({ namespace, name })
    : undefined;
}
