import clsx from "clsx";
import { CircleAlert, CircleCheck, CircleX } from "lucide-react";
import type { ReactNode } from "react";
import { type Figures, isStale } from "@/conformance/figures";
import { count, day, versionOf } from "./figureWords";

/** What the last run against a live kernel compared, and with what result. */
export function ProofFigures({ figures }: { readonly figures: Figures }) {
  if (figures.packets === 0) return <NotCompared />;
  return (
    <section aria-label="What was compared" className="px-5 pt-4 pb-5">
      <Verdict differences={figures.differences} />
      <dl className="mt-4 grid grid-cols-3 divide-x divide-line-faint rounded-3 border border-line bg-box">
        <Figure name="packets" value={figures.packets} />
        <Figure name="hops" value={figures.hops} />
        <Figure name="differences" value={figures.differences} />
      </dl>
      {isStale(figures) && <Stale />}
      <dl className="mt-4 text-md">
        <Fact name="Kernel">
          <code className="kernel">Linux {versionOf(figures.kernel)}</code>
        </Fact>
        <Fact name="Rules loaded by">
          <code className="kernel">iptables {figures.iptables}</code>, legacy
        </Fact>
        <Fact name="When">{day(figures.date)}</Fact>
        <Fact name="Cases by hand">{count(figures.cases)}</Fact>
        <Fact name="Random rulesets">
          {count(figures.rulesets)} of IPv4, from seeds {figures.seeds.first} to{" "}
          {figures.seeds.last}
        </Fact>
        <Fact name="Addresses">{families(figures)}</Fact>
      </dl>
      <p className="mt-4 text-md text-text-2">
        A recorder builds every case out of network namespaces, sends its packets through the real
        kernel and writes down each rule that matched. The engine of this page walks the same case,
        told only what chance decided, and has to agree in every field of every hop, in the outcome,
        the connections and the answers.
      </p>
    </section>
  );
}

function Verdict({ differences }: Pick<Figures, "differences">) {
  const isSame = differences === 0;
  const Icon = isSame ? CircleCheck : CircleX;
  return (
    <p className="flex items-start gap-2.5 text-xl font-semibold text-balance">
      <Icon
        aria-hidden="true"
        className={clsx(
          "mt-1 size-5 shrink-0",
          isSame ? "text-verdict-accept-text" : "text-verdict-drop-text",
        )}
      />
      {isSame
        ? "The engine did what the Linux kernel did, hop for hop."
        : "The engine and the Linux kernel do not agree everywhere."}
    </p>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: number;
}

function Figure({ name, value }: FigureProps) {
  return (
    <div className="flex flex-col-reverse px-3 py-2.5">
      <dt className="text-sm text-text-2">{name}</dt>
      <dd className="text-lg font-semibold tabular-nums md:text-xl">{count(value)}</dd>
    </div>
  );
}

interface FactProps {
  readonly name: string;
  readonly children: ReactNode;
}

function Fact({ name, children }: FactProps) {
  return (
    <div className="grid grid-cols-[128px_minmax(0,1fr)] in-data-[density=projector]:grid-cols-[192px_minmax(0,1fr)] border-b border-line-faint py-1 last:border-b-0">
      <dt className="text-text-2">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The figures speak of other sources than those that this page was built from. */
function Stale() {
  return (
    <p
      role="note"
      className="mt-3 flex gap-2 rounded-2 bg-verdict-undecided-soft px-3 py-2 text-md text-text"
    >
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span>
        <strong className="font-semibold">Stale:</strong> the engine's sources have changed since.
        How this engine does, the recorded cases tell.
      </span>
    </p>
  );
}

function NotCompared() {
  return (
    <section aria-label="What was compared" className="px-5 pt-4 pb-5">
      <p className="flex items-start gap-2.5 text-lg font-medium">
        <CircleAlert
          aria-hidden="true"
          className="mt-1 size-4 shrink-0 text-verdict-undecided-text"
        />
        No comparison with a live kernel has been written down for this build.
      </p>
      <p className="mt-2 text-md text-text-2">
        Its answers to the recorded cases are there all the same: run them here.
      </p>
    </section>
  );
}

/** The recorder may know one family only; then that is said. */
function families({ families: known }: Figures): string {
  return known.includes("ipv6")
    ? "IPv4 and IPv6"
    : "IPv4 only. Walks with IPv6 are tested by tables, not by a kernel.";
}
