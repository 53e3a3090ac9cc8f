import { parseAddress } from "@/engine";

/** Whose packet it is where a command binds to an address, as `nc -s` and `curl --interface` do; undefined for any other text. */
export function boundAddress(text: string | undefined): string | undefined {
  return text !== undefined && parseAddress(text) !== undefined ? text : undefined;
}
