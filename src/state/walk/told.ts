import type { Sentence } from "@/scene/narration/sentence";

/** What is said of one stop. */
export interface Narration {
  readonly now: Sentence;
  readonly next: Sentence;
  /** How the whole walk ends; the same at every stop. */
  readonly outcome: Sentence;
}
