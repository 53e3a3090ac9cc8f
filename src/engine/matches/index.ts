import { addrtype } from "./addrtype";
import { bpf } from "./bpf";
import { comment } from "./comment";
import { connlimit } from "./connlimit";
import { connmark } from "./connmark";
import { conntrack } from "./conntrack";
import { cpu } from "./cpu";
import { dscp } from "./dscp";
import { hashlimit } from "./hashlimit";
import { hidden } from "./hidden";
import { hl } from "./hl";
import { icmp } from "./icmp";
import { icmp6 } from "./icmp6";
import { iprange } from "./iprange";
import { length } from "./length";
import { limit } from "./limit";
import { mac } from "./mac";
import { mark } from "./mark";
import type { MatchExtension } from "./matchExtension";
import { multiport } from "./multiport";
import { nfacct } from "./nfacct";
import { owner } from "./owner";
import { physdev } from "./physdev";
import { pkttype } from "./pkttype";
import { policy } from "./policy";
import { realm } from "./realm";
import { recent } from "./recent";
import { rpfilter } from "./rpfilter";
import { rt } from "./rt";
import { sctp } from "./sctp";
import { set } from "./set";
import { socket } from "./socket";
import { state } from "./state";
import { statistic } from "./statistic";
import { string } from "./string";
import { tcp } from "./tcp";
import { time } from "./time";
import { tos } from "./tos";
import { ttl } from "./ttl";
import { u32 } from "./u32";
import { udp } from "./udp";

const EXTENSIONS = [
  addrtype,
  comment,
  connmark,
  conntrack,
  mark,
  multiport,
  sctp,
  state,
  statistic,
  tcp,
  udp,
  dscp,
  icmp,
  icmp6,
  iprange,
  length,
  limit,
  mac,
  physdev,
  pkttype,
  recent,
  set,
  tos,
  ttl,
  connlimit,
  cpu,
  hashlimit,
  hidden,
  hl,
  nfacct,
  owner,
  policy,
  realm,
  rpfilter,
  rt,
  socket,
  string,
  time,
  u32,
  bpf,
] as const;

type SpecOf<Extension> = Extension extends MatchExtension<infer Spec> ? Spec : never;

/** A match as read; the union over all extensions, told apart by `match`. */
export type Match = SpecOf<(typeof EXTENSIONS)[number]>;

/** Every match the engine knows, by its name. A new one is a new file and one name above. */
export const MATCHES: ReadonlyMap<string, MatchExtension<Match>> = new Map<
  string,
  MatchExtension<Match>
>(EXTENSIONS.map((extension) => [extension.name, extension as MatchExtension<Match>]));

/** The extension of a match that was read. */
export function matchExtensionOf(match: Match): MatchExtension<Match> {
  const extension = MATCHES.get(match.match);
  if (extension === undefined) throw new Error(`no extension for match ${match.match}`);
  return extension;
}
