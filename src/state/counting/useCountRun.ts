import { useEffect, useRef, useState } from "react";
import { plainWorld } from "@/workers/plainWorld";
import { useStore } from "../store";
import { describedWorld } from "../walk/describedWorld";
import { packetRequest } from "../walk/packetRequest";
import { countAway } from "./countAway";
import type { CountRun } from "./countRun";

export interface CountRunControl {
  readonly run: CountRun;
  /** Begins that many new connections of the document's packet. */
  start(connections: number): void;
  cancel(): void;
}

/** Counts where new connections of the document's packet arrive, away from the page. Leaving the page's part ends it. */
export function useCountRun(): CountRunControl {
  const [run, setRun] = useState<CountRun>({ kind: "idle" });
  const controller = useRef<AbortController>(undefined);
  useEffect(() => () => controller.current?.abort(), []);
  const start = (connections: number) => {
    controller.current?.abort();
    const started = new AbortController();
    controller.current = started;
    count(connections, started.signal, (next) => {
      if (controller.current === started) setRun(next);
    });
  };
  const cancel = () => {
    controller.current?.abort();
    controller.current = undefined;
    setRun((last) => (last.kind === "running" ? { ...last, kind: "cancelled" } : last));
  };
  return { run, start, cancel };
}

async function count(
  connections: number,
  signal: AbortSignal,
  tell: (run: CountRun) => void,
): Promise<void> {
  const { document } = useStore.getState();
  const described = describedWorld(document.source);
  const asked = packetRequest(document, described);
  if (!asked.ok) {
    tell({ kind: "failed", sentence: asked.problem.sentence });
    return;
  }
  const { seed } = document;
  const { request } = asked;
  tell({ kind: "running", done: 0, total: connections });
  try {
    const world = plainWorld(described.spec, described.rules);
    const counted = await countAway(
      { world, request, connections, seed },
      { signal, onProgress: (done) => tell({ kind: "running", done, total: connections }) },
    );
    tell({ kind: "done", total: connections, seed, ...counted });
  } catch (error) {
    if (signal.aborted) return;
    const why = error instanceof Error ? error.message : String(error);
    tell({ kind: "failed", sentence: `The connections could not be counted: ${why}` });
  }
}
