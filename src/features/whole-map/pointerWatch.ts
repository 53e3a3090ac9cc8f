import type { Point } from "@/ui/point";
import type { CameraMan } from "./cameraMan";
import type { MapHands } from "./mapHands";

/** A pointer that moved less than this has tapped. */
const STILL_PX = 6;
const DOUBLE_MS = 350;
const DOUBLE_PX = 24;

/** Follows the pointers on the canvas: one drags, two pinch, one that stays is a tap. */
export class PointerWatch {
  readonly #element: HTMLCanvasElement;
  readonly #camera: CameraMan;
  readonly #hands: () => MapHands;
  readonly #down = new Map<number, Point>();
  readonly #leaving = new AbortController();
  #began: Point = { x: 0, y: 0 };
  #isStill = false;
  #lastTap: (Point & { readonly timeMs: number }) | undefined;

  constructor(element: HTMLCanvasElement, camera: CameraMan, hands: () => MapHands) {
    this.#element = element;
    this.#camera = camera;
    this.#hands = hands;
    const { signal } = this.#leaving;
    element.addEventListener("pointerdown", (event) => this.#onDown(event), { signal });
    element.addEventListener("pointermove", (event) => this.#onMove(event), { signal });
    element.addEventListener("pointerup", (event) => this.#onUp(event), { signal });
    element.addEventListener("pointercancel", (event) => this.#forget(event), { signal });
    element.addEventListener("pointerleave", () => this.#hands().onHover(undefined), { signal });
  }

  stop(): void {
    this.#leaving.abort();
  }

  #onDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#element.setPointerCapture(event.pointerId);
    const at = pointOf(event);
    this.#down.set(event.pointerId, at);
    this.#began = at;
    this.#isStill = this.#down.size === 1;
    this.#camera.stop();
  }

  #onMove(event: PointerEvent): void {
    const at = pointOf(event);
    const before = this.#down.get(event.pointerId);
    if (before === undefined) {
      if (event.pointerType === "mouse") this.#hands().onHover(at);
      return;
    }
    if (this.#isStill && distance(at, this.#began) < STILL_PX) return;
    this.#isStill = false;
    const other = [...this.#down].find(([id]) => id !== event.pointerId)?.[1];
    this.#down.set(event.pointerId, at);
    if (other === undefined) this.#camera.panBy(at.x - before.x, at.y - before.y);
    else this.#pinch(before, at, other);
  }

  /** The middle of the two fingers stays over the same point of the map. */
  #pinch(before: Point, at: Point, other: Point): void {
    const middle = { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 };
    this.#camera.panBy((at.x - before.x) / 2, (at.y - before.y) / 2);
    const factor = Math.max(1, distance(at, other)) / Math.max(1, distance(before, other));
    if (factor > 1 && this.#camera.isNearest) this.#hands().onBeyond(middle);
    else this.#camera.zoomBy(factor, middle);
  }

  #onUp(event: PointerEvent): void {
    const wasStill = this.#isStill && this.#down.has(event.pointerId);
    this.#forget(event);
    if (!wasStill) return;
    const at = pointOf(event);
    const last = this.#lastTap;
    const isDouble =
      last !== undefined &&
      event.timeStamp - last.timeMs < DOUBLE_MS &&
      distance(at, last) < DOUBLE_PX;
    this.#lastTap = isDouble ? undefined : { ...at, timeMs: event.timeStamp };
    if (isDouble) this.#hands().onDoubleTap(at);
    else this.#hands().onTap(at);
  }

  #forget(event: PointerEvent): void {
    this.#down.delete(event.pointerId);
  }
}

function pointOf({ offsetX, offsetY }: PointerEvent): Point {
  return { x: offsetX, y: offsetY };
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
