import type { Document } from "yaml";
import { type ClusterProblem, clusterProblem } from "../objects/clusterProblem";

/** The values of all documents in a text, and what could not be read. */
export interface ReadDocuments {
  readonly values: readonly unknown[];
  readonly problems: readonly ClusterProblem[];
}

/** Longer texts are refused: reading them would stop the page for seconds. */
const MAX_CHARACTERS = 32_000_000;
/** A YAML alias repeats what it names; nested aliases grow a few lines to gigabytes. Manifests hardly use any. */
const MAX_ALIASES = 200;

/** JSON, or YAML with one or more documents. The YAML reader is loaded only when one is needed. */
export async function readDocuments(text: string): Promise<ReadDocuments> {
  if (text.length > MAX_CHARACTERS) {
    const found = `a text of ${text.length} characters`;
    const allowed = `up to ${MAX_CHARACTERS} are read; leave out what packets do not need`;
    return { values: [], problems: [textProblem(found, "is too long", allowed)] };
  }
  return readJson(text) ?? (await readYaml(text));
}

function readJson(text: string): ReadDocuments | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return { values: [JSON.parse(text)], problems: [] };
  } catch {
    return undefined;
  }
}

async function readYaml(text: string): Promise<ReadDocuments> {
  const { parseAllDocuments } = await import("yaml");
  const values: unknown[] = [];
  const problems: ClusterProblem[] = [];
  try {
    const documents = parseAllDocuments(text, { merge: true, strict: false });
    for (const document of Array.isArray(documents) ? documents : []) {
      const problem = syntaxProblem(document);
      if (problem !== undefined) problems.push(problem);
      else values.push(document.toJS({ maxAliasCount: MAX_ALIASES }));
    }
  } catch (failure) {
    problems.push(unreadable(failure));
  }
  return { values, problems };
}

/** Nesting without end runs the reader out of stack; what else it throws is about aliases. */
function unreadable(failure: unknown): ClusterProblem {
  if (failure instanceof RangeError) return tooDeep();
  const why = failure instanceof Error ? failure.message : String(failure);
  return textProblem("a YAML document", `cannot be read: ${why}`, "write it without aliases");
}

function syntaxProblem(document: Document.Parsed): ClusterProblem | undefined {
  const [error] = document.errors;
  if (error === undefined) return undefined;
  if (error.code === "RESOURCE_EXHAUSTION") return tooDeep();
  const line = error.linePos?.[0].line;
  const reason = error.message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? "";
  const found = line === undefined ? "this YAML" : `line ${line}`;
  return textProblem(found, `is not YAML: ${reason}`, "the other documents are read");
}

function tooDeep(): ClusterProblem {
  return textProblem("a YAML document", "is nested too deeply", "manifests need some ten levels");
}

function textProblem(found: string, why: string, allowed: string): ClusterProblem {
  return clusterProblem({ object: undefined, field: "", found, why, allowed });
}
