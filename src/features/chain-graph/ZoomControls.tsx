import { useStore as useFlowStore } from "@xyflow/react";
import { Minus, Plus } from "lucide-react";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";
import { IconButton } from "@/ui/IconButton";
import { useGraphCamera } from "./useGraphCamera";

/** Zoom, fit, and whether the camera goes with the packet. Must be used inside `ChainGraphCamera`. */
export function ZoomControls() {
  const camera = useGraphCamera();
  const zoom = useFlowStore((state) => state.transform[2]);
  const follow = useStore((state) => state.playback.follow);
  const setFollow = useStore((state) => state.playback.setFollow);
  const setWholeMap = useStore((state) => state.panels.setWholeMap);
  return (
    <div className="flex items-center gap-1">
      <IconButton label="Zoom out" data-zoom="out" onClick={camera.zoomOut}>
        <Minus aria-hidden="true" className="size-3.5" />
      </IconButton>
      <output aria-label="Zoom" className="kernel min-w-10 text-center text-text-2">
        {Math.round((zoom / camera.baseZoom) * 100)}%
      </output>
      <IconButton label="Zoom in" data-zoom="in" onClick={() => camera.zoomBy(1.25)}>
        <Plus aria-hidden="true" className="size-3.5" />
      </IconButton>
      <Button
        variant="plain"
        className="px-2! text-sm"
        onClick={() => {
          setFollow(false);
          camera.fit();
        }}
      >
        Fit
      </Button>
      <Button variant="plain" className="px-2! text-sm" onClick={() => setWholeMap("open")}>
        Whole map
      </Button>
      <Button className="px-2! text-sm" aria-pressed={follow} onClick={() => setFollow(!follow)}>
        Follow packet
      </Button>
    </div>
  );
}
