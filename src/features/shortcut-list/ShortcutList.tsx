import { useStore } from "@/state/store";
import { Kbd } from "@/ui/Kbd";
import { Sheet } from "@/ui/Sheet";

const KEYS: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ["space"], does: "Play or pause" },
  { keys: ["←", "→"], does: "One hop back or on" },
  { keys: ["shift ←", "shift →"], does: "To the change before or after" },
  { keys: ["Home", "End"], does: "To the first or last hop" },
  { keys: ["t"], does: "Type a packet, or paste a line of tcpdump" },
  { keys: ["ctrl Enter"], does: "Send the packet" },
  { keys: ["ctrl Z", "ctrl shift Z"], does: "Undo, redo" },
  { keys: ["s", "ctrl K"], does: "Find a Service, pod, address, port, chain, comment or mark" },
  { keys: ["b"], does: "From what was found back to the walk" },
  { keys: ["/"], does: "Search in the rules" },
  { keys: ["r"], does: "Rules" },
  { keys: ["Enter"], does: "In the rules of a dump: edit the line" },
  { keys: ["Delete"], does: "Disable the rule, or enable it again" },
  { keys: ["alt ↑", "alt ↓"], does: "Move the rule up or down" },
  { keys: ["Insert", "shift Insert"], does: "Insert a rule after or before the line" },
  { keys: ["l"], does: "Walk log" },
  { keys: ["f"], does: "Follow the packet, or stop following" },
  { keys: ["m"], does: "All chains as one picture, or back to the graph" },
  { keys: ["+", "-"], does: "Zoom in or out; far out the graph becomes the whole map" },
  { keys: ["p"], does: "Projector: larger, fewer panels" },
  { keys: ["h"], does: "Cover the sentence: predict the next hop" },
  { keys: ["?"], does: "This list" },
  { keys: ["Esc"], does: "Close what is on top" },
];

/** The keys of the page. */
export function ShortcutList() {
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  return (
    <Sheet title="Keys" isOpen side="middle" onClose={() => setOpenSheet(undefined)}>
      <dl className="grid grid-cols-[max-content_1fr] gap-x-6 gap-y-2 p-4 text-md">
        {KEYS.map(({ keys, does }) => (
          <div key={does} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
