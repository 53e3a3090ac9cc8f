import { TABLES, type TableName } from "@/engine";
import { pastedLine, type Section } from "../sections/section";
import { readTracedPacket } from "./readTracedPacket";
import type { TracedPacket, TraceStep } from "./traceStep";

/** The steps of all trace sections, in the order of the text. Lines that are no steps are left out. */
export function readTrace(sections: readonly Section[]): readonly TraceStep[] {
  return sections.flatMap((section) => {
    const lines = section.text.split("\n").map((text) => text.slice(0, LOOKED_AT));
    if (section.kind === "trace")
      return lines.flatMap((text, at) => kernelStep(text, pastedLine(section, at + 1)) ?? []);
    return section.kind === "xtables-monitor" ? monitoredSteps(section, lines) : [];
  });
}

/** No line of a trace is longer. */
const LOOKED_AT = 5000;

const STEP = /\bTRACE: (\w+):(\S+):(rule|return|policy):(\d+)(?:\s+(\S.*)?)?$/;

/** Source: Linux net/ipv4/netfilter/ip_tables.c, trace_packet. */
function kernelStep(text: string, line: number): TraceStep | undefined {
  const [, tableName, chain = "", kindName, number, packet = ""] = STEP.exec(text.trimEnd()) ?? [];
  const [table, kind] = [tableOf(tableName), kindOf(kindName)];
  if (table === undefined || kind === undefined) return undefined;
  return {
    ...{ line, table, chain, kind },
    ...{ traceId: undefined, ruleHandle: undefined, verdict: undefined, rule: undefined },
    ruleNumber: Number(number),
    packet: readTracedPacket(packet),
  };
}

/** NFT_RETURN, which xtables-monitor 1.8.9 has no name for. Source: Linux include/uapi/linux/netfilter/nf_tables.h. */
const PRINTED_RETURN = "0xfffffffb";

const PACKET = /^\s*PACKET: \d+ ([\da-f]+) (.*)$/;
const MONITORED =
  /^\s*TRACE: \d+ ([\da-f]+) (\w+):([^:\s]+):(rule|return|policy):(?:(0x[\da-f]+)(?::|$))?(\S*)(?:\s.*?(-A .*))?$/;

/**
 * A line that begins with PACKET shows the packet once; the lines of its trace follow under the same number.
 * Source: iptables 1.8.9 iptables/xtables-monitor.c, trace_cb.
 */
function monitoredSteps(section: Section, lines: readonly string[]): readonly TraceStep[] {
  const packets = new Map<string, TracedPacket>();
  return lines.flatMap((raw, at) => {
    const text = raw.trimEnd();
    const [, shown, fields = ""] = PACKET.exec(text) ?? [];
    const packet = shown === undefined ? undefined : readTracedPacket(fields);
    if (shown !== undefined && packet !== undefined) packets.set(shown, packet);
    return monitoredStep(text, pastedLine(section, at + 1), packets) ?? [];
  });
}

function monitoredStep(
  text: string,
  line: number,
  packets: ReadonlyMap<string, TracedPacket>,
): TraceStep | undefined {
  const [, traceId, tableName, chain = "", kindName, handle, verdict, rule] =
    MONITORED.exec(text) ?? [];
  const [table, kind] = [tableOf(tableName), kindOf(kindName)];
  if (traceId === undefined || table === undefined || kind === undefined) return undefined;
  return {
    ...{ line, traceId, table, chain, kind, rule },
    ruleNumber: undefined,
    ruleHandle: handle === undefined ? undefined : Number(handle),
    verdict: verdict === PRINTED_RETURN ? "RETURN" : verdict || undefined,
    packet: packets.get(traceId),
  };
}

function tableOf(name: string | undefined): TableName | undefined {
  return TABLES.find((table) => table === name);
}

const KINDS = ["rule", "return", "policy"] as const;

function kindOf(name: string | undefined): TraceStep["kind"] | undefined {
  return KINDS.find((kind) => kind === name);
}
