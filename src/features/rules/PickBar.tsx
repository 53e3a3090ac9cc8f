import { X } from "lucide-react";
import type { NodeRule } from "@/state/what-if/keptRule";
import { useRuleAtHand } from "@/state/what-if/useRuleAtHand";
import { IconButton } from "@/ui/IconButton";
import { RuleEditor, type RuleFieldName } from "@/ui/RuleEditor";
import { ChainBar } from "./ChainBar";

export interface PickBarProps {
  /** Of number 0 its chain as a whole. */
  readonly picked: NodeRule;
  readonly field: RuleFieldName | undefined;
  readonly onField: (field: RuleFieldName | undefined) => void;
  /** Another one is at hand; undefined for none. */
  readonly onPick: (picked: NodeRule | undefined) => void;
}

/** What can be done to the line that was picked. */
export function PickBar(props: PickBarProps) {
  const { picked, onPick } = props;
  return (
    <div className="flex min-w-0 basis-full items-start gap-1">
      <div className="min-w-0 flex-1">
        {picked.rule === 0 ? <ChainBar {...props} /> : <RuleBar {...props} />}
      </div>
      <IconButton label="Leave this line" onClick={() => onPick(undefined)}>
        <X aria-hidden="true" className="size-4" />
      </IconButton>
    </div>
  );
}

function RuleBar({ picked, field, onField, onPick }: PickBarProps) {
  const rule = useRuleAtHand(picked, onPick);
  return rule === undefined ? null : <RuleEditor {...rule} field={field} onField={onField} />;
}
