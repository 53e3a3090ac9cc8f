import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useEffect } from "react";
import { useStore } from "@/state/store";
import { IconButton } from "@/ui/IconButton";

const DONE_SHOWN_MS = 4000;

/** What the page has to say once. A success goes by itself; a problem stays until it is closed. */
export function Notice() {
  const notice = useStore((state) => state.panels.notice);
  const notify = useStore((state) => state.panels.notify);
  useEffect(() => {
    if (notice?.kind !== "done") return;
    const timer = setTimeout(() => notify(undefined), DONE_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice, notify]);
  const Icon = notice?.kind === "done" ? CircleCheck : CircleAlert;
  return (
    <div role="status" className="fixed bottom-4 left-4 z-40 max-w-[min(480px,calc(100vw-32px))]">
      {notice !== undefined && (
        <div className="flex items-start gap-2 rounded-3 border border-line bg-box py-2 pr-2 pl-3 text-md shadow-float">
          <Icon
            aria-hidden="true"
            className={
              notice.kind === "done"
                ? "mt-1 size-4 shrink-0 text-verdict-accept-text"
                : "mt-1 size-4 shrink-0 text-verdict-drop-text"
            }
          />
          <p className="py-0.5">{notice.text}</p>
          <IconButton label="Close" onClick={() => notify(undefined)}>
            <X aria-hidden="true" className="size-3.5" />
          </IconButton>
        </div>
      )}
    </div>
  );
}
