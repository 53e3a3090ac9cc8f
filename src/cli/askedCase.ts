import { giveDraws } from "@/conformance/giveDraws";
import type { RecordedCase } from "@/conformance/recordedCase";

/**
 * The case itself: of a recorder's answer the case that was asked, with what chance decided there; anything else as it is.
 */
export function askedCase(written: unknown): unknown {
  return isAnswer(written) ? giveDraws(written) : written;
}

/** Whether it is what the recorder answers to a case, with every part that is read of it. */
function isAnswer(written: unknown): written is RecordedCase {
  if (!isObject(written) || !isObject(written.case)) return false;
  const { packets } = written;
  return packets === undefined || isListOf(packets, (packet) => isListOf(packet.turns, isTurn));
}

function isTurn({ hops = [], ct = {}, took = [] }: Fields): boolean {
  const hasConnections = isObject(ct) && Object.values(ct).every(isConnection);
  return isListOf(hops, () => true) && Array.isArray(took) && hasConnections;
}

function isConnection(value: unknown): boolean {
  return isObject(value) && isObject(value.orig) && isObject(value.reply);
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isListOf(value: unknown, holds: (item: Fields) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => isObject(item) && holds(item));
}
