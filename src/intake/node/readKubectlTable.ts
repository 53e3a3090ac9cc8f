import type { PassedOver } from "@/engine";
import type { Section } from "../sections/section";
import { sectionLines, type WithUnread } from "./sectionLines";

/** A row of what `kubectl get` prints, by the heads of its columns: `NAME`, `CLUSTER-IP`, `NOMINATED NODE`. */
export type KubectlRow = ReadonlyMap<string, string>;

export interface ReadKubectlTable extends WithUnread {
  readonly rows: readonly KubectlRow[];
}

interface Column {
  readonly name: string;
  readonly from: number;
}

/** Reads the tables of `kubectl get … [-o wide]`. A cell stands below its column's head; `<none>` is no value. */
export function readKubectlTable(section: Section): ReadKubectlTable {
  const rows: KubectlRow[] = [];
  const unread: PassedOver[] = [];
  let columns: readonly Column[] = [];
  for (const { line, text } of sectionLines(section)) {
    if (/^(?:NAMESPACE +)?NAME(?: |$)/.test(text)) columns = columnsOf(text);
    else if (columns.length > 0) rows.push(rowOf(text, columns));
    else unread.push({ line, text });
  }
  return { rows, unread };
}

/** Heads are parted by at least two blanks; some have one inside. */
function columnsOf(head: string): readonly Column[] {
  return [...head.matchAll(/\S+(?: \S+)*/g)].map(({ 0: name, index }) => ({ name, from: index }));
}

function rowOf(text: string, columns: readonly Column[]): KubectlRow {
  const cells = columns.map(({ name, from }, at): [string, string] => [
    name,
    text.slice(from, columns[at + 1]?.from).trim(),
  ]);
  return new Map(cells.filter(([, value]) => value !== "" && value !== "<none>"));
}

/** The names that tables give to addresses: pods, nodes and Services. */
export function namesOfAddresses(rows: readonly KubectlRow[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const row of rows) {
    const name = row.get("NAME")?.replace(/^\w+(?:\.\w+)*\//, "");
    if (name === undefined) continue;
    for (const column of ["INTERNAL-IP", "EXTERNAL-IP", "IP"]) {
      const address = row.get(column);
      // Pods on the host network have their node's address, which is not theirs alone.
      if (address !== undefined && !(column === "IP" && names.has(address)))
        names.set(address, name);
    }
  }
  return names;
}
