import { Send } from "lucide-react";
import type { ReactNode } from "react";
import type { FoundGroup, FoundRules } from "@/scene/rules-index/foundRules";
import type { IndexedService, RulesIndex } from "@/scene/rules-index/rulesIndex";
import type { FoundRule } from "@/state/selection";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";
import { Chip } from "@/ui/Chip";

export interface FoundGroupsProps {
  readonly index: RulesIndex;
  readonly found: FoundRules;
  readonly onGo: (place: Omit<FoundRule, "node">) => void;
}

/** What was found, by kind; each result leads to its chain or rule. */
export function FoundGroups({ index, found, onGo }: FoundGroupsProps) {
  const { services, chains, addresses, rules } = found;
  const goToChain = (number: number) => {
    const chain = index.chains[number];
    if (chain !== undefined) onGo({ table: chain.table, chain: chain.name, ruleNumber: 0 });
  };
  const goToLine = (line: number) => {
    const chain = index.chains[index.chainOfLine[line] ?? -1];
    const ruleNumber = index.numberOfLine[line] ?? 0;
    if (chain !== undefined) onGo({ table: chain.table, chain: chain.name, ruleNumber });
  };
  const total = services.count + chains.count + addresses.count + rules.count;
  return (
    <>
      <p role="status" className="sr-only">
        {total.toLocaleString("en")} found
      </p>
      {total === 0 && <p className="py-2 text-md text-text-3">Nothing of that in these rules.</p>}
      <Group title="Services" group={services}>
        {(service) => (
          <ServiceResult
            key={service.name}
            service={service}
            onGo={() => goToChain(service.chain)}
          />
        )}
      </Group>
      <Group title="Chains" group={chains}>
        {({ table, name, rules: count, references }) => (
          <Result key={`${table}/${name}`} onGo={() => onGo({ table, chain: name, ruleNumber: 0 })}>
            <Chip tone={table}>{table}</Chip>
            <code className="kernel truncate">{name}</code>
            <Aside>
              {counted(count, "rule")}, {counted(references, "reference")}
            </Aside>
          </Result>
        )}
      </Group>
      <Group title="Addresses" group={addresses}>
        {({ address, owner, rules: count, line }) => (
          <Result key={address} onGo={() => goToLine(line)}>
            <code className="kernel">{address}</code>
            {owner !== undefined && <span className="truncate text-text-2">{owner}</span>}
            <Aside>{counted(count, "rule")}</Aside>
          </Result>
        )}
      </Group>
      <Group title="Rules" group={rules}>
        {({ table, chain, ruleNumber, text, line }) => (
          <Result key={line} onGo={() => onGo({ table, chain, ruleNumber })}>
            <Chip tone={table}>{table}</Chip>
            <code
              className="kernel line-clamp-2 py-1 wrap-anywhere max-md:line-clamp-4 max-md:py-0"
              title={text}
            >
              {text}
            </code>
          </Result>
        )}
      </Group>
    </>
  );
}

function counted(count: number, name: string): string {
  return `${count.toLocaleString("en")} ${name}${count === 1 ? "" : "s"}`;
}

interface GroupProps<Item> {
  readonly title: string;
  readonly group: FoundGroup<Item>;
  readonly children: (item: Item) => ReactNode;
}

function Group<Item>({ title, group, children }: GroupProps<Item>) {
  if (group.count === 0) return null;
  return (
    <section aria-label={title} className="pb-2">
      <h3 className="flex items-baseline gap-2 pt-2 pb-1 text-sm font-semibold text-text-2">
        {title}
        <span className="font-normal text-text-3">
          {group.first.length < group.count
            ? `the first ${group.first.length} of ${group.count.toLocaleString("en")}`
            : group.count}
        </span>
      </h3>
      <ul>{group.first.map(children)}</ul>
    </section>
  );
}

interface ResultProps {
  readonly onGo: () => void;
  readonly children: ReactNode;
  /** What else can be done with it, beside it. */
  readonly action?: ReactNode;
}

function Result({ onGo, children, action }: ResultProps) {
  return (
    <li className="flex items-center gap-1">
      <button
        type="button"
        data-found="result"
        onClick={onGo}
        className="flex min-h-8 min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-0.5 rounded-2 px-2 text-left max-md:py-1.5 md:flex-nowrap text-md hover:bg-hover"
      >
        {children}
      </button>
      {action}
    </li>
  );
}

function Aside({ children }: { readonly children: ReactNode }) {
  return <span className="ml-auto shrink-0 pl-2 text-sm text-text-3">{children}</span>;
}

interface ServiceResultProps {
  readonly service: IndexedService;
  readonly onGo: () => void;
}

/** A Service can be sent a packet where the rules tell its address. */
function ServiceResult({ service, onGo }: ServiceResultProps) {
  const { name, address, port, protocol } = service;
  const isKnown = address !== undefined && port !== undefined;
  return (
    <Result
      onGo={onGo}
      action={
        isKnown && (
          <Button
            variant="plain"
            aria-label={`Send a packet to ${name}`}
            onClick={() => sendTo({ to: address, port, protocol: protocol ?? "tcp" })}
          >
            <Send aria-hidden="true" className="size-4" /> Send
          </Button>
        )
      }
    >
      <span className="truncate">{name}</span>
      {isKnown && (
        <Aside>
          <code className="kernel">
            {address}:{port}
          </code>{" "}
          {protocol}
        </Aside>
      )}
    </Result>
  );
}

interface Goal {
  readonly to: string;
  readonly port: number;
  readonly protocol: "tcp" | "udp";
}

function sendTo(goal: Goal): void {
  const { editing, panels } = useStore.getState();
  editing.editPacket(goal);
  panels.setOpenSheet(undefined);
  editing.send();
}
