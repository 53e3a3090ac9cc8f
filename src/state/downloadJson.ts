const UNSAFE_IN_FILE_NAMES = /[^\p{L}\p{N}.-]+/gu;

/** Hands a text to the browser as a file to keep, named after a title: `NodePort, 3 pods` is `nodeport-3-pods.EXTENSION`. */
export function downloadJson(title: string, extension: string, text: string): void {
  const name = title.replace(UNSAFE_IN_FILE_NAMES, "-").toLowerCase();
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name === "" ? "walk" : name}.${extension}`;
  link.click();
  // The browser has taken the blob by the next task; until then the address must stay.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
