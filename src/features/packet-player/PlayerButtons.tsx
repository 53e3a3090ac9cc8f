import { ChevronLeft, ChevronRight, Pause, Play, SkipBack, SkipForward } from "lucide-react";
import { SPEEDS } from "@/state/playback";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";
import { IconButton } from "@/ui/IconButton";
import { Tooltip } from "@/ui/Tooltip";

export interface PlayerButtonsProps {
  /** 44 px buttons over the whole width, for the phone. */
  readonly isTouch?: boolean;
}

/** Start, back, play or pause, forward, end, and speed. */
export function PlayerButtons({ isTouch = false }: PlayerButtonsProps) {
  const playback = useStore((state) => state.playback);
  const size = isTouch ? "touch" : "default";
  const bordered = "border-line! bg-box hover:bg-hover";
  return (
    <fieldset
      aria-label="Playback"
      className={
        isTouch
          ? "grid grid-cols-[44px_56px_1fr_56px_44px] gap-2"
          : "flex items-center gap-1 [&_svg]:size-3.5"
      }
    >
      <IconButton label="To the start" shortcut="Home" size={size} onClick={playback.toStart}>
        <SkipBack aria-hidden="true" className="size-4 fill-current" />
      </IconButton>
      <IconButton
        label="One hop back"
        shortcut="←"
        size={size}
        className={isTouch ? `${bordered} w-full!` : bordered}
        onClick={() => playback.step(-1)}
      >
        <ChevronLeft aria-hidden="true" className="size-4" />
      </IconButton>
      <PlayButton isTouch={isTouch} />
      <IconButton
        label="One hop on"
        shortcut="→"
        size={size}
        className={isTouch ? `${bordered} w-full!` : bordered}
        onClick={() => playback.step(1)}
      >
        <ChevronRight aria-hidden="true" className="size-4" />
      </IconButton>
      {!isTouch && (
        <IconButton label="To the end" shortcut="End" onClick={playback.toEnd}>
          <SkipForward aria-hidden="true" className="size-4 fill-current" />
        </IconButton>
      )}
      <SpeedButton isTouch={isTouch} />
    </fieldset>
  );
}

function PlayButton({ isTouch }: { readonly isTouch: boolean }) {
  const isPlaying = useStore((state) => state.playback.isPlaying);
  const toggle = useStore((state) => state.playback.togglePlay);
  const Icon = isPlaying ? Pause : Play;
  const name = isPlaying ? "Pause" : "Play";
  return (
    <Tooltip text={`${name} (space)`}>
      <Button
        variant="primary"
        size={isTouch ? "touch" : "default"}
        aria-label={name}
        className={isTouch ? "" : "w-10 px-0!"}
        onClick={toggle}
      >
        <Icon aria-hidden="true" className="size-4 fill-current" />
        {isTouch && name}
      </Button>
    </Tooltip>
  );
}

/** Each press takes the next speed; after the last comes the first. */
function SpeedButton({ isTouch }: { readonly isTouch: boolean }) {
  const speed = useStore((state) => state.playback.speed);
  const setSpeed = useStore((state) => state.playback.setSpeed);
  const next = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
  return (
    <Tooltip text={`Speed: next ${next}×`}>
      <Button
        variant="plain"
        size={isTouch ? "touch" : "default"}
        aria-label={`Speed ${speed}×`}
        className="kernel w-11 px-0!"
        onClick={() => setSpeed(next)}
      >
        {speed}×
      </Button>
    </Tooltip>
  );
}
