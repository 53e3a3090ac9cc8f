/** `1234567` as `1,234,567`. */
export function count(number: number): string {
  return number.toLocaleString("en");
}

/** `1 packet`, `1,234 packets` */
export function counted(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** `2026-11-21` as `21 November 2026`; what is no day stays as it is. */
export function day(date: string): string {
  const parsed = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(parsed.getTime())) return date;
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
  return parsed.toLocaleDateString("en-GB", options);
}

/** The number of a kernel's release, without what a distribution puts behind: `6.1.0-18-amd64` is `6.1.0`. */
export function versionOf(release: string): string {
  return /^\d+(\.\d+)*/.exec(release)?.[0] ?? release;
}
