import type { ServiceDifference } from "@/comparison/serviceDifferences";
import { LongList } from "@/ui/LongList";

export interface ServiceListProps {
  readonly services: readonly ServiceDifference[];
  /** The Service whose rules alone are shown. */
  readonly chosen: string | undefined;
  readonly onChoose: (service: string | undefined) => void;
}

const LISTED = 30;

/** What became of each Service; choosing one shows its rules only. */
export function ServiceList({ services, chosen, onChoose }: ServiceListProps) {
  if (services.length === 0) return null;
  const count = services.length.toLocaleString("en");
  return (
    <section aria-label="Services that differ" className="mt-3">
      <h3 className="mb-1 text-md font-semibold">
        {count} {services.length === 1 ? "Service differs" : "Services differ"}
      </h3>
      <LongList items={services} noun="Services" listed={LISTED} textOf={textOf} keyOf={keyOf}>
        {({ name, what }) => (
          <li key={name}>
            <button
              type="button"
              aria-pressed={name === chosen}
              onClick={() => onChoose(name === chosen ? undefined : name)}
              className="w-full rounded-2 px-2 py-1.5 text-left hover:bg-hover aria-pressed:bg-selected"
            >
              <span className="kernel block wrap-anywhere">{name}</span>
              <span className="block text-sm wrap-anywhere text-text-2">{what.join(" · ")}</span>
            </button>
          </li>
        )}
      </LongList>
    </section>
  );
}

function textOf({ name, what }: ServiceDifference): string {
  return `${name} ${what.join(" ")}`;
}

function keyOf({ name }: ServiceDifference): string {
  return name;
}
