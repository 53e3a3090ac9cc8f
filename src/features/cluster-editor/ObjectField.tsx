import {
  type CheckedField as CheckedFieldName,
  fieldProblem,
  type ObjectRef,
} from "@/state/clusterEditing";
import { useStore } from "@/state/store";
import { CheckedField } from "@/ui/CheckedField";

export interface ObjectFieldProps {
  readonly object: ObjectRef;
  /** As in the manifest: `metadata.name`, `spec.ports[0].nodePort`. */
  readonly field: CheckedFieldName;
  readonly label: string;
  readonly value: string | number;
  readonly layout?: "beside" | "hidden";
  readonly onCommit: (text: string) => void;
}

const WHOLE_NUMBER = /^\d+$/;

/** One field of a Kubernetes object, checked as Kubernetes would while it is typed into. */
export function ObjectField({ object, field, label, value, layout, onCommit }: ObjectFieldProps) {
  const endEdit = useStore((state) => state.editing.endEdit);
  return (
    <CheckedField
      label={label}
      layout={layout ?? "beside"}
      inputMode={typeof value === "number" ? "numeric" : "text"}
      value={String(value)}
      check={(text) => fieldProblem(object, field, text)}
      normalise={(text) => (WHOLE_NUMBER.test(text.trim()) ? String(Number(text)) : text.trim())}
      onCommit={onCommit}
      onLeave={endEdit}
    />
  );
}
