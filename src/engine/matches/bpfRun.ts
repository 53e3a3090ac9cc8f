import { type Decision, decide } from "../net/decision";
import type { PacketBytes } from "../net/packetBytes";
import { UINT32_MAX } from "../net/uint32";
import { BPF_CLASS, type BpfInstruction } from "./bpfProgram";

/** 32 bits of which some may not be known; those are 0 in `bits`. */
interface Word {
  readonly bits: number;
  readonly known: number;
}

interface Machine {
  readonly bytes: PacketBytes;
  accumulator: Word;
  index: Word;
  readonly memory: Word[];
}

const ZERO: Word = { bits: 0, known: UINT32_MAX };
const UNKNOWN: Word = { bits: 0, known: 0 };
const UNKNOWN_BYTES: Decision = {
  missing: { kind: "payload", name: "bytes that the headers do not tell" },
};
/** From here on an address stands for something beside the packet. Source: linux/filter.h, SKF_LL_OFF. */
const BESIDE_THE_PACKET = 0xffe00000;

/**
 * Whether a program returns something but 0. Reading behind the packet's end returns 0; what hangs on bytes that are not known is
 * undecided.
 * Source: Linux Documentation/networking/filter.rst; net/core/filter.c.
 */
export function runBpf(program: readonly BpfInstruction[], bytes: PacketBytes): Decision {
  const machine: Machine = { bytes, accumulator: ZERO, index: ZERO, memory: [] };
  for (let at = 0; at < program.length; at++) {
    const instruction = program[at];
    if (instruction === undefined) break;
    const kind = instruction.code & 7;
    if (kind === BPF_CLASS.ret) return returned(machine, instruction);
    if (kind === BPF_CLASS.jump) {
      const passed = jump(machine, instruction);
      if (passed === undefined) return UNKNOWN_BYTES;
      at += passed;
    } else if (!execute(machine, kind, instruction)) return decide(false);
  }
  return decide(false);
}

function returned({ accumulator }: Machine, { code, k }: BpfInstruction): Decision {
  if (code === 0x06) return decide(k !== 0);
  if (accumulator.bits !== 0) return decide(true);
  return accumulator.known === UINT32_MAX ? decide(false) : UNKNOWN_BYTES;
}

/** How many instructions are passed over; undefined where that is not known. */
function jump(machine: Machine, instruction: BpfInstruction): number | undefined {
  const { code, jumpTrue, jumpFalse, k } = instruction;
  if (code === 0x05) return k;
  const { bits, known } = machine.accumulator;
  const other = operand(machine, instruction);
  const relevant = (code & 0xf0) === 0x40 ? other.bits : UINT32_MAX;
  if (other.known !== UINT32_MAX || (relevant & ~known) !== 0) return undefined;
  return COMPARISONS[code & 0xf0]?.(bits, other.bits) ? jumpTrue : jumpFalse;
}

const COMPARISONS: Readonly<Record<number, (one: number, other: number) => boolean>> = {
  16: (one, other) => one === other,
  32: (one, other) => one > other,
  48: (one, other) => one >= other,
  64: (one, other) => (one & other) !== 0,
};

/** The constant of an instruction, or the index register. */
function operand({ index }: Machine, { code, k }: BpfInstruction): Word {
  return (code & 0x08) === 0 ? { bits: k, known: UINT32_MAX } : index;
}

/** Whether the program goes on. */
function execute(machine: Machine, kind: number, instruction: BpfInstruction): boolean {
  switch (kind) {
    case BPF_CLASS.ld:
      return keep(machine, "accumulator", load(machine, instruction));
    case BPF_CLASS.ldx:
      return keep(machine, "index", load(machine, instruction));
    case BPF_CLASS.alu:
      return keep(machine, "accumulator", calculate(machine, instruction));
    case BPF_CLASS.misc:
      if (instruction.code === 0x07) machine.index = machine.accumulator;
      else machine.accumulator = machine.index;
      return true;
    default:
      machine.memory[instruction.k] = kind === BPF_CLASS.st ? machine.accumulator : machine.index;
      return true;
  }
}

function keep(
  machine: Machine,
  register: "accumulator" | "index",
  word: Word | undefined,
): boolean {
  if (word === undefined) return false;
  machine[register] = word;
  return true;
}

/** undefined behind the packet's end. */
function load({ bytes, memory, index }: Machine, { code, k }: BpfInstruction): Word | undefined {
  const size = SIZES[(code & 0x18) >> 3] ?? 4;
  switch (code & 0xe0) {
    case 0x00:
      return { bits: k, known: UINT32_MAX };
    case 0x20:
      return read(bytes, k, size);
    case 0x40:
      return index.known === UINT32_MAX ? read(bytes, (k + index.bits) % 2 ** 32, size) : UNKNOWN;
    case 0x60:
      return memory[k] ?? ZERO;
    case 0x80:
      return { bits: bytes.values.length, known: UINT32_MAX };
    default: {
      const byte = read(bytes, k, 1);
      return byte && { bits: (byte.bits & 15) * 4, known: ((byte.known & 15) * 4 + ~60) >>> 0 };
    }
  }
}

const SIZES = [4, 2, 1];

function read({ values, known }: PacketBytes, at: number, size: number): Word | undefined {
  if (at >= BESIDE_THE_PACKET) return UNKNOWN;
  if (at + size > values.length) return undefined;
  const word = (bytes: Uint8Array) =>
    bytes.subarray(at, at + size).reduce((sum, byte) => sum * 256 + byte, 0);
  const above = size === 4 ? 0 : UINT32_MAX - (2 ** (8 * size) - 1);
  return { bits: word(values), known: word(known) + above };
}

/** Division by zero ends the program. */
function calculate(machine: Machine, instruction: BpfInstruction): Word | undefined {
  const { bits, known } = machine.accumulator;
  const operation = instruction.code & 0xf0;
  const other = operation === 0x80 ? ZERO : operand(machine, instruction);
  const isFull = known === UINT32_MAX && other.known === UINT32_MAX;
  if (operation === 0x50 && other.known === UINT32_MAX) {
    return { bits: (bits & other.bits) >>> 0, known: (known | ~other.bits) >>> 0 };
  }
  if (!isFull) return UNKNOWN;
  if ((operation === 0x30 || operation === 0x90) && other.bits === 0) return undefined;
  const result = OPERATIONS[operation]?.(bits, other.bits) ?? 0;
  return { bits: result >>> 0, known: UINT32_MAX };
}

const OPERATIONS: Readonly<Record<number, (one: number, other: number) => number>> = {
  0: (one, other) => one + other,
  16: (one, other) => one - other,
  32: (one, other) => Math.imul(one, other),
  48: (one, other) => Math.floor(one / other),
  64: (one, other) => one | other,
  80: (one, other) => one & other,
  96: (one, other) => (other > 31 ? 0 : one << other),
  112: (one, other) => (other > 31 ? 0 : one >>> other),
  128: (one) => -one,
  144: (one, other) => one % other,
  160: (one, other) => one ^ other,
};
