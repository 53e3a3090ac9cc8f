import clsx from "clsx";
import type { Comparison, Difference } from "@/conformance/compareWithKernel";
import { NotEqual } from "@/ui/NotEqual";
import { Scroller } from "@/ui/Scroller";
import { type HopPair, hopPairs } from "./hopPairs";

/** Where the engine and the kernel do not agree in a case, hop beside hop. */
export function Differences({ comparison }: { readonly comparison: Comparison }) {
  return (
    <Scroller
      label={`Differences in ${comparison.name}`}
      className="max-h-[55%] shrink-0 border-t border-line bg-box px-5 py-3"
    >
      {comparison.differences.map((difference) => (
        <One
          key={`${difference.packet} ${difference.turn} ${difference.sentence}`}
          difference={difference}
        />
      ))}
    </Scroller>
  );
}

function One({ difference }: { readonly difference: Difference }) {
  const { packet, turn, sentence, kernel, engine } = difference;
  const pairs = hopPairs(kernel, engine);
  const first = pairs.find(({ isSame }) => !isSame);
  return (
    <div className="mb-4 last:mb-0">
      {packet !== undefined && (
        <h4 className="text-md font-semibold">
          Packet {packet + 1}
          {turn !== undefined && turn > 0 && `, reply ${turn}`}
        </h4>
      )}
      <p className="mb-2 text-md wrap-anywhere text-text-2">
        {first === undefined ? sentence : `Hop ${first.number} is the first that differs.`}
      </p>
      {pairs.length > 0 && <HopTable pairs={pairs} />}
    </div>
  );
}

function bringIntoView(row: HTMLElement | null): void {
  row?.scrollIntoView({ block: "nearest" });
}

function HopTable({ pairs }: { readonly pairs: readonly HopPair[] }) {
  const first = pairs.find(({ isSame }) => !isSame)?.number;
  return (
    <table className="kernel w-full text-left">
      <thead>
        <tr className="font-sans text-sm text-text-3">
          <th className="w-5">
            <span className="sr-only">Same</span>
          </th>
          <th className="w-1/2 py-1 font-normal">Kernel</th>
          <th className="py-1 font-normal">Engine</th>
        </tr>
      </thead>
      <tbody>
        {pairs.map(({ number, isSame, kernel, engine }) => (
          <tr
            key={number}
            ref={number === first ? bringIntoView : undefined}
            className={clsx(
              "border-t border-line-faint align-top",
              isSame ? "text-text-3" : "bg-verdict-drop-soft text-text",
            )}
          >
            <td className="py-1 pl-1">
              {!isSame && (
                <NotEqual label="differs" className="mt-0.5 size-3 text-verdict-drop-text" />
              )}
            </td>
            <td className="py-1 pr-3 wrap-anywhere">{kernel ?? "no such hop"}</td>
            <td className="py-1 wrap-anywhere">{engine ?? "no such hop"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
