const UNSAFE_IN_FILE_NAMES = /[^\p{L}\p{N}.-]+/gu;

const TYPES: Readonly<Record<string, string>> = {
  json: "application/json",
  yaml: "application/yaml",
};

/** Hands a text to the browser as a file to keep, named after a title: `NodePort, 3 pods` is `nodeport-3-pods.EXTENSION`. */
export function downloadText(title: string, extension: string, text: string): void {
  const name = title.replace(UNSAFE_IN_FILE_NAMES, "-").toLowerCase();
  const url = URL.createObjectURL(
    new Blob([text], { type: TYPES[extension.split(".").at(-1) ?? ""] ?? "text/plain" }),
  );
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name === "" ? "walk" : name}.${extension}`;
  link.click();
  // The browser has taken the blob by the next task; until then the address must stay.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
