import { getDotPath, safeParse } from "valibot";
import type { WalkDocument } from "@/scenarios/walkDocument";
import { documentSchema } from "./documentSchema";
import { DOCUMENT_FORMAT, DOCUMENT_VERSION } from "./savedForm";

export type ReadDocument =
  | { readonly ok: true; readonly document: WalkDocument }
  /** A sentence: what was found, and what would be right. */
  | { readonly ok: false; readonly problem: string };

/** The document in the text of a file; anything else than a document gives a sentence. Never throws. */
export function parseDocument(text: string): ReadDocument {
  const json = parseJson(text);
  return json.ok ? readDocument(json.value) : refuse("The file is not JSON.");
}

/** The document in a value that came from outside: a file, or what the browser kept. Never throws. */
export function readDocument(value: unknown): ReadDocument {
  if (!isRecord(value) || value.format !== DOCUMENT_FORMAT) {
    return refuse(`This is not a saved walk: "format" is not "${DOCUMENT_FORMAT}".`);
  }
  if (value.version !== DOCUMENT_VERSION) {
    return refuse(
      `This walk was saved in version ${JSON.stringify(value.version)}; this page reads version ${DOCUMENT_VERSION}.`,
    );
  }
  const result = safeParse(documentSchema, value);
  if (result.success) {
    const { format: _format, version: _version, ...document } = result.output;
    return { ok: true, document };
  }
  const [issue] = result.issues;
  return refuse(
    `The saved walk is damaged at ${getDotPath(issue) ?? "its top"}: ${issue.message}.`,
  );
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function refuse(problem: string): ReadDocument {
  return { ok: false, problem };
}
