import type { Service } from "@/state/clusterEditing";
import { SegmentedControl } from "@/ui/SegmentedControl";

type Policy = Service["externalTrafficPolicy"];

export interface PolicyFieldProps {
  readonly label: string;
  readonly value: Policy;
  readonly onChange: (policy: Policy) => void;
}

const POLICIES = [
  { value: "Cluster", label: "Cluster" },
  { value: "Local", label: "Local" },
] as const;

/** Whether traffic goes to pods on all nodes or only to those on the node it reaches. */
export function PolicyField({ label, value, onChange }: PolicyFieldProps) {
  return (
    <div className="mb-1 grid grid-cols-[88px_minmax(0,1fr)] items-center">
      <span aria-hidden="true" className="text-md text-text-2">
        {label}
      </span>
      <SegmentedControl
        label={`Traffic policy, ${label.toLowerCase()}`}
        className="w-full"
        options={POLICIES}
        value={value}
        onChange={onChange}
      />
    </div>
  );
}
