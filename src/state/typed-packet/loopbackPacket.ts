import { type Family, isLoopback, parseAddress, type WorldSpec } from "@/engine";
import type { TypedPacket } from "@/intake/packet-line/typedPacket";

const LOOPBACK: Readonly<Record<Family, string>> = { IPv4: "127.0.0.1", IPv6: "::1" };

/** A packet with `localhost` in it, as `curl localhost:30080` has, gets the loopback address of the family of the rules. */
export function withLoopbackAddress(typed: TypedPacket, { nodes }: WorldSpec): TypedPacket {
  const address = LOOPBACK[nodes[0]?.rules.family ?? "IPv4"];
  const named = (text: string) => (text === "localhost" ? address : text);
  return { ...typed, from: typed.from && named(typed.from), to: named(typed.to) };
}

/**
 * The node that sends what goes from or to its own loopback address, which no other host reaches: the one that sent before if
 * it is a node, else the first. Undefined for every other packet, and where the line names another sender.
 */
export function loopbackNode(
  { from, to }: TypedPacket,
  { nodes }: WorldSpec,
  before: string,
): string | undefined {
  if (!isLoopbackText(from ?? to)) return undefined;
  return (nodes.find(({ name }) => name === before) ?? nodes[0])?.name;
}

function isLoopbackText(text: string): boolean {
  const address = parseAddress(text);
  return address !== undefined && isLoopback(address);
}
