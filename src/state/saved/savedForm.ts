import type { WalkDocument } from "@/scenarios/walkDocument";

/** Counts up when the saved form changes so that older readers would misread it. */
export const DOCUMENT_VERSION = 1;

/** How a saved document says what it is. */
export const DOCUMENT_FORMAT = "chainwalk";

/** The document with what it is and its version. */
export function savedForm(document: WalkDocument): unknown {
  return { format: DOCUMENT_FORMAT, version: DOCUMENT_VERSION, ...document };
}

/** The saved form as JSON that a person can read. */
export function printDocument(document: WalkDocument): string {
  return `${JSON.stringify(savedForm(document), undefined, 2)}\n`;
}
