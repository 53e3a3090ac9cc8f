import { comparePair, useComparing } from "@/state/comparing/compareStore";
import { useStore } from "@/state/store";
import { SegmentedControl } from "@/ui/SegmentedControl";

const MEANINGS = [
  { value: "hosts", label: "Two hosts" },
  { value: "times", label: "Before and after" },
] as const;

/** Two files were given at once: one world of two hosts, or one host at two times. */
export function PairChoice() {
  const pair = useComparing((state) => state.offered);
  const text = useStore((state) => state.paste.text);
  // Something else has been put into the box since.
  if (pair === undefined || text !== `${pair[0].text}\n${pair[1].text}`) return null;
  return (
    <div className="flex flex-wrap items-center gap-3 text-md">
      <span className="min-w-0 wrap-anywhere">
        {pair[0].fileName} and {pair[1].fileName} are
      </span>
      <SegmentedControl
        label="What the two files are"
        options={MEANINGS}
        value="hosts"
        onChange={() => void comparePair(pair)}
      />
    </div>
  );
}
