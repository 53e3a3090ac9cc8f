import type { Finding, FindingLevel } from "@/findings/finding";

const NAMES: Readonly<Record<FindingLevel, readonly [one: string, several: string]>> = {
  warning: ["warning", "warnings"],
  note: ["note", "notes"],
  known: ["known", "known"],
};

/** `2 warnings`, `1 note`, `14 known`. */
export function countedLevel(level: FindingLevel, count: number): string {
  return `${count.toLocaleString("en")} ${NAMES[level][count === 1 ? 0 : 1]}`;
}

/** `3 findings: 1 warning, 2 notes`; what is known to be so on purpose is not counted. */
export function findingsSummary(findings: readonly Finding[]): string {
  const counts = (["warning", "note"] as const)
    .map((level) => ({ level, count: findings.filter((one) => one.level === level).length }))
    .filter(({ count }) => count > 0);
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return "Nothing odd was found";
  const levels = counts.map(({ level, count }) => countedLevel(level, count)).join(", ");
  return `${all.toLocaleString("en")} ${all === 1 ? "finding" : "findings"}: ${levels}`;
}
