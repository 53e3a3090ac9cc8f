import {
  array,
  boolean,
  exactOptional,
  type GenericSchema,
  integer,
  literal,
  maxValue,
  minValue,
  number,
  object,
  optional,
  picklist,
  pipe,
  record,
  regex,
  string,
  variant,
} from "valibot";
import { TABLES } from "@/engine";
import {
  PACKET_PROTOCOLS,
  PACKET_SERIES,
  SEED_LIMIT,
  type WalkDocument,
} from "@/scenarios/walkDocument";
import { clusterSchema } from "./clusterSchema";
import { DOCUMENT_FORMAT, DOCUMENT_VERSION } from "./savedForm";

const port = pipe(number(), integer(), minValue(1), maxValue(65535));

const interfaceSpec = object({
  name: string(),
  addresses: array(string()),
  network: optional(string()),
  isBridge: exactOptional(boolean()),
  isDown: exactOptional(boolean()),
});

const pastedNode = object({
  name: string(),
  rulesText: string(),
  interfaces: array(interfaceSpec),
  routes: array(string()),
  sysctls: record(string(), number()),
  ipsets: array(string()),
  rulesTextOfOtherFamily: optional(string()),
  routingRules: optional(array(string())),
  connections: optional(array(string())),
  unknown: object({
    addresses: exactOptional(boolean()),
    interfaces: exactOptional(boolean()),
    routes: exactOptional(boolean()),
    ipsets: exactOptional(boolean()),
    programs: exactOptional(boolean()),
    rules: exactOptional(boolean()),
  }),
  readRouting: optional(
    object({
      routes: exactOptional(picklist(["main", "all"])),
      rules: exactOptional(literal(true)),
    }),
  ),
});

const host = object({
  name: string(),
  network: string(),
  addresses: array(string()),
  gateway: optional(string()),
  takes: exactOptional(picklist(["everything", "its own"])),
});

const chainPlace = { table: picklist(TABLES), chain: string() };

/** A text is that of a rule: nothing else is ever read from it. */
const rulesEdit = variant("kind", [
  object({
    kind: literal("rule"),
    ...chainPlace,
    rule: pipe(number(), integer()),
    text: optional(pipe(string(), regex(/^-A \S/))),
    isDisabled: optional(boolean()),
    behind: optional(pipe(number(), integer(), minValue(0))),
  }),
  object({ kind: literal("policy"), ...chainPlace, policy: picklist(["ACCEPT", "DROP"]) }),
]);

const nodeEdits = object({
  node: string(),
  family: picklist(["IPv4", "IPv6"]),
  edits: array(rulesEdit),
});

const whole = pipe(number(), integer(), minValue(0));

const said = object({
  owner: optional(object({ uid: whole, gid: whole, groups: optional(array(whole)) })),
  payload: optional(string()),
  cpu: optional(whole),
  cgroup: optional(object({ path: optional(string()), classId: optional(whole) })),
  dateMs: optional(pipe(number(), integer())),
  localSocket: optional(picklist(["none", "any address", "its address", "transparent"])),
  tcpSegment: optional(picklist(["within the window", "outside the window"])),
});

const packet = object({
  from: string(),
  to: string(),
  protocol: picklist(PACKET_PROTOCOLS),
  sourcePort: port,
  port,
  count: pipe(number(), integer(), minValue(1), maxValue(10)),
  as: picklist(PACKET_SERIES),
  said: optional(said),
});

/** The whole document in its saved form, with what it is and its version. */
export const documentSchema = object({
  format: literal(DOCUMENT_FORMAT),
  version: literal(DOCUMENT_VERSION),
  title: string(),
  notes: array(string()),
  source: variant("kind", [
    object({ kind: literal("cluster"), cluster: clusterSchema }),
    object({
      kind: literal("pasted"),
      nodes: array(pastedNode),
      hosts: array(host),
      edits: optional(array(nodeEdits)),
    }),
  ]),
  packet,
  seed: pipe(number(), integer(), minValue(0), maxValue(SEED_LIMIT - 1)),
  traced: optional(object({ text: string(), isWalked: boolean() })),
}) satisfies GenericSchema<unknown, WalkDocument & { format: string; version: number }>;
