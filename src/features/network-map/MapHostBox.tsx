import clsx from "clsx";
import type { MapState } from "@/scene/network-map/mapStateAt";
import type { MapHost, MapPod } from "@/scene/network-map/networkMap";
import type { PodCondition } from "@/state/podConditions";
import { ConditionSign } from "@/ui/ConditionSign";
import { LongName } from "@/ui/LongName";

export interface MapHostBoxProps {
  readonly host: MapHost;
  readonly state: MapState;
  /** Leads the player to the packet's next stay on this host; undefined when it never comes here. */
  readonly onVisit: (() => void) | undefined;
  /** Of the pods that are not just ready, by address. */
  readonly conditions: ReadonlyMap<string, PodCondition>;
}

/** A node with its pods, or a host outside. */
export function MapHostBox({ host, state, onVisit, conditions }: MapHostBoxProps) {
  const look = state.hosts.get(host.id);
  return (
    <section
      aria-label={host.name}
      aria-current={look === "current" ? "location" : undefined}
      className={clsx(
        "absolute rounded-3 bg-box",
        look === "current" ? "ring-2 ring-ink" : "ring-1 ring-line",
      )}
      style={{ left: host.x, top: host.y, width: host.widthPx, height: host.heightPx }}
    >
      {onVisit !== undefined && (
        <button
          type="button"
          aria-label={`Go to the packet on ${host.name}`}
          onClick={onVisit}
          className="absolute inset-0 rounded-3 hover:bg-hover"
        />
      )}
      <header
        className={clsx(
          "pointer-events-none relative flex h-8.5 items-center gap-2 pl-3 text-[13px]/[20px] whitespace-nowrap",
          look === "current" && host.kind === "node" ? "pr-31" : "pr-3",
        )}
      >
        <strong className="font-semibold">{host.name}</strong>
        {host.kind === "node" && hasRoomForAddress(host, look === "current") && (
          <span className="kernel truncate text-text-2">{host.address}</span>
        )}
        <span className="ml-auto text-[12px]/[16px] text-text-2">
          {look === "next" ? "next host" : host.side}
        </span>
      </header>
      {host.kind === "outside" && (
        <p className="kernel pointer-events-none relative px-3 py-1">{host.address}</p>
      )}
      {host.pods.map((pod) => (
        <PodBox
          key={pod.id}
          pod={pod}
          host={host}
          look={state.pods.get(pod.id)}
          condition={conditions.get(pod.address)}
        />
      ))}
      {host.morePods > 0 && (
        <span className="absolute right-2 bottom-3.5 text-[12px]/[16px] text-text-2">
          +{host.morePods} <span className="sr-only">more pods</span>
        </span>
      )}
    </section>
  );
}

const CHARACTER_PX = 7.4;
const PADDING_PX = 32;
/** What the packet's label takes at the right. */
const LABEL_PX = 124;

/** Rather no address than a part of one. */
function hasRoomForAddress({ name, address, widthPx }: MapHost, isCurrent: boolean): boolean {
  const text = (name.length + address.length) * CHARACTER_PX;
  return text + PADDING_PX + (isCurrent ? LABEL_PX : 0) <= widthPx;
}

/** Of a name so many characters tell one pod from another; the rest gives way to the address. */
const LEAST_NAME = 8;
const POD_PADDING_PX = 24;

/** Rather no address than one that covers the name. */
function hasRoomForPodAddress({ name, address, widthPx }: MapPod): boolean {
  const characters = Math.min(name.length, LEAST_NAME) + address.length;
  return characters * CHARACTER_PX + POD_PADDING_PX <= widthPx;
}

interface PodBoxProps {
  readonly pod: MapPod;
  readonly host: MapHost;
  readonly look: "current" | "destination" | "visited" | undefined;
  readonly condition: PodCondition | undefined;
}

function PodBox({ pod, host, look, condition }: PodBoxProps) {
  return (
    <div
      title={[pod.name, pod.address, condition].join(" ").trim()}
      data-condition={condition}
      aria-current={look === "current" ? "location" : undefined}
      className={clsx(
        "kernel pointer-events-none absolute flex items-center justify-between gap-2 overflow-hidden rounded-2 bg-canvas px-2 whitespace-nowrap",
        look === undefined && condition === undefined && "ring-1 ring-line ring-inset",
        look === undefined &&
          condition !== undefined &&
          "border border-dashed border-line-strong px-1.75 text-text-2",
        look === "visited" && "ring-1 ring-text-3 ring-inset",
        look === "destination" && "ring-[1.5px] ring-target-dnat ring-inset",
        look === "current" && "pl-4 ring-2 ring-ink ring-inset",
      )}
      style={{
        left: pod.x - host.x,
        top: pod.y - host.y,
        width: pod.widthPx,
        height: pod.heightPx,
      }}
    >
      <ConditionSign condition={condition} />
      <LongName name={pod.name} />
      {hasRoomForPodAddress(pod) && <span className="ml-auto text-text-2">{pod.address}</span>}
    </div>
  );
}
