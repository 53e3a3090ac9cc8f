import type { Point } from "@/ui/point";
import {
  keptView,
  type MapGround,
  type MapView,
  viewBetween,
  wholeView,
  zoomedAt,
} from "./mapCamera";

/** Moves the window over the map, at once or in a glide, and says whenever it has moved. */
export class CameraMan {
  #ground: MapGround;
  #view: MapView;
  readonly #onMove: () => void;
  #glide = 0;

  constructor(ground: MapGround, onMove: () => void) {
    this.#ground = ground;
    this.#view = wholeView(ground);
    this.#onMove = onMove;
  }

  get view(): MapView {
    return this.#view;
  }

  get ground(): MapGround {
    return this.#ground;
  }

  /** Whether all of the map is in the window. */
  get isWhole(): boolean {
    return this.#view.zoom <= wholeView(this.#ground).zoom * 1.001;
  }

  /** Whether names and rules are as large as they get. */
  get isNearest(): boolean {
    return this.#view.zoom >= this.#ground.mostZoom * 0.999;
  }

  /** Another window or another layout: the whole stays the whole, else the same part of the map stays in the middle. */
  stand(ground: MapGround): void {
    const before = this.#ground;
    const wasWhole = this.isWhole;
    this.stop();
    this.#ground = ground;
    if (wasWhole) this.moveTo(wholeView(ground));
    else this.moveTo(moved(this.#view, before, ground));
  }

  moveTo(view: MapView): void {
    this.#view = keptView(view, this.#ground);
    this.#onMove();
  }

  panBy(x: number, y: number): void {
    this.stop();
    this.moveTo({ ...this.#view, x: this.#view.x + x, y: this.#view.y + y });
  }

  zoomBy(factor: number, at: Point = this.#middle()): void {
    this.stop();
    this.moveTo(zoomedAt(this.#view, at, factor));
  }

  /** Goes there in so many ms, then calls `done`. */
  glideTo(view: MapView, durationMs: number, done?: () => void): void {
    this.stop();
    const from = this.#view;
    const to = keptView(view, this.#ground);
    const start = performance.now();
    const step = (now: number) => {
      const share = durationMs <= 0 ? 1 : Math.min(1, Math.max(0, (now - start) / durationMs));
      this.#view = viewBetween(from, to, eased(share));
      this.#onMove();
      if (share < 1) this.#glide = requestAnimationFrame(step);
      else done?.();
    };
    if (durationMs <= 0) step(start);
    else this.#glide = requestAnimationFrame(step);
  }

  glideToWhole(durationMs: number): void {
    this.glideTo(wholeView(this.#ground), durationMs);
  }

  stop(): void {
    cancelAnimationFrame(this.#glide);
  }

  #middle(): Point {
    const { window, coveredPx } = this.#ground;
    return { x: window.width / 2, y: coveredPx + (window.height - coveredPx) / 2 };
  }
}

/** The same share of the map in the middle of the new window. */
function moved(view: MapView, before: MapGround, after: MapGround): MapView {
  const zoom = view.zoom * (wholeView(after).zoom / wholeView(before).zoom);
  const across = (before.window.width / 2 - view.x) / view.zoom / before.map.width;
  const down = (before.window.height / 2 - view.y) / view.zoom / before.map.height;
  return {
    zoom,
    x: after.window.width / 2 - across * after.map.width * zoom,
    y: after.window.height / 2 - down * after.map.height * zoom,
  };
}

function eased(share: number): number {
  return share < 0.5 ? 4 * share ** 3 : 1 - (-2 * share + 2) ** 3 / 2;
}
