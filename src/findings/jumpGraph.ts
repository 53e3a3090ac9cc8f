import type { Chain } from "@/engine";

/** A rule that leads from one chain to another. */
export interface ChainJump {
  readonly from: Chain;
  readonly ruleNumber: number;
  readonly to: string;
  readonly isGoto: boolean;
}

/** Who jumps where in a table. */
export interface JumpGraph {
  /** By the chain they stand in, in order. */
  readonly from: ReadonlyMap<string, readonly ChainJump[]>;
  /** By the chain they lead to, also where the table has no such chain. */
  readonly to: ReadonlyMap<string, readonly ChainJump[]>;
  /** The base chains, and every chain that jumps lead to from there, with the first such jump; undefined for a base chain. */
  readonly reached: ReadonlyMap<string, ChainJump | undefined>;
}

/** Finds all jumps of a table's chains. */
export function jumpGraphOf(chains: readonly Chain[]): JumpGraph {
  const from = new Map<string, ChainJump[]>();
  const to = new Map<string, ChainJump[]>();
  for (const chain of chains) {
    for (const jump of jumpsOf(chain)) {
      append(from, chain.name, jump);
      append(to, jump.to, jump);
    }
  }
  const reached = new Map<string, ChainJump | undefined>();
  for (const { name, hook } of chains) if (hook !== undefined) reached.set(name, undefined);
  // A map also gives what is added while it is gone through.
  for (const [chain] of reached)
    for (const jump of from.get(chain) ?? []) if (!reached.has(jump.to)) reached.set(jump.to, jump);
  return { from, to, reached };
}

/** All chains to which jumps lead from some chains, themselves among them. */
export function reachedFrom(
  starts: readonly string[],
  jumps: JumpGraph["from"],
): ReadonlySet<string> {
  const reached = new Set(starts);
  // A set also gives what is added while it is gone through.
  for (const chain of reached) for (const { to } of jumps.get(chain) ?? []) reached.add(to);
  return reached;
}

function jumpsOf(chain: Chain): readonly ChainJump[] {
  const jumps: ChainJump[] = [];
  for (let ruleNumber = 1; ruleNumber <= chain.length; ruleNumber++) {
    const { target } = chain.rule(ruleNumber);
    if (target === undefined || !("chain" in target)) continue;
    jumps.push({ from: chain, ruleNumber, to: target.chain, isGoto: target.target === "goto" });
  }
  return jumps;
}

function append(map: Map<string, ChainJump[]>, key: string, jump: ChainJump): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [jump]);
  else known.push(jump);
}
