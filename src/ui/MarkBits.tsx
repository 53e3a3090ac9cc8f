import clsx from "clsx";
import type { SVGProps } from "react";

export interface MarkBitsProps {
  /** 32 bits, unsigned. */
  readonly value: number;
  /** The value one hop earlier, so that changed bits are told. */
  readonly before: number;
  readonly className?: string;
}

const BITS = Array.from({ length: 32 }, (_, index) => 31 - index);
const ALWAYS_LABELLED = new Set([31, 24, 8, 0]);

/** Cells of 11 px, a gap after every four and a wider one after every eight. */
function bitX(bit: number): number {
  const place = 31 - bit;
  return place * 12 + Math.floor(place / 4) * 4 + 0.5;
}

function isSet(value: number, bit: number): boolean {
  return ((value >>> bit) & 1) === 1;
}

/** The bits that are 1, highest first. */
function setBits(value: number): readonly number[] {
  return BITS.filter((bit) => isSet(value, bit));
}

/** Whether a fixed index would stand too close to the label of a bit that is set. */
function isCrowded(bit: number, labelled: readonly number[]): boolean {
  return labelled.some((other) => other !== bit && Math.abs(bitX(other) - bitX(bit)) < 20);
}

/** The firewall mark as 32 cells; a set bit is filled and says 1, one that was just cleared keeps its outline. */
export function MarkBits({ value, before, className }: MarkBitsProps) {
  const set = setBits(value);
  const hex = `0x${value.toString(16)}`;
  const name =
    set.length === 0
      ? `mark ${hex}: no bit is set`
      : `mark ${hex}: ${set.length === 1 ? "bit" : "bits"} ${set.join(", ")} set`;
  const labelled = BITS.filter(
    (bit) => isSet(value, bit) || (ALWAYS_LABELLED.has(bit) && !isCrowded(bit, set)),
  );
  return (
    <svg viewBox="0 0 412 32" role="img" aria-label={name} className={clsx("kernel", className)}>
      {BITS.map((bit) => (
        <Bit
          key={bit}
          x={bitX(bit)}
          isSet={isSet(value, bit)}
          isChanged={isSet(value, bit) !== isSet(before, bit)}
        />
      ))}
      {labelled.map((bit) => (
        <text
          key={bit}
          x={bitX(bit) + 5.5}
          y={30}
          textAnchor="middle"
          className={isSet(value, bit) ? "fill-target-mark-text font-semibold" : "fill-text-3"}
          fontSize={12}
        >
          {bit}
        </text>
      ))}
    </svg>
  );
}

interface BitProps {
  readonly x: number;
  readonly isSet: boolean;
  readonly isChanged: boolean;
}

function Bit({ x, isSet: isOn, isChanged }: BitProps) {
  const box: SVGProps<SVGRectElement> = { x, y: 0.5, width: 11, height: 15, rx: 2 };
  return (
    <>
      <rect
        {...box}
        strokeWidth={isChanged ? 1.5 : 1}
        className={clsx(
          isOn ? "fill-target-mark" : "fill-inset",
          isOn || isChanged ? "stroke-target-mark" : "stroke-line-strong",
        )}
      />
      {isOn && (
        <text
          x={x + 5.5}
          y={12}
          textAnchor="middle"
          fontSize={12}
          className="fill-target-mark-on font-bold"
        >
          1
        </text>
      )}
    </>
  );
}
