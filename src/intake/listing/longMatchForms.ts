import { type DetailForm, form, formOf, not, type Wording } from "./detailForm";

const PHYSDEV: readonly Wording[] = [
  [/^(! )?--physdev-in (\S+)/, ([, sign, name]) => `${not(sign)}--physdev-in ${name}`],
  [/^(! )?--physdev-out (\S+)/, ([, sign, name]) => `${not(sign)}--physdev-out ${name}`],
  ...["--physdev-is-in", "--physdev-is-out", "--physdev-is-bridged"].map(
    (option): Wording => [
      new RegExp(`^(! )?${option}(?=\\s|$)`),
      ([, sign]) => `${not(sign)}${option}`,
    ],
  ),
];

const RECENT_ACTIONS: Readonly<Record<string, string>> = {
  SET: "--set",
  CHECK: "--rcheck",
  UPDATE: "--update",
  REMOVE: "--remove",
};

const RECENT: readonly Wording[] = [
  [
    /^(! )?recent: (SET|CHECK|UPDATE|REMOVE)/,
    ([, sign, action = ""]) => `${not(sign)}${RECENT_ACTIONS[action]}`,
  ],
  [/^seconds: (\d+)/, ([, seconds]) => `--seconds ${seconds}`],
  [/^hit_count: (\d+)/, ([, count]) => `--hitcount ${count}`],
  [/^TTL-Match/, () => "--rttl"],
  [/^reap(?=\s|$)/, () => "--reap"],
  [/^name: (\S+)/, ([, name]) => `--name ${name}`],
  [/^side: (source|dest)/, ([, side]) => (side === "dest" ? "--rdest" : "--rsource")],
  [/^mask: (\S+)/, ([, mask]) => `--mask ${mask}`],
];

const SET: readonly Wording[] = [
  [
    /^(! )?match-set (\S+) (\S+)/,
    ([, sign, name, sides]) => `${not(sign)}--match-set ${name} ${sides}`,
  ],
  ...["return-nomatch", "update-counters", "update-subcounters"].map(
    (option): Wording => [
      new RegExp(`^(! )?${option}(?=\\s|$)`),
      ([, sign]) => `${not(sign)}--${option}`,
    ],
  ),
  ...["packets-eq", "packets-lt", "packets-gt", "bytes-eq", "bytes-lt", "bytes-gt"].map(
    (option): Wording => [
      new RegExp(`^(! )?${option} (\\d+)`),
      ([, sign, count]) => `${not(sign)}--${option} ${count}`,
    ],
  ),
];

const flags = (...names: readonly string[]): readonly Wording[] =>
  names.map((name) => [new RegExp(`^(?:--)?${name}(?=\\s|$)`), () => `--${name}`]);

const RT: readonly Wording[] = [
  [/^type:(!?)(\d+)/, ([, sign, type]) => `${not(sign)}--rt-type ${type}`],
  [/^segslefts?:(!?)(\S+)/, ([, sign, left]) => `${not(sign)}--rt-segsleft ${left}`],
  [/^length:(!?)(\d+)/, ([, sign, length]) => `${not(sign)}--rt-len ${length}`],
  [/^reserved(?=\s|$)/, () => "--rt-0-res"],
  [/^0-addrs (\S+)/, ([, addresses]) => `--rt-0-addrs ${addresses}`],
  [/^0-not-strict(?=\s|$)/, () => "--rt-0-not-strict"],
];

const TIME: readonly Wording[] = [
  [/^from (\S+) to (\S+)/, ([, from, to]) => `--timestart ${from} --timestop ${to}`],
  [
    /^(! )?on ((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\S*)/,
    ([, sign, days]) => `${not(sign)}--weekdays ${days}`,
  ],
  [
    /^(! )?on (\d\S*)/,
    ([, sign, days = ""]) => `${not(sign)}--monthdays ${days.replace(/[a-z]+/g, "")}`,
  ],
  [/^starting from (\S+) (\d\S*)/, ([, date, time]) => `--datestart ${date}T${time}`],
  [/^until date (\S+) (\d\S*)/, ([, date, time]) => `--datestop ${date}T${time}`],
  [/^contiguous(?=\s|$)/, () => "--contiguous"],
];

const POLICY: readonly Wording[] = [
  [/^policy match dir (\S+) pol (\S+)/, ([, way, what]) => `--dir ${way} --pol ${what}`],
  [/^strict(?=\s|$)/, () => "--strict"],
];

const POLICY_ELEMENT = /^(?:\[(\d+)\]|(! )?(reqid|spi|proto|mode|tunnel-dst|tunnel-src) (\S+))/;

/** The elements of a policy repeat, so they are read one after the other. */
function policy(text: string): ReturnType<DetailForm> {
  const head = formOf({ name: "-m policy" }, POLICY)(text);
  if (head === undefined) return undefined;
  let { options, rest } = head;
  for (let found = POLICY_ELEMENT.exec(rest); found !== null; found = POLICY_ELEMENT.exec(rest)) {
    const [whole, number, sign, name, value] = found;
    if (name !== undefined) options += ` ${not(sign)}--${name} ${value}`;
    else if (number !== "0" && rest.length > whole.length) options += " --next";
    rest = rest.slice(whole.length).trimStart();
  }
  return { options, rest };
}

/** `UTC` stands between the times and `contiguous`; without it they are the kernel's own. */
function time(text: string): ReturnType<DetailForm> {
  const found = /^TIME(?=\s|$)/.exec(text);
  if (found === null) return undefined;
  const read = formOf({ name: "-m time", start: /^TIME/ }, [
    ...TIME,
    [/^UTC(?=\s|$)/, () => "--utc"],
  ])(text);
  if (read === undefined) return undefined;
  const isUtc = / --utc(?=\s|$)/.test(read.options);
  return {
    ...read,
    options: isUtc ? read.options.replace(" --utc", "") : `${read.options} --kerneltz`,
  };
}

/** What `iptables -L` leaves out of a hashlimit: rules of the same name count together. */
const HASHLIMIT_NAME = '--hashlimit-name listed -m hidden --part "name of hashlimit not shown"';

const HASHLIMIT: readonly Wording[] = [
  [
    /^limit: (up to|above) (\S+)/,
    ([, way, rate]) => `--hashlimit-${way === "above" ? "above" : "upto"} ${rate}`,
  ],
  [/^burst (\S+)/, ([, burst]) => `--hashlimit-burst ${burst}`],
  [/^mode (\S+)/, ([, mode = ""]) => `--hashlimit-mode ${mode.replaceAll("-", ",")}`],
  ...[
    "srcmask",
    "dstmask",
    "htable-size",
    "htable-max",
    "htable-gcinterval",
    "htable-expire",
    "rate-interval",
  ].map(
    (option): Wording => [
      new RegExp(`^${option} (\\d+)`),
      ([, value]) => `--hashlimit-${option} ${value}`,
    ],
  ),
  [/^rate-match(?=\s|$)/, () => "--hashlimit-rate-match"],
];

function hashlimit(text: string): ReturnType<DetailForm> {
  const read = formOf(
    { name: "-m hashlimit", start: /^(?=limit: (?:up to|above) )/ },
    HASHLIMIT,
  )(text);
  return read && { ...read, options: `${read.options} ${HASHLIMIT_NAME}` };
}

const HEX_STRING = /^"\|[\da-f]*\|"$/;

/** The matches that print many words. */
export const LONG_MATCH_FORMS: readonly DetailForm[] = [
  formOf({ name: "-m physdev", start: /^PHYSDEV match(?=\s)/ }, PHYSDEV),
  formOf({ name: "-m recent", start: /^(?=(?:! )?recent: )/ }, RECENT),
  formOf({ name: "-m set", start: /^(?=(?:! )?match-set )/ }, SET),
  formOf(
    { name: "-m rpfilter", start: /^rpfilter(?=\s|$)/ },
    flags("loose", "validmark", "accept-local", "invert"),
  ),
  formOf(
    { name: "-m socket", start: /^socket(?=\s|$)/ },
    flags("transparent", "nowildcard", "restore-skmark"),
  ),
  formOf({ name: "-m rt", start: /^rt(?=\s|$)/ }, RT),
  time,
  policy,
  hashlimit,
  form(
    /^STRING match\s+(! ?)?("(?:[^"\\]|\\.)*") ALGO name (\S+)(?: FROM (\d+))?(?: TO (\d+))?( ICASE)?/,
    ([, sign, text = "", algorithm, from, to, icase]) =>
      [
        `-m string ${not(sign)}${HEX_STRING.test(text) ? "--hex-string" : "--string"} ${text} --algo ${algorithm}`,
        from && `--from ${from}`,
        to && `--to ${to}`,
        icase && "--icase",
      ]
        .filter(Boolean)
        .join(" "),
  ),
];
