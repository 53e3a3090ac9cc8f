import { randomRulesOf } from "./giveDraws";
import type { RecordedCase, RecordedHop, RecordedTurn } from "./recordedCase";
import { HOP_FIELDS } from "./turnView";

/**
 * A result of the recorder as it is kept in a file: less what nobody compares, with the versions that it was recorded
 * on. Walking it gives the same comparison as the result itself.
 */
export function keptCase(
  { name, error, packets, case: asked }: RecordedCase,
  recorded: { readonly kernel: string; readonly iptables: string },
): RecordedCase {
  if (packets === undefined) return { name, error: error ?? "", recorded, case: asked };
  const kept = packets.map(({ packet, turns }) => ({ packet, turns: turns.map(keptTurn) }));
  return { name, recorded, packets: kept, case: asked };
}

function keptTurn(turn: RecordedTurn): RecordedTurn {
  const { hops = [], made_hops: madeHops, outcome, tuple, ct, made } = turn;
  const took = randomRulesOf(turn);
  return {
    hops: hops.map(keptHop),
    ...(madeHops && { made_hops: madeHops.map(keptHop) }),
    ...(outcome && { outcome }),
    ...(tuple !== undefined && { tuple }),
    ...(ct && { ct }),
    ...(made && { made }),
    ...(took.length > 0 && { took }),
  };
}

function keptHop(hop: RecordedHop): RecordedHop {
  const { node, table, chain, rulenum } = hop;
  const fields = HOP_FIELDS.filter((field) => field in hop).map((field) => [field, hop[field]]);
  return { ...Object.fromEntries(fields), node, table, chain, rulenum };
}
