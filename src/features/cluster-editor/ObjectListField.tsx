import { type CheckedField as CheckedFieldName, listedValues } from "@/state/clusterEditing";
import { ObjectField, type ObjectFieldProps } from "./ObjectField";

export interface ObjectListFieldProps
  extends Pick<ObjectFieldProps, "object" | "label" | "hint" | "placeholder"> {
  readonly field: CheckedFieldName;
  readonly values: readonly string[];
  readonly onCommit: (values: readonly string[]) => void;
}

/** A field that is a list, as one line with commas between its values; empty for none. */
export function ObjectListField({ values, onCommit, ...field }: ObjectListFieldProps) {
  return (
    <ObjectField
      {...field}
      layout="above"
      value={printList(values)}
      normalise={(text) => printList(listedValues(text))}
      onCommit={(text) => onCommit(listedValues(text))}
    />
  );
}

function printList(values: readonly string[]): string {
  return values.join(", ");
}
