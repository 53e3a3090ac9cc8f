import { TABLES } from "@/engine";
import { heatOf } from "../rules-index/heatOf";
import type { WholeMap } from "./wholeMap";

/** How many steps of heat are told apart, from none on. */
export const HEAT_STEPS = 6;
const ROLES = 3;

/** What a block's colour says. */
export interface BlockTone {
  /** An index into `TABLES`. */
  readonly table: number;
  /** One of `ROLE`. */
  readonly role: number;
  /** 0 for no packets, up to `HEAT_STEPS - 1`. */
  readonly heat: number;
}

/** How many tones there are. */
export const TONES = TABLES.length * ROLES * HEAT_STEPS;

/** By block: its tone as one number. Without `showsHeat` all are as cold. */
export function blockTones({ blocks, role, plan }: WholeMap, showsHeat: boolean): Uint8Array {
  const tones = new Uint8Array(blocks.count);
  blocks.chain.forEach((chain, block) => {
    const { table = "filter", counters } = plan.index.chains[chain] ?? {};
    const share = showsHeat ? heatOf(counters?.packets) : 0;
    const heat = Math.ceil(share * (HEAT_STEPS - 1));
    const place = TABLES.indexOf(table);
    tones[block] = (heat * TABLES.length + place) * ROLES + (role[block] ?? 0);
  });
  return tones;
}

/** Takes a tone's number apart. */
export function toneParts(tone: number): BlockTone {
  const rest = Math.floor(tone / ROLES);
  return {
    role: tone % ROLES,
    table: rest % TABLES.length,
    heat: Math.floor(rest / TABLES.length),
  };
}

/** Whether two tones differ in no more than whether a chain belongs to the one above it. */
export function isSameFamilyTone(one: number, other: number): boolean {
  return Math.floor(one / ROLES) === Math.floor(other / ROLES);
}
