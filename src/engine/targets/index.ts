import { accept } from "./accept";
import { connmark } from "./connmark";
import { ct } from "./ct";
import { dnat } from "./dnat";
import { drop } from "./drop";
import { dscp } from "./dscp";
import { log } from "./log";
import { mark } from "./mark";
import { masquerade } from "./masquerade";
import { netmap } from "./netmap";
import { notrack } from "./notrack";
import { redirect } from "./redirect";
import { reject } from "./reject";
import { returnTarget } from "./returnTarget";
import { snat } from "./snat";
import type { TargetExtension } from "./targetExtension";
import { tcpmss } from "./tcpmss";
import { tos } from "./tos";
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
