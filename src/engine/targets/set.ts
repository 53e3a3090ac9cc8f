import type { Parsed, WrittenOption } from "../matches/matchExtension";
import { findOption, refuse, refuseValue } from "../matches/writtenOptions";
import { readNumber } from "./numberOption";
import type { IpsetChange, IpsetEnd, TargetExtension } from "./targetExtension";

/** `-j SET`: adds the packet's addresses and ports to an ipset, takes them out of one, or copies what an entry says. */
export interface SetTarget {
  readonly target: "SET";
  readonly add: NamedSet | undefined;
  readonly del: NamedSet | undefined;
  readonly map: NamedSet | undefined;
  /** Whether an entry that is there already gets the new timeout. */
  readonly exist: boolean;
  readonly timeoutSeconds: number | undefined;
  /** What of an entry is copied to the packet, in the order of print. */
  readonly mapped: readonly MapFlag[];
}

interface NamedSet {
  readonly name: string;
  readonly ends: readonly IpsetEnd[];
}

const MAP_FLAGS = ["--map-mark", "--map-prio", "--map-queue"] as const;
type MapFlag = (typeof MAP_FLAGS)[number];

/** Sources: Linux include/uapi/linux/netfilter/ipset/ip_set.h, IPSET_MAXNAMELEN, IPSET_DIM_MAX. */
const LONGEST_NAME = 31;
const MOST_ENDS = 6;
const LONGEST_TIMEOUT = 0xffff_fffe;

const OPTIONS = {
  "--add-set": 2,
  "--del-set": 2,
  "--map-set": 2,
  "--exist": 0,
  "--timeout": 1,
  "--map-mark": 0,
  "--map-prio": 0,
  "--map-queue": 0,
};

/** Source: iptables 1.8.9 libxt_SET.c (text), Linux net/netfilter/xt_set.c (checks and action). */
export const set: TargetExtension<SetTarget> = {
  name: "SET",
  options: OPTIONS,
  inverts: Object.keys(OPTIONS),
  isTerminal: false,

  parse(options) {
    const sets = readSets(options);
    if (!sets.ok) return sets;
    const stray = strayOption(options);
    if (stray !== undefined) return stray;
    const timeout = readNumber(options, "--timeout", { most: LONGEST_TIMEOUT });
    if (!timeout.ok) return timeout;
    const exist = findOption(options, "--exist") !== undefined;
    const mapped = MAP_FLAGS.filter((flag) => findOption(options, flag) !== undefined);
    return {
      ok: true,
      value: { target: "SET", ...sets.value, exist, timeoutSeconds: timeout.value, mapped },
    };
  },

  hooksOf({ mapped }) {
    const isAboutSending = mapped.some((flag) => flag !== "--map-mark");
    return isAboutSending ? ["FORWARD", "OUTPUT", "POSTROUTING"] : undefined;
  },

  whyNot({ map }, { table }) {
    return map !== undefined && table !== "mangle"
      ? `SET --map-set is only taken in table mangle, not in ${table}`
      : undefined;
  },

  print({ add, del, map, exist, timeoutSeconds, mapped }) {
    const words = [
      ...(add === undefined ? [] : [`--add-set ${setText(add)}`]),
      ...(exist ? ["--exist"] : []),
      ...(timeoutSeconds === undefined ? [] : [`--timeout ${timeoutSeconds}`]),
      ...(del === undefined ? [] : [`--del-set ${setText(del)}`]),
      ...(map === undefined ? [] : [`--map-set ${setText(map)}`]),
      ...mapped,
    ];
    return words.join(" ");
  },

  act({ add, del, map, exist, timeoutSeconds, mapped }, packet) {
    const ipsets: IpsetChange[] = [];
    if (add !== undefined) ipsets.push({ change: "add", ...add, exist, timeoutSeconds });
    if (del !== undefined) ipsets.push({ change: "del", ...del });
    const isMarked = map !== undefined && mapped.includes("--map-mark");
    if (isMarked) ipsets.push({ change: "map mark", ...map });
    return { do: "continue", packet, ipsets };
  },

  label({ add, del, map }) {
    const changes = [
      ...(add === undefined ? [] : [`add ${add.name}`]),
      ...(del === undefined ? [] : [`del ${del.name}`]),
      ...(map === undefined ? [] : [`map ${map.name}`]),
    ];
    return `SET ${changes.join(", ")}`;
  },
};

function setText({ name, ends }: NamedSet): string {
  return `${name} ${ends.join(",")}`;
}

function readSets(
  options: readonly WrittenOption[],
): Parsed<Pick<SetTarget, "add" | "del" | "map">> {
  const add = readSet(options, "--add-set");
  if (!add.ok) return add;
  const del = readSet(options, "--del-set");
  if (!del.ok) return del;
  const map = readSet(options, "--map-set");
  if (!map.ok) return map;
  if (add.value === undefined && del.value === undefined && map.value === undefined) {
    return refuse("SET wants --add-set, --del-set or --map-set", options[0]);
  }
  return { ok: true, value: { add: add.value, del: del.value, map: map.value } };
}

function readSet(options: readonly WrittenOption[], name: string): Parsed<NamedSet | undefined> {
  const option = findOption(options, name);
  if (option === undefined) return { ok: true, value: undefined };
  const [set = "", words = ""] = option.values;
  const ends = words.split(",").filter((word) => word === "src" || word === "dst");
  const isRight = ends.length === words.split(",").length && ends.length <= MOST_ENDS;
  return isRight && set.length <= LONGEST_NAME
    ? { ok: true, value: { name: set, ends } }
    : refuseValue(
        option,
        "a set's name of at most 31 characters and a list of up to 6 src and dst",
      );
}

/** An option that says more about a change that is not asked for, or a change that lacks what it wants. */
function strayOption(options: readonly WrittenOption[]): Parsed<never> | undefined {
  const has = (name: string) => findOption(options, name) !== undefined;
  const ofAdd = options.find(({ name }) => name === "--exist" || name === "--timeout");
  if (ofAdd !== undefined && !has("--add-set")) {
    return refuse(`${ofAdd.name} goes with --add-set only`, ofAdd);
  }
  const ofMap = options.find(({ name }) => MAP_FLAGS.some((flag) => flag === name));
  if (ofMap !== undefined && !has("--map-set")) {
    return refuse(`${ofMap.name} goes with --map-set only`, ofMap);
  }
  if (ofMap === undefined && has("--map-set")) {
    const what = MAP_FLAGS.join(", ");
    return refuse(`--map-set wants one of ${what} beside it`, findOption(options, "--map-set"));
  }
  return undefined;
}
