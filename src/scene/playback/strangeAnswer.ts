import type { Packet, Turn } from "@/engine";

/** What is said of an answer that its receiver did not ask for. */
export const THROWN_AWAY = "thrown away";

/**
 * The answer as it arrived at who sent the request, when it comes from another address or port than was asked: whoever
 * gets it knows no such conversation. undefined for an answer that is in order, that did not arrive, and for ICMP.
 */
export function strangeAnswer(request: Turn, answer: Turn | undefined): Packet | undefined {
  const { sent, from } = request;
  if (answer?.arrived?.at !== from || sent.icmp !== undefined) return undefined;
  const { packet } = answer.arrived;
  const isFromAsked =
    packet.source === sent.destination && packet.sourcePort === sent.destinationPort;
  return isFromAsked ? undefined : packet;
}
