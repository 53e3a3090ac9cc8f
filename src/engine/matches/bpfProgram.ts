import type { Parsed } from "./matchExtension";

/** One instruction of classic BPF. Source: Linux include/uapi/linux/filter.h, struct sock_filter. */
export interface BpfInstruction {
  readonly code: number;
  /** How many instructions a jump passes over when its test holds, and when it does not. */
  readonly jumpTrue: number;
  readonly jumpFalse: number;
  readonly k: number;
}

// Source: Linux include/uapi/linux/netfilter/xt_bpf.h, XT_BPF_MAX_NUM_INSTR; linux/filter.h, BPF_MEMWORDS.
const MOST_INSTRUCTIONS = 64;
const MEMORY_WORDS = 16;
const NUMBERS = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)/;

/** The class of an instruction is in the lowest three bits of its code. */
export const BPF_CLASS = {
  ld: 0,
  ldx: 1,
  st: 2,
  stx: 3,
  alu: 4,
  jump: 5,
  ret: 6,
  misc: 7,
} as const;

/** All codes that the kernel takes. Source: Linux net/core/filter.c, chk_code_allowed. */
const CODES: ReadonlySet<number> = new Set([
  ...[0x00, 0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70, 0x90, 0xa0].flatMap((alu) => [
    alu | 0x04,
    alu | 0x0c,
  ]),
  ...[0x84, 0x20, 0x28, 0x30, 0x40, 0x48, 0x50, 0x80, 0x00, 0x60],
  ...[0x81, 0xb1, 0x01, 0x61, 0x02, 0x03, 0x07, 0x87, 0x06, 0x16, 0x05],
  ...[0x10, 0x20, 0x30, 0x40].flatMap((jump) => [jump | 0x05, jump | 0x0d]),
]);

/** Reads `4,48 0 0 9,21 0 1 6,6 0 0 1,6 0 0 0`: how many instructions, then each of them. */
export function parseBpf(text: string): Parsed<readonly BpfInstruction[]> {
  const [lengthText = "", ...written] = text.split(",");
  const instructions = written.at(-1) === "" ? written.slice(0, -1) : written;
  const length = /^\s*\d+$/.test(lengthText) ? Number(lengthText) : 0;
  if (length < 1 || length > MOST_INSTRUCTIONS || written.length === 0) {
    return refuse(`it has to begin with how many instructions follow, 1 to ${MOST_INSTRUCTIONS}`);
  }
  if (instructions.length !== length) {
    return refuse(`it says ${length} instructions and has ${instructions.length}`);
  }
  const program: BpfInstruction[] = [];
  for (const [at, one] of instructions.entries()) {
    const instruction = parseInstruction(one);
    if (instruction === undefined) return refuse(`instruction ${at} is not four numbers`);
    program.push(instruction);
  }
  const wrong = program.findIndex((instruction, at) => !isTaken(instruction, length - at - 1));
  if (wrong >= 0) return refuse(`the kernel does not take instruction ${wrong}`);
  const last = (program.at(-1)?.code ?? 0) & 7;
  return last === BPF_CLASS.ret
    ? { ok: true, value: program }
    : refuse("it has to end in a return");
}

function refuse(problem: string): Parsed<never> {
  return { ok: false, problem };
}

function parseInstruction(text: string): BpfInstruction | undefined {
  const found = NUMBERS.exec(text);
  if (found === null) return undefined;
  const [code = 0, jumpTrue = 0, jumpFalse = 0, k = 0] = found.slice(1).map(Number);
  return {
    code: code & 0xffff,
    jumpTrue: jumpTrue & 0xff,
    jumpFalse: jumpFalse & 0xff,
    k: k % 2 ** 32,
  };
}

/** `following` is how many instructions come after it. Source: Linux net/core/filter.c, bpf_check_classic. */
function isTaken({ code, jumpTrue, jumpFalse, k }: BpfInstruction, following: number): boolean {
  if (!CODES.has(code)) return false;
  if (code === 0x05) return k < following;
  if ((code & 7) === BPF_CLASS.jump) return jumpTrue < following && jumpFalse < following;
  if (code === 0x34 || code === 0x94) return k !== 0;
  if (code === 0x64 || code === 0x74) return k < 32;
  return ![0x60, 0x61, 0x02, 0x03].includes(code) || k < MEMORY_WORDS;
}

/** The program as iptables-save prints it, without quotes. */
export function printBpf(program: readonly BpfInstruction[]): string {
  const instructions = program.map(({ code, jumpTrue, jumpFalse, k }) =>
    [code, jumpTrue, jumpFalse, k].join(" "),
  );
  return [program.length, ...instructions].join(",");
}
