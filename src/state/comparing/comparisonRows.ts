import type {
  ChainDifference,
  ComparedRule,
  RuleDifferenceKind,
} from "@/comparison/chainDifference";

/** One line of a comparison as it is shown. */
export type ComparisonRow =
  | { readonly kind: "chain"; readonly difference: ChainDifference }
  | {
      readonly kind: "policy";
      readonly policy: NonNullable<ChainDifference["policy"]>;
    }
  | {
      readonly kind: "rule";
      readonly sign: RuleDifferenceKind;
      /** The number that the sign speaks of; of a rule that moved the one it has now. */
      readonly number: number;
      /** Where a rule that moved was. */
      readonly from: number | undefined;
      readonly text: string;
      /** Of a rule that changed the other text, to show in which words. */
      readonly other: string | undefined;
    }
  | { readonly kind: "folded"; readonly count: number };

/** What to show of the differences. */
export interface RowsFilter {
  /** Found in a chain's name, a rule, or a Service's name; small and large letters are the same. */
  readonly sought: string;
  readonly service: string | undefined;
}

/** The lines of all chains that differ and have what is sought, each chain's own equal rules folded into one. */
export function comparisonRows(
  chains: readonly ChainDifference[],
  filter: RowsFilter,
): readonly ComparisonRow[] {
  return chains.filter((chain) => isSought(chain, filter)).flatMap((chain) => chainRows(chain));
}

function isSought(chain: ChainDifference, { sought, service }: RowsFilter): boolean {
  if (service !== undefined && !chain.services.includes(service)) return false;
  const wanted = sought.trim().toLowerCase();
  if (wanted === "") return true;
  const has = (text: string | undefined) => text?.toLowerCase().includes(wanted) === true;
  return (
    has(`${chain.table} ${chain.chain}`) ||
    chain.services.some(has) ||
    chain.rules.some(({ before, now }) => has(before?.text) || has(now?.text))
  );
}

function chainRows(difference: ChainDifference): readonly ComparisonRow[] {
  const { policy, rules, same } = difference;
  return [
    { kind: "chain", difference },
    ...(policy === undefined ? [] : [{ kind: "policy" as const, policy }]),
    ...rules.flatMap(ruleRows),
    ...(same > 0 ? [{ kind: "folded" as const, count: same }] : []),
  ];
}

function ruleRows({
  kind,
  before,
  now,
}: ChainDifference["rules"][number]): readonly ComparisonRow[] {
  if (kind === "changed")
    return [
      { ...ruleRow(before), sign: "removed", other: now.text },
      { ...ruleRow(now), sign: "added", other: before.text },
    ];
  const from = kind === "moved" ? before.number : undefined;
  return [{ ...ruleRow(now ?? before), sign: kind, from, other: undefined }];
}

function ruleRow({ number, text }: ComparedRule) {
  return { kind: "rule" as const, number, from: undefined, text };
}
