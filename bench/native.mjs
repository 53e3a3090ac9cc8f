/** What iptables-legacy-restore takes to read and check a text of rules. */
import { spawnSync } from "node:child_process";

/** Milliseconds of one run; undefined where the tool is not there or may not run. */
export function nativeRead(text) {
  const start = performance.now();
  const done = spawnSync("iptables-legacy-restore", ["--test"], { input: text });
  return done.status === 0 ? performance.now() - start : undefined;
}

/** The shorter of two times, of which the tool may not have given one. */
export function shorter(one, other) {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}
