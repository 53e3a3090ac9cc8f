/** The first bytes of a file of gzip. Source: RFC 1952, section 2.3.1. */
const GZIP = [0x1f, 0x8b];

/** The text of a file; one of gzip is unpacked. Rejects when it cannot be read, and when it has more than `mostBytes`. */
export async function fileText(file: File, mostBytes: number): Promise<string> {
  const start = new Uint8Array(await file.slice(0, GZIP.length).arrayBuffer());
  const isGzip = GZIP.every((byte, at) => start[at] === byte);
  if (!isGzip) return file.text();
  const unpacked = file.stream().pipeThrough(new DecompressionStream("gzip"));
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = unpacked.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    bytes += read.value.length;
    if (bytes > mostBytes) {
      await reader.cancel();
      throw new Error(`Unpacked, it is larger than ${mostBytes} bytes.`);
    }
    parts.push(read.value);
  }
  return new Blob(parts).text();
}
