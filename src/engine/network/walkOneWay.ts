import type { Chance } from "./chance";
import { converse } from "./conversation";
import type { PacketRequest } from "./packetRequest";
import type { SentPacket } from "./sendPacket";
import type { World } from "./world";

/**
 * Sends a packet as `sendPacket` does and follows one way only where something is undecided: `assumed` says which at the first
 * undecided things, in the order met, and after that it is the first. The trace tells what was assumed of each. Its outcome is that
 * of this way, and not what is certain.
 * Throws when `request.from` is no host or node of the world.
 */
export function walkOneWay(
  world: World,
  request: PacketRequest,
  chance: Chance,
  assumed: readonly number[],
): SentPacket {
  const { turns, choices, world: after } = converse(world, request, chance, { assumed });
  const taken = choices.map((choice) => choice.taken);
  return { trace: { turns, replay: { request, chance, assumed: taken } }, world: after };
}
