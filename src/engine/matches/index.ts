import { addrtype } from "./addrtype";
import { comment } from "./comment";
import { connmark } from "./connmark";
import { conntrack } from "./conntrack";
import { mark } from "./mark";
import type { MatchExtension } from "./matchExtension";
import { multiport } from "./multiport";
import { sctp } from "./sctp";
import { state } from "./state";
import { statistic } from "./statistic";
import { tcp } from "./tcp";
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
