import { packetBytes } from "../net/packetBytes";
import { type BpfInstruction, parseBpf, printBpf } from "./bpfProgram";
import { runBpf } from "./bpfRun";
import { explainPart } from "./explanation";
import type { MatchExtension } from "./matchExtension";
import { findOption, refuse } from "./writtenOptions";

/** `-m bpf`: what a small program says of the packet. */
export interface BpfMatch {
  readonly match: "bpf";
  readonly program: readonly BpfInstruction[];
}

/**
 * A pinned program (`--object-pinned`) lies outside the rule, so that one cannot be read.
 * Source: iptables 1.8.9 libxt_bpf.c (text), Linux net/netfilter/xt_bpf.c (test).
 */
export const bpf: MatchExtension<BpfMatch> = {
  name: "bpf",
  options: { "--bytecode": 1 },
  inverts: [],

  parse(options) {
    const option = findOption(options, "--bytecode");
    if (option === undefined) return refuse("bpf wants --bytecode with a program");
    const program = parseBpf(option.values[0] ?? "");
    if (!program.ok) return refuse(`--bytecode: ${program.problem}`, option);
    return { ok: true, value: { match: "bpf", program: program.value } };
  },

  print({ program }) {
    return `--bytecode "${printBpf(program)}"`;
  },

  test({ program }, packet) {
    return runBpf(program, packetBytes(packet));
  },

  explain({ program }, packet) {
    return [
      explainPart({
        part: `--bytecode "${printBpf(program)}"`,
        field: "what the program says",
        packetValue: "of the packet's bytes",
        ruleValue: "not 0",
        inverted: false,
        holds: runBpf(program, packetBytes(packet)),
      }),
    ];
  },
};
