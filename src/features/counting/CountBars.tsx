import clsx from "clsx";
import { type CountBar, type CountRun, countBars } from "@/state/counting/countRun";

export interface CountBarsProps {
  readonly run: Extract<CountRun, { readonly kind: "done" }>;
}

/** A bar for each endpoint with its share, and how fast it went. */
export function CountBars({ run: { counts, total, seed, tookMs } }: CountBarsProps) {
  const bars = countBars(counts, total);
  const longest = Math.max(...bars.map(({ share }) => share));
  return (
    <section aria-label="Connections by endpoint" className="flex flex-col gap-3">
      <ol className="flex flex-col gap-2.5">
        {bars.map((bar) => (
          <Bar key={`${bar.name} ${bar.address}`} bar={bar} longest={longest} />
        ))}
      </ol>
      <p className="border-t border-line-faint pt-3 text-md text-text-2">
        {total.toLocaleString("en")} connections in {seconds(tookMs)}, {rate(total, tookMs)} a
        second, with seed {seed}. {walkedSentence(counts.walked, total)}
      </p>
    </section>
  );
}

interface BarProps {
  readonly bar: CountBar;
  /** The greatest share, whose bar is as wide as there is room. */
  readonly longest: number;
}

function Bar({ bar: { name, address, count, share }, longest }: BarProps) {
  const hasFailed = address === undefined;
  return (
    <li>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="kernel font-medium text-text">{name}</span>
        {address !== undefined && <span className="kernel text-text-3">{address}</span>}
        <span className="ml-auto text-md tabular-nums">
          {count.toLocaleString("en")}
          <strong className="inline-block w-18 text-right font-semibold">{percent(share)}</strong>
        </span>
      </p>
      <div className="mt-1 h-2.5 rounded-1 bg-inset">
        <div
          className={clsx("h-full rounded-1", hasFailed ? "bg-verdict-drop" : "bg-target-dnat")}
          style={{ width: `${(100 * share) / longest}%` }}
        />
      </div>
    </li>
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function seconds(tookMs: number): string {
  return tookMs < 1000 ? `${Math.round(tookMs)} ms` : `${(tookMs / 1000).toFixed(2)} s`;
}

function rate(total: number, tookMs: number): string {
  return Math.round((1000 * total) / Math.max(tookMs, 1)).toLocaleString("en");
}

/** That most are not walked hop by hop is no secret: they differ from one that was in nothing any rule looks at. */
function walkedSentence(walked: number, total: number): string {
  if (walked === total) return "Each was walked hop by hop.";
  const others = (total - walked).toLocaleString("en");
  return `${walked.toLocaleString("en")} ${walked === 1 ? "was" : "were"} walked hop by hop; the other ${others} met the same draws and went the same ways.`;
}
