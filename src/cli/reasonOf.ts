const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is no folder",
  EACCES: "it may not be opened",
};

/** Why something failed, in words: of a file that cannot be opened what is wrong with it. */
export function reasonOf(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  const code = "code" in failure ? String(failure.code) : "";
  return REASONS[code] ?? failure.message;
}
