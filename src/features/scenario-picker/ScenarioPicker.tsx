import { use } from "react";
import { loadScenarios, type Scenario, TOPICS, type Topic } from "@/state/scenarioList";
import { useStore } from "@/state/store";
import { Sheet } from "@/ui/Sheet";

const scenarios = loadScenarios();

const TITLES: Readonly<Record<Topic, string>> = {
  services: "Services",
  policies: "Policies",
  addresses: "Addresses from outside",
  networks: "Overlay networks",
  pasted: "Pasted rules",
  nodes: "Whole nodes",
};

/** The built-in examples by topic: what happens in each. */
export function ScenarioPicker() {
  const list = use(scenarios);
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  return (
    <Sheet title="Examples" isOpen side="wide" onClose={() => setOpenSheet(undefined)}>
      <div className="gap-x-2 p-2 md:columns-2">
        {TOPICS.map((topic) => (
          <section key={topic} aria-label={TITLES[topic]} className="mb-3 break-inside-avoid">
            <h3 className="px-3 py-1.5 text-md font-semibold text-text-3">{TITLES[topic]}</h3>
            <ul className="flex flex-col gap-0.5">
              {list
                .filter((scenario) => scenario.topic === topic)
                .map((scenario) => (
                  <Entry key={scenario.id} scenario={scenario} />
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Sheet>
  );
}

function Entry({ scenario: { document, summary } }: { readonly scenario: Scenario }) {
  const isShown = useStore((state) => state.document.title === document.title);
  const { openDocument } = useStore((state) => state.editing);
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  return (
    <li className="break-inside-avoid">
      <button
        type="button"
        aria-current={isShown}
        onClick={() => {
          openDocument(document);
          setOpenSheet(undefined);
        }}
        className="w-full rounded-3 px-3 py-1.5 text-left hover:bg-hover aria-current:bg-selected"
      >
        <span className="block text-md font-semibold">{document.title}</span>
        <span className="block text-md text-text-2">{summary}</span>
      </button>
    </li>
  );
}
