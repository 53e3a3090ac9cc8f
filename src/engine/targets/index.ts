import type { Hook } from "../net/hook";
import { accept } from "./accept";
import { audit } from "./audit";
import { checksum } from "./checksum";
import { classify } from "./classify";
import { connmark } from "./connmark";
import { connsecmark } from "./connsecmark";
import { ct } from "./ct";
import { dnat } from "./dnat";
import { drop } from "./drop";
import { dscp } from "./dscp";
import { ecn } from "./ecn";
import { hl } from "./hl";
import { idletimer } from "./idletimer";
import { log } from "./log";
import { mark } from "./mark";
import { masquerade } from "./masquerade";
import { netmap } from "./netmap";
import { nflog } from "./nflog";
import { nfqueue } from "./nfqueue";
import { notrack } from "./notrack";
import { queue } from "./queue";
import { redirect } from "./redirect";
import { reject } from "./reject";
import { returnTarget } from "./returnTarget";
import { set } from "./set";
import { snat } from "./snat";
import { synproxy } from "./synproxy";
import type { TargetExtension } from "./targetExtension";
import { tcpmss } from "./tcpmss";
import { tcpoptstrip } from "./tcpoptstrip";
import { tee } from "./tee";
import { tos } from "./tos";
import { tproxy } from "./tproxy";
import { trace } from "./trace";
import { ttl } from "./ttl";

const EXTENSIONS = [
  accept,
  drop,
  returnTarget,
  reject,
  log,
  mark,
  dnat,
  snat,
  masquerade,
  redirect,
  connmark,
  ct,
  dscp,
  netmap,
  notrack,
  tcpmss,
  tos,
  trace,
  ttl,
  audit,
  checksum,
  classify,
  connsecmark,
  ecn,
  hl,
  idletimer,
  nflog,
  nfqueue,
  queue,
  set,
  synproxy,
  tcpoptstrip,
  tee,
  tproxy,
] as const;

type SpecOf<Extension> = Extension extends TargetExtension<infer Spec> ? Spec : never;

/** A target as read; the union over all extensions, told apart by `target`. */
export type Target = SpecOf<(typeof EXTENSIONS)[number]>;

/** Every target the engine knows, by its name. A new one is a new file and one name above. */
export const TARGETS: ReadonlyMap<string, TargetExtension<Target>> = new Map<
  string,
  TargetExtension<Target>
>(EXTENSIONS.map((extension) => [extension.name, extension as TargetExtension<Target>]));

/** The extension of a target that was read. */
export function targetExtensionOf(target: Target): TargetExtension<Target> {
  const extension = TARGETS.get(target.target);
  if (extension === undefined) throw new Error(`no extension for target ${target.target}`);
  return extension;
}

/** The base chains from which the kernel lets a target be reached; undefined for all. */
export function hooksOfTarget(target: Target): readonly Hook[] | undefined {
  const { hooks, hooksOf } = targetExtensionOf(target);
  return hooks ?? hooksOf?.(target);
}
