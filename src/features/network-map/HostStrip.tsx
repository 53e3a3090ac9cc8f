import clsx from "clsx";
import { useEffect, useRef } from "react";
import type { NetworkMap } from "@/scene/network-map/networkMap";
import { useStop, useWalk } from "@/state/derived";
import { useStore } from "@/state/store";
import { useNetworkMap } from "@/state/useNetworkMap";
import { type StripHost, stripHosts } from "./stripHosts";

/** Wide enough for every host that is met; the strip has its own layout and only asks for names and addresses. */
const ANY_WIDTH_PX = 2000;

/** In a narrow window, instead of the map: the hosts on this packet's way, scrolled to where it is. */
export function HostStrip() {
  const { timeline } = useWalk();
  const stop = useStop();
  const { map } = useNetworkMap(ANY_WIDTH_PX);
  if (timeline === undefined || stop === undefined) return null;
  return (
    <section
      aria-label="Network map"
      className="flex h-15 shrink-0 items-center overflow-x-auto border-b border-line bg-panel px-4"
    >
      {stripHosts(timeline, stop.index).map((host) => (
        <Stop key={host.firstStop} host={host} address={addressOf(map, host.name)} />
      ))}
    </section>
  );
}

function addressOf(map: NetworkMap, name: string): string | undefined {
  const host = map.hosts.find(({ id }) => id === name);
  if (host?.kind === "outside") return host.side;
  return (
    host?.address ?? map.hosts.flatMap(({ pods }) => pods).find(({ id }) => id === name)?.address
  );
}

interface StopProps {
  readonly host: StripHost;
  readonly address: string | undefined;
}

function Stop({ host, address }: StopProps) {
  const box = useRef<HTMLButtonElement>(null);
  const seekStop = useStore((state) => state.playback.seekStop);
  useEffect(() => {
    if (host.look === "current")
      box.current?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [host.look]);
  return (
    <>
      {!host.isFirst && <Way isGone={host.look !== "to come"} />}
      <button
        ref={box}
        type="button"
        onClick={() => seekStop(Math.ceil(host.firstStop))}
        aria-current={host.look === "current" ? "location" : undefined}
        className={clsx(
          "flex h-11 shrink-0 flex-col justify-center rounded-3 bg-box px-2.5 text-left",
          host.look === "current" ? "ring-2 ring-ink" : "ring-1 ring-line",
        )}
      >
        <span className="text-[13px]/[16px] font-semibold whitespace-nowrap">
          {shortened(host.name)}
        </span>
        <span className="kernel text-text-2">{address}</span>
      </button>
    </>
  );
}

/** A pod's name is told apart by its end. The sentence and the packet's fields have it in full. */
function shortened(name: string): string {
  return name.length > 14 ? `…${name.slice(-12)}` : name;
}

function Way({ isGone }: { readonly isGone: boolean }) {
  return (
    <svg aria-hidden="true" className="mx-1 h-3 w-6 shrink-0" viewBox="0 0 24 12">
      <path
        d="M1 6H16"
        strokeWidth={2}
        strokeDasharray={isGone ? undefined : "2 4"}
        strokeLinecap="round"
        className="stroke-ink"
      />
      <path d="M24 6l-8 -4.5v9z" className="fill-ink" />
    </svg>
  );
}
