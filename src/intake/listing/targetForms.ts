import { type DetailForm, form, formOf, readWordings, type Wording } from "./detailForm";

const flag = (name: string, option = `--${name}`): Wording => [
  new RegExp(`^${name}(?=\\s|$)`),
  () => option,
];
const value = (name: string, option = `--${name}`): Wording => [
  new RegExp(`^${name} (\\S+)`),
  ([, said]) => `${option} ${said}`,
];

function nat(text: string, option: string): ReturnType<DetailForm> {
  const [whole, range] = /^to:(\S+)/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const behind = readWordings(text.slice(whole.length).trimStart(), [
    flag("random"),
    flag("random-fully"),
    flag("persistent"),
  ]);
  return { options: `${option} ${range} ${behind.options}`.trim(), rest: behind.rest };
}

const SHIFTS: readonly Wording[] = [value("left-shift-mark"), value("right-shift-mark")];

const CONNMARK: readonly Wording[] = [
  [
    /^CONNMARK (set|or|and|xor|xset) (\S+)/,
    ([, how = "", mark]) => `--${how === "xset" ? "set-xmark" : `${how}-mark`} ${mark}`,
  ],
  [/^CONNMARK (save|restore)(?=\s|$)/, ([, way]) => `--${way}-mark`],
  [/^mask (\S+)/, ([, mask]) => `--mask ${mask}`],
  [/^nfmask ~?(\S+)/, ([, mask]) => `--nfmask ${mask}`],
  [/^ctmask ~?(\S+)/, ([, mask]) => `--ctmask ${mask}`],
  ...SHIFTS,
];

/** Bits of what LOG prints with `-n`. Source: Linux include/uapi/linux/netfilter/nf_log.h. */
const LOG_FLAGS: readonly (readonly [number, string])[] = [
  [1, "--log-tcp-sequence"],
  [2, "--log-tcp-options"],
  [4, "--log-ip-options"],
  [8, "--log-uid"],
  [32, "--log-macdecode"],
];

function logFlags(bits: number): string {
  return LOG_FLAGS.filter(([bit]) => (bits & bit) !== 0)
    .map(([, option]) => option)
    .join(" ");
}

const LOG: readonly Wording[] = [
  [/^LOG(?=\s)/, () => ""],
  [/^flags (\d+)/, ([, bits]) => logFlags(Number(bits))],
  [/^level (\S+)/, ([, level]) => `--log-level ${level}`],
  flag("tcp-sequence", "--log-tcp-sequence"),
  flag("tcp-options", "--log-tcp-options"),
  flag("ip-options", "--log-ip-options"),
  flag("uid", "--log-uid"),
  flag("macdecode", "--log-macdecode"),
  [
    /^prefix ("(?:[^"\\]|\\.)*"|`[^']*')/,
    ([, prefix = ""]) => `--log-prefix "${prefix.slice(1, -1)}"`,
  ],
];

const CT: readonly Wording[] = [
  flag("notrack"),
  value("helper"),
  value("ctevents"),
  value("expevents"),
  value("zone-orig"),
  value("zone-reply"),
  value("zone"),
];

const NFLOG: readonly Wording[] = [
  [/^nflog-prefix ("(?:[^"\\]|\\.)*"|\S+)/, ([, prefix]) => `--nflog-prefix ${prefix}`],
  value("nflog-group"),
  value("nflog-size"),
  value("nflog-range"),
  value("nflog-threshold"),
];

const SET: readonly Wording[] = [
  [/^(add-set|del-set|map-set) (\S+) (\S+)/, ([, how, name, sides]) => `--${how} ${name} ${sides}`],
  flag("exist"),
  value("timeout"),
  flag("map-mark"),
  flag("map-prio"),
  flag("map-queue"),
];

const SYNPROXY: readonly Wording[] = [
  flag("sack-perm"),
  flag("timestamp"),
  value("wscale"),
  value("mss"),
  flag("ecn"),
];

const ECN: readonly Wording[] = [
  [/^TCP remove/, () => "--ecn-tcp-remove"],
  [/^ECE=(\d)/, ([, bit]) => `--ecn-tcp-ece ${bit}`],
  [/^CWR=(\d)/, ([, bit]) => `--ecn-tcp-cwr ${bit}`],
  [/^ECT codepoint=(\d)/, ([, code]) => `--ecn-ip-ect ${code}`],
];

const HOPS: Readonly<Record<string, string>> = {
  "set to": "set",
  "increment by": "inc",
  "decrement by": "dec",
};

function hops(name: string): DetailForm {
  return form(
    new RegExp(`^${name} (set to|increment by|decrement by) (\\d+)`),
    ([, how = "", count]) => `--${name.toLowerCase()}-${HOPS[how]} ${count}`,
  );
}

/** How each target prints its options behind the matches, by its name. A target that is not here prints nothing. */
export const TARGET_FORMS: ReadonlyMap<string, DetailForm> = new Map<string, DetailForm>([
  ["DNAT", (text) => nat(text, "--to-destination")],
  ["SNAT", (text) => nat(text, "--to-source")],
  ["NETMAP", (text) => nat(text, "--to")],
  [
    "MASQUERADE",
    (text) => ({
      ...readWordings(text, [
        [/^masq ports: (\S+)/, ([, ports]) => `--to-ports ${ports}`],
        flag("random"),
        flag("random-fully"),
      ]),
    }),
  ],
  [
    "REDIRECT",
    (text) =>
      readWordings(text, [
        [/^redir ports (\S+)/, ([, ports]) => `--to-ports ${ports}`],
        flag("random"),
      ]),
  ],
  ["REJECT", form(/^reject-with (\S+)/, ([, how]) => `--reject-with ${how}`)],
  [
    "MARK",
    form(
      /^MARK (set|or|and|xor|xset) (\S+)/,
      ([, how = "", mark]) => `--${how === "xset" ? "set-xmark" : `${how}-mark`} ${mark}`,
    ),
  ],
  ["CONNMARK", (text) => readWordings(text, CONNMARK)],
  ["LOG", (text) => readWordings(text, LOG)],
  ["NFLOG", (text) => readWordings(text, NFLOG)],
  [
    "NFQUEUE",
    (text) =>
      readWordings(text, [
        [/^NFQUEUE (num|balance) (\S+)/, ([, how, queue]) => `--queue-${how} ${queue}`],
        flag("bypass", "--queue-bypass"),
        flag("cpu-fanout", "--queue-cpu-fanout"),
      ]),
  ],
  ["CT", formOf({ name: "", start: /^CT(?=\s|$)/ }, CT)],
  [
    "TCPMSS",
    form(/^TCPMSS (?:set (\d+)|clamp to PMTU)/, ([, size]) =>
      size === "" ? "--clamp-mss-to-pmtu" : `--set-mss ${size}`,
    ),
  ],
  ["TTL", hops("TTL")],
  ["HL", hops("HL")],
  ["TOS", form(/^TOS (set|and|or|xor) (\S+)/, ([, how, tos]) => `--${how}-tos ${tos}`)],
  ["DSCP", form(/^DSCP set (\S+)/, ([, dscp]) => `--set-dscp ${dscp}`)],
  ["CLASSIFY", form(/^CLASSIFY set (\S+)/, ([, group]) => `--set-class ${group}`)],
  ["CHECKSUM", form(/^CHECKSUM fill/, () => "--checksum-fill")],
  ["AUDIT", form(/^AUDIT (\S+)/, ([, type]) => `--type ${type}`)],
  [
    "TEE",
    form(
      /^TEE gw:(\S+)(?: oif=(\S+))?/,
      ([, gateway, link]) => `--gateway ${gateway}${link === "" ? "" : ` --oif ${link}`}`,
    ),
  ],
  [
    "TPROXY",
    form(
      /^TPROXY redirect (\S+):(\d+) mark (\S+)/,
      ([, address, port, mark]) => `--on-port ${port} --on-ip ${address} --tproxy-mark ${mark}`,
    ),
  ],
  ["SET", (text) => readWordings(text, SET)],
  ["SYNPROXY", formOf({ name: "", start: /^SYNPROXY(?=\s|$)/ }, SYNPROXY)],
  ["ECN", formOf({ name: "", start: /^ECN(?=\s)/ }, ECN)],
  ["CONNSECMARK", form(/^CONNSECMARK (save|restore)/, ([, way]) => `--${way}`)],
  [
    "IDLETIMER",
    form(
      /^timeout:(\d+) label:(\S+)/,
      ([, timeout, label]) => `--timeout ${timeout} --label ${label}`,
    ),
  ],
  [
    "TCPOPTSTRIP",
    form(/^TCPOPTSTRIP options (\S+)/, ([, options]) => `--strip-options ${options}`),
  ],
]);
