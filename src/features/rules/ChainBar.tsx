import type { NodeRule } from "@/state/what-if/keptRule";
import { useChainAtHand } from "@/state/what-if/useChainAtHand";
import { Button } from "@/ui/Button";
import type { RuleFieldName } from "@/ui/RuleEditor";
import { RuleField } from "@/ui/RuleField";
import { SegmentedControl } from "@/ui/SegmentedControl";

const POLICIES = [
  { value: "ACCEPT", label: "ACCEPT" },
  { value: "DROP", label: "DROP" },
] as const;

export interface ChainBarProps {
  /** A chain as a whole. */
  readonly picked: NodeRule;
  readonly field: RuleFieldName | undefined;
  readonly onField: (field: RuleFieldName | undefined) => void;
  /** A rule was inserted. */
  readonly onPick: (picked: NodeRule) => void;
}

/** What can be done to a chain as a whole: its policy, and a rule at either end. */
export function ChainBar({ picked, field, onField, onPick }: ChainBarProps) {
  const chain = useChainAtHand(picked, onPick);
  if (chain === undefined) return null;
  const { policy } = chain;
  return (
    <fieldset aria-label={`Change ${picked.chain}`} className="min-w-0">
      <div className="flex flex-wrap items-center gap-2 text-md">
        {policy !== undefined && (
          <>
            <span className="text-text-2">
              Policy of <code className="kernel text-text">{picked.chain}</code>
            </span>
            <SegmentedControl
              label={`Policy of ${picked.chain}`}
              options={POLICIES}
              value={policy}
              onChange={chain.onPolicy}
            />
          </>
        )}
        <Button variant="plain" onClick={() => onField("before")}>
          Insert first
        </Button>
        {chain.rows > 0 && (
          <Button variant="plain" onClick={() => onField("after")}>
            Insert last
          </Button>
        )}
      </div>
      {(field === "before" || field === "after") && (
        <RuleField
          key={field}
          label={field === "before" ? "A new first rule" : "A new last rule"}
          initial={`-A ${picked.chain} `}
          onApply={(typed) => chain.onInsert(field === "before" ? 1 : chain.rows + 1, typed)}
          onClose={() => onField(undefined)}
        />
      )}
    </fieldset>
  );
}
