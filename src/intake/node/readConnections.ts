import type { PassedOver } from "@/engine";
import type { Section } from "../sections/section";
import { sectionLines, type WithUnread } from "./sectionLines";

export interface ReadConnections extends WithUnread {
  /** As `conntrack -L` prints them, with or without what `-o extended` puts before. */
  readonly connections: readonly string[];
}

const LINE = /^\s*(?:ipv[46]\s+\d+\s+)?[a-z][\w-]*\s+\d+ .*\bsrc=\S+ dst=/;

/** Reads `conntrack -L`, `-o extended`, and /proc/net/nf_conntrack. Whether a line means a connection is for the engine to say. */
export function readConnections(section: Section): ReadConnections {
  const connections: string[] = [];
  const unread: PassedOver[] = [];
  for (const { line, text } of sectionLines(section)) {
    if (LINE.test(text)) connections.push(text.trim());
    else unread.push({ line, text });
  }
  return { connections, unread };
}
