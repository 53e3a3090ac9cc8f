import { createStore, del, get, set } from "idb-keyval";
import type { WalkDocument } from "@/scenarios/walkDocument";
import { keptForm, readKeptForm } from "./keptForm";

const DATABASE = "chainwalk";
const STORE = "documents";
const CURRENT = "current";
const SET_ASIDE = "set aside";

/** What the browser had kept from the last visit. */
export type Restored =
  | { readonly kind: "nothing" }
  | { readonly kind: "document"; readonly document: WalkDocument }
  /** It could not be used and was set aside; the sentence says why. */
  | { readonly kind: "problem"; readonly sentence: string };

/** The kept document. One that cannot be read is moved to another key, so that it is neither lost nor met again. */
export async function restoreDocument(): Promise<Restored> {
  try {
    const kept: unknown = await get(CURRENT, database());
    if (kept === undefined) return { kind: "nothing" };
    const { readDocument } = await import("./readDocument");
    const read = readDocument(await readKeptForm(kept));
    if (read.ok) return { kind: "document", document: read.document };
    await setAside(kept);
    return {
      kind: "problem",
      sentence: `Your last walk could not be opened and was set aside. ${read.problem}`,
    };
  } catch (reason) {
    return { kind: "problem", sentence: `This browser keeps nothing here: ${why(reason)}` };
  }
}

/** Keeps the document for the next visit. Gives a sentence when it does not fit or storing is not allowed. */
export async function keepDocument(document: WalkDocument): Promise<string | undefined> {
  try {
    await set(CURRENT, keptForm(document), database());
    return undefined;
  } catch (reason) {
    return `This walk is not kept in this browser, so a reload loses it: ${why(reason)} Save it to a file instead.`;
  }
}

async function setAside(kept: unknown): Promise<void> {
  await set(SET_ASIDE, kept, database());
  await del(CURRENT, database());
}

let opened: ReturnType<typeof createStore> | undefined;

/** Opened once, and only when it is needed: opening throws where the browser has no IndexedDB. */
function database(): ReturnType<typeof createStore> {
  opened ??= createStore(DATABASE, STORE);
  return opened;
}

function why(reason: unknown): string {
  if (!(reason instanceof Error)) return "storing failed.";
  if (reason.name === "QuotaExceededError") return "there is no room left for it.";
  return `${reason.message.replace(/\.$/, "")}.`;
}
