import { useReactFlow, useStoreApi } from "@xyflow/react";
import { type RefObject, useEffect } from "react";
import { useStore } from "@/state/store";
import { isFarOut } from "./useGraphCamera";

/** Where the graph is as far out as it is of use, a wheel or two fingers go on to the whole map. */
export function useZoomOutToMap(frame: RefObject<HTMLElement | null>): void {
  const flow = useReactFlow();
  const flowStore = useStoreApi();
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    let pinchedFrom = 0;
    const goOn = () => {
      if (isFarOut(flow, flowStore.getState())) useStore.getState().panels.setWholeMap("open");
    };
    const onWheel = (event: WheelEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.deltaY > 0) goOn();
    };
    const onTouch = ({ type, touches }: TouchEvent) => {
      if (type === "touchstart") pinchedFrom = touches.length === 2 ? flow.getZoom() : 0;
      else if (flow.getZoom() < pinchedFrom) goOn();
    };
    const passive = { passive: true, capture: true };
    element.addEventListener("wheel", onWheel, passive);
    element.addEventListener("touchstart", onTouch, passive);
    element.addEventListener("touchmove", onTouch, passive);
    return () => {
      element.removeEventListener("wheel", onWheel, passive);
      element.removeEventListener("touchstart", onTouch, passive);
      element.removeEventListener("touchmove", onTouch, passive);
    };
  }, [flow, flowStore, frame]);
}
