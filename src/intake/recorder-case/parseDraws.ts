import { type Chance, TABLES, type TableName, type TurnDraws } from "@/engine";
import { asList, asNumber, asObject, asText } from "./json";

type Took = TurnDraws["took"][number];

/**
 * What chance decided for packet number `packet`, as draws.py writes it: one entry a turn. Without it chance follows
 * a seed made of the packet's number.
 */
export function parseDraws(value: unknown, packet: number): Chance {
  const turns = asList(value);
  if (turns === undefined) return { kind: "seed", seed: packet };
  return { kind: "draws", turns: turns.map(parseTurn), seed: packet };
}

function parseTurn(value: unknown): TurnDraws {
  const { took, sourcePort } = asObject(value) ?? {};
  const ports = Object.entries(asObject(sourcePort) ?? {}).map(
    ([node, port]) => [node, asNumber(port) ?? 0] as const,
  );
  return {
    took: (asList(took) ?? []).map(parsePlace).filter((place) => place !== undefined),
    sourcePort: Object.fromEntries(ports),
  };
}

function parsePlace(value: unknown): Took | undefined {
  const [node, table, chain, ruleNumber] = asList(value) ?? [];
  const known = TABLES.find((name) => name === table);
  const number = asNumber(ruleNumber);
  const names = [asText(node), asText(chain)];
  const [nodeName, chainName] = names;
  if (known === undefined || number === undefined) return undefined;
  if (nodeName === undefined || chainName === undefined) return undefined;
  const place: Took = {
    node: nodeName,
    table: known satisfies TableName,
    chain: chainName,
    ruleNumber: number,
  };
  return place;
}
