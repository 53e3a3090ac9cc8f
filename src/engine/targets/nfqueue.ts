import type { Parsed, WrittenOption } from "../matches/matchExtension";
import { findOption, refuse, refuseValue } from "../matches/writtenOptions";
import { PORT_MAX } from "../net/portRange";
import { parseUint32 } from "../net/uint32";
import { readNumber } from "./numberOption";
import type { TargetExtension } from "./targetExtension";

/** `-j NFQUEUE`: hands the packet to a program, which decides what becomes of it. */
export interface NfqueueTarget {
  readonly target: "NFQUEUE";
  /** The queues that connections are spread over, both ends inclusive; one queue unless `--queue-balance`. */
  readonly from: number;
  readonly to: number;
  /** Whether the packet goes on as with ACCEPT when no program listens; else it is dropped then. */
  readonly bypass: boolean;
  /** Whether the processor chooses the queue instead of the connection. */
  readonly cpuFanout: boolean;
}

/** Source: iptables 1.8.9 libxt_NFQUEUE.c (text), Linux net/netfilter/xt_NFQUEUE.c (action). */
export const nfqueue: TargetExtension<NfqueueTarget> = {
  name: "NFQUEUE",
  options: {
    "--queue-num": 1,
    "--queue-balance": 1,
    "--queue-bypass": 0,
    "--queue-cpu-fanout": 0,
  },
  isTerminal: true,

  parse(options) {
    const queues = readQueues(options);
    if (!queues.ok) return queues;
    const fanout = findOption(options, "--queue-cpu-fanout");
    if (fanout !== undefined && findOption(options, "--queue-balance") === undefined) {
      return refuse("--queue-cpu-fanout wants --queue-balance beside it", fanout);
    }
    const bypass = findOption(options, "--queue-bypass") !== undefined;
    return {
      ok: true,
      value: { target: "NFQUEUE", ...queues.value, bypass, cpuFanout: fanout !== undefined },
    };
  },

  print({ from, to, bypass, cpuFanout }) {
    const words = [
      from === to ? `--queue-num ${from}` : `--queue-balance ${from}:${to}`,
      ...(bypass ? ["--queue-bypass"] : []),
      ...(cpuFanout ? ["--queue-cpu-fanout"] : []),
    ];
    return words.join(" ");
  },

  act(spec, _packet, { programs }) {
    if (programs === "not known") {
      const name = `what a program that listens to queue ${queuesText(spec)} decides, if one does`;
      return { do: "undecided", missing: { kind: "other", name } };
    }
    return { do: spec.bypass ? "accept" : "lose" };
  },

  label(spec) {
    return `NFQUEUE ${queuesText(spec)}${spec.bypass ? " bypass" : ""}`;
  },
};

function queuesText({ from, to }: NfqueueTarget): string {
  return from === to ? String(from) : `${from}:${to}`;
}

/** Without an option it is queue 0. */
function readQueues(options: readonly WrittenOption[]): Parsed<{ from: number; to: number }> {
  const number = readNumber(options, "--queue-num", { most: PORT_MAX });
  if (!number.ok) return number;
  const balance = findOption(options, "--queue-balance");
  if (balance === undefined) {
    const from = number.value ?? 0;
    return { ok: true, value: { from, to: from } };
  }
  if (number.value !== undefined) {
    return refuse("--queue-balance stands for several queues, --queue-num for one", balance);
  }
  const queues = parseQueues(balance.values[0] ?? "");
  return queues === undefined
    ? refuseValue(balance, "FIRST:LAST, the last greater than the first, fewer than 65536 of them")
    : { ok: true, value: queues };
}

/** Reads `0:3`, `:3` and `3:`. The kernel counts the queues in 16 bits, so that all 65536 are none. */
function parseQueues(text: string): { from: number; to: number } | undefined {
  const [first, last, ...rest] = text.split(":");
  if (first === undefined || last === undefined || rest.length > 0) return undefined;
  const from = first === "" ? 0 : parseUint32(first);
  const to = last === "" ? PORT_MAX : parseUint32(last);
  if (from === undefined || to === undefined || from >= to || to > PORT_MAX) return undefined;
  return to - from === PORT_MAX ? undefined : { from, to };
}
