/** A line of `conntrack -L`, as far as a command can make one. Source: libnetfilter_conntrack, snprintf_default.c. */
const LINE =
  /^\s*(?:ipv[46]\s+\d+\s+)?(tcp|udp|icmp)\s+\d+\s+(?:(\d+)\s+)?(?:([A-Z]\w*)\s+)?(src=.*)$/;
const SECONDS = "600";

/** The `conntrack -I` that puts in what a line of `conntrack -L` shows; undefined where no such command does. */
export function insertingCommand(line: string): string | undefined {
  const [, protocol = "", seconds = SECONDS, state, rest = ""] = LINE.exec(line) ?? [];
  const [original, reply] = rest.split(/(?=src=)/).map(fieldsOf);
  if (original === undefined || reply === undefined) return undefined;
  const flags = [
    ...(rest.includes("[UNREPLIED]") ? [] : ["SEEN_REPLY"]),
    ...(rest.includes("[ASSURED]") ? ["ASSURED"] : []),
  ];
  const asked = end(original.dst, original.dport);
  const answering = end(reply.src, reply.sport);
  const asking = end(original.src, original.sport);
  const answered = end(reply.dst, reply.dport);
  const mark = /\bmark=(\d+)/.exec(rest)?.[1] ?? "0";
  return [
    `conntrack -I -p ${protocol} -s ${original.src} -d ${original.dst}`,
    protocol === "icmp"
      ? `--icmp-type ${original.type} --icmp-code ${original.code} --icmp-id ${original.id}`
      : `--sport ${original.sport} --dport ${original.dport}`,
    ...(answering === asked ? [] : [`-g ${answering}`]),
    ...(answered === asking ? [] : [`-n ${answered}`]),
    ...(state === undefined ? [] : [`--state ${state}`]),
    `-t ${seconds}`,
    ...(flags.length === 0 ? [] : [`-u ${flags.join(",")}`]),
    ...(mark === "0" ? [] : [`-m ${mark}`]),
  ].join(" ");
}

type Fields = Readonly<Record<string, string>>;

function fieldsOf(text: string): Fields {
  return Object.fromEntries(
    [...text.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
  );
}

function end(address = "", port?: string): string {
  if (port === undefined) return address;
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

/** The other way: the line of `conntrack -L` that shows what a command of this form puts in; undefined for any other. */
export function insertedConnection(command: string): string | undefined {
  const [, text] = /^\s*conntrack\s+-I\s+(\S.*)$/.exec(command) ?? [];
  if (text === undefined) return undefined;
  const options = new Map(
    [...text.matchAll(/(--?[\w-]+) (\S+)/g)].map(([, name = "", value = ""]) => [name, value]),
  );
  const of = (name: string) => options.get(name) ?? "";
  const number = NUMBERS[of("-p")];
  if (number === undefined) return undefined;
  const source = { address: of("-s"), port: of("--sport") };
  const destination = { address: of("-d"), port: of("--dport") };
  const answering = readEnd(of("-g")) ?? destination;
  const answered = readEnd(of("-n")) ?? source;
  const isIcmp = of("-p") === "icmp";
  const tuple = (from: End, to: End, type: string) =>
    `src=${from.address} dst=${to.address} ${isIcmp ? `type=${type} code=${of("--icmp-code")} id=${of("--icmp-id")}` : `sport=${from.port} dport=${to.port}`}`;
  const flags = of("-u").split(",");
  return [
    of("-p").padEnd(8),
    number,
    of("-t"),
    ...(options.has("--state") ? [of("--state")] : []),
    tuple(source, destination, of("--icmp-type")),
    ...(flags.includes("SEEN_REPLY") ? [] : ["[UNREPLIED]"]),
    tuple(answering, answered, "0"),
    ...(flags.includes("ASSURED") ? ["[ASSURED]"] : []),
    `mark=${options.get("-m") ?? "0"} use=1`,
  ].join(" ");
}

/** Source: IANA, Assigned Internet Protocol Numbers. */
const NUMBERS: Readonly<Record<string, string>> = { icmp: "1", tcp: "6", udp: "17" };

interface End {
  readonly address: string;
  readonly port: string;
}

function readEnd(text: string): End | undefined {
  const [, bracketed, plain, port = ""] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? [];
  const address = bracketed ?? plain;
  return address === undefined ? undefined : { address, port };
}
