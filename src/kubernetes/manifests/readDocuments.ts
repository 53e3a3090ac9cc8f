import type { Document } from "yaml";
import { type ClusterProblem, clusterProblem } from "../objects/clusterProblem";
import { type DocumentText, documentTexts } from "./documentTexts";
import { fencedManifests } from "./fencedManifests";

/** The values of documents in a text, and what could not be read. */
export interface ReadDocuments {
  readonly values: readonly unknown[];
  readonly problems: readonly ClusterProblem[];
}

/** Longer texts are refused: no browser reads them in the memory that a page has. */
const MAX_CHARACTERS = 200_000_000;
/** A single YAML document or item is read at once, which takes some twenty times its length. */
const MAX_YAML_PIECE = 32_000_000;
/** Longer YAML is read document by document and item by item: all at once it would take gigabytes. */
const MAX_YAML_AT_ONCE = 500_000;
/** A YAML alias repeats what it names; nested aliases grow a few lines to gigabytes. Manifests hardly use any. */
const MAX_ALIASES = 200;
/** A sentence longer than this hides the others. */
const MOST_REASON = 120;

/** Told how much of the text is read, from 0 to 1. */
export type OnManifestProgress = (share: number) => void;

/**
 * JSON, or YAML with one or more documents, given away piece by piece so that nobody has to keep them all. The YAML
 * reader is loaded only when one is needed.
 */
export async function* readDocuments(
  text: string,
  onProgress: OnManifestProgress = () => undefined,
): AsyncGenerator<ReadDocuments> {
  if (text.length > MAX_CHARACTERS) {
    yield tooLong(text, MAX_CHARACTERS);
    return;
  }
  const json = readJson(text);
  if (json !== undefined) {
    yield json;
    return;
  }
  const fenced = fencedManifests(text);
  if (fenced !== undefined) yield { values: [], problems: [onlyFenced(fenced.blocks)] };
  yield* readYaml(fenced?.text ?? text, onProgress);
}

function onlyFenced(blocks: number): ClusterProblem {
  const outside = blocks === 1 ? "its fenced block" : `its ${blocks} fenced blocks`;
  return clusterProblem({
    severity: "warning",
    object: undefined,
    field: "",
    found: `The text outside ${outside} of manifests`,
    why: "is not read",
    allowed: "",
  });
}

async function* readYaml(
  text: string,
  onProgress: OnManifestProgress,
): AsyncGenerator<ReadDocuments> {
  const { parseAllDocuments } = await import("yaml");
  const isShort = text.length <= MAX_YAML_AT_ONCE;
  const pieces = isShort ? [{ text, linesBefore: 0 }] : documentTexts(text);
  let read = 0;
  for (const piece of pieces) {
    yield piece.text.length > MAX_YAML_PIECE
      ? tooLong(piece.text, MAX_YAML_PIECE)
      : readPiece(piece, parseAllDocuments);
    read += piece.text.length;
    onProgress(read / text.length);
  }
}

function tooLong(text: string, most: number): ReadDocuments {
  const found = `a text of ${text.length} characters`;
  const allowed = `up to ${most} are read; leave out what packets do not need`;
  return { values: [], problems: [textProblem(found, "is too long", allowed)] };
}

function readJson(text: string): ReadDocuments | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return { values: [JSON.parse(text)], problems: [] };
  } catch {
    return undefined;
  }
}

function readPiece(
  { text, linesBefore }: DocumentText,
  parseAllDocuments: typeof import("yaml").parseAllDocuments,
): ReadDocuments {
  const values: unknown[] = [];
  const problems: ClusterProblem[] = [];
  try {
    const documents = parseAllDocuments(text, { merge: true, strict: false });
    for (const document of Array.isArray(documents) ? documents : []) {
      const problem = syntaxProblem(document, linesBefore);
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

function syntaxProblem(document: Document.Parsed, linesBefore: number): ClusterProblem | undefined {
  const [error] = document.errors;
  if (error === undefined) return undefined;
  if (error.code === "RESOURCE_EXHAUSTION") return tooDeep();
  const line = error.linePos?.[0].line;
  const reason = error.message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? "";
  const why = `is not YAML: ${shortened(reason)}`;
  const found = line === undefined ? "this YAML" : `line ${linesBefore + line}`;
  return textProblem(found, why, "the other documents are read");
}

/** The YAML reader quotes what it stumbles over, and that may be pages. */
function shortened(reason: string): string {
  return reason.length <= MOST_REASON ? reason : `${reason.slice(0, MOST_REASON)}…`;
}

function tooDeep(): ClusterProblem {
  return textProblem("a YAML document", "is nested too deeply", "manifests need some ten levels");
}

function textProblem(found: string, why: string, allowed: string): ClusterProblem {
  return clusterProblem({ object: undefined, field: "", found, why, allowed });
}
