import { isSameObject } from "../objects/cluster";
import type { ObjectRef } from "../objects/objectRef";
import type { LoadedTable } from "./loadedRules";
import type { RuleOrigin, RuleTable } from "./proxyRule";

/** A rule of a node, and what of an object made it. */
export interface MadeRule {
  readonly table: RuleTable;
  readonly chain: string;
  /** From 1. */
  readonly ruleNumber: number;
  readonly origin: RuleOrigin;
}

/** The rules that an object made, in the order of the text; those of a Service's endpoints count as the Service's too. */
export function rulesMadeBy(
  object: ObjectRef,
  tables: readonly LoadedTable[],
): readonly MadeRule[] {
  return tables.flatMap((table) =>
    table.chains.flatMap((chain) =>
      chain.rules.flatMap(({ origin }, index) =>
        isOf(origin, object)
          ? [{ table: table.name, chain: chain.name, ruleNumber: index + 1, origin }]
          : [],
      ),
    ),
  );
}

function isOf({ object, service }: RuleOrigin, wanted: ObjectRef): boolean {
  return isSameObject(object, wanted) || (service !== undefined && isSameObject(service, wanted));
}
