import { useState } from "react";
import type { SelectedRule } from "@/state/selection";
import { usePickedRule } from "@/state/what-if/usePickedRule";
import { RuleEditor, type RuleFieldName } from "@/ui/RuleEditor";

/** What can be done to a rule that was pasted; nothing for one that was made for a cluster. */
export function RuleActions({ place }: { readonly place: SelectedRule }) {
  const rule = usePickedRule(place);
  const [field, setField] = useState<RuleFieldName>();
  if (rule === undefined) return null;
  return (
    <div className="-mx-1 mb-2">
      <RuleEditor {...rule} field={field} onField={setField} />
    </div>
  );
}
