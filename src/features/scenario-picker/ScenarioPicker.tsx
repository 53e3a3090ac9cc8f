import { use } from "react";
import { loadScenarios } from "@/state/scenarioList";
import { useStore } from "@/state/store";
import { Sheet } from "@/ui/Sheet";

const scenarios = loadScenarios();

/** The built-in examples: what happens in each, and what to look at. */
export function ScenarioPicker() {
  const list = use(scenarios);
  const title = useStore((state) => state.document.title);
  const { openDocument } = useStore((state) => state.editing);
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  return (
    <Sheet title="Examples" isOpen side="middle" onClose={() => setOpenSheet(undefined)}>
      <ul className="flex flex-col gap-1 p-2">
        {list.map((scenario) => (
          <li key={scenario.id}>
            <button
              type="button"
              aria-current={scenario.document.title === title}
              onClick={() => {
                openDocument(scenario.document);
                setOpenSheet(undefined);
              }}
              className="w-full rounded-3 px-3 py-2 text-left hover:bg-hover aria-current:bg-selected"
            >
              <span className="block text-md font-semibold">{scenario.document.title}</span>
              <span className="block text-md text-text-2">{scenario.summary}</span>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
