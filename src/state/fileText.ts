import { isGzip, TELLING_BYTES, textEncoding } from "@/intake/encoding/textEncoding";

/** What was read of a file. */
interface FileText {
  readonly text: string;
  /** Whether it is one of gzip that could not be unpacked to its end. */
  readonly isCutShort: boolean;
}

/**
 * The text of a file, in UTF-8 or UTF-16; one of gzip is unpacked, as far as that goes. Rejects when nothing of it can be read,
 * and when it has more than `mostBytes`.
 */
export async function fileText(file: File, mostBytes: number): Promise<FileText> {
  if (!isGzip(await startOf(file))) return { text: await decoded(file), isCutShort: false };
  const { parts, isCutShort } = await unpacked(file, mostBytes);
  return { text: await decoded(new Blob(parts)), isCutShort };
}

async function startOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.slice(0, TELLING_BYTES).arrayBuffer());
}

async function decoded(blob: Blob): Promise<string> {
  const encoding = textEncoding(await startOf(blob));
  if (encoding === "utf-8") return blob.text();
  return new TextDecoder(encoding).decode(await blob.arrayBuffer());
}

async function unpacked(file: File, mostBytes: number) {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = file.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const next = async () => {
    try {
      return await reader.read();
    } catch (failure) {
      if (bytes === 0) throw failure;
      return undefined;
    }
  };
  let read = await next();
  while (read !== undefined && !read.done) {
    bytes += read.value.length;
    if (bytes > mostBytes) {
      await reader.cancel();
      throw new Error(`Unpacked, it is larger than ${mostBytes} bytes.`);
    }
    parts.push(read.value);
    read = await next();
  }
  return { parts, isCutShort: read === undefined };
}
