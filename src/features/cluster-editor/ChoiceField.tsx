import { SegmentedControl, type SegmentedControlProps } from "@/ui/SegmentedControl";

export interface ChoiceFieldProps<Value extends string>
  extends Pick<SegmentedControlProps<Value>, "label" | "options" | "value" | "onChange"> {
  /** What the present choice does to a packet. */
  readonly hint: string;
}

/** A field with a few values, called as in the manifest, and what the one that holds does to a packet. */
export function ChoiceField<Value extends string>({ hint, ...choice }: ChoiceFieldProps<Value>) {
  return (
    <div className="mb-3 flex flex-col gap-1">
      <span aria-hidden="true" className="text-md text-text-2">
        {choice.label}
      </span>
      <SegmentedControl className="w-full" {...choice} />
      <p className="text-sm text-text-3">{hint}</p>
    </div>
  );
}
