import {
  type CheckedField as CheckedFieldName,
  fieldProblem,
  type ObjectRef,
} from "@/state/clusterEditing";
import { useStore } from "@/state/store";
import { CheckedField, type CheckedFieldProps } from "@/ui/CheckedField";

export interface ObjectFieldProps
  extends Pick<
    CheckedFieldProps,
    "label" | "layout" | "hint" | "placeholder" | "normalise" | "onCommit"
  > {
  readonly object: ObjectRef;
  /** As in the manifest: `metadata.name`, `spec.ports[0].nodePort`. */
  readonly field: CheckedFieldName;
  readonly value: string | number;
}

const WHOLE_NUMBER = /^\d+$/;

/** One field of a Kubernetes object, checked as Kubernetes would while it is typed into. */
export function ObjectField({ object, field, value, ...text }: ObjectFieldProps) {
  const endEdit = useStore((state) => state.editing.endEdit);
  const historyStep = useStore((state) => state.historyStep);
  return (
    <CheckedField
      normalise={withoutLeadingZeros}
      {...text}
      inputMode={typeof value === "number" ? "numeric" : "text"}
      value={String(value)}
      check={(typed) => fieldProblem(object, field, typed)}
      onLeave={endEdit}
      historyStep={historyStep}
    />
  );
}

function withoutLeadingZeros(text: string): string {
  return WHOLE_NUMBER.test(text.trim()) ? String(Number(text)) : text.trim();
}
