import { type MaskedAddress, parseMaskedAddress } from "@/engine";

/** What somebody looks for, by the form of what they typed. */
export type Sought =
  | { readonly kind: "nothing" }
  /** An address or a network: rules about it, about networks around it and about addresses in it. */
  | { readonly kind: "address"; readonly network: MaskedAddress; readonly text: string }
  | { readonly kind: "port"; readonly port: number; readonly text: string }
  | {
      readonly kind: "mark";
      readonly value: number;
      readonly mask: number | undefined;
      readonly text: string;
    }
  /** In lower case. */
  | { readonly kind: "text"; readonly text: string };

const WHOLE_IPV4 = /^\d+\.\d+\.\d+\.\d+(\/[\d.]+)?$/;
const MARK = /^(0x[0-9a-f]{1,8})(?:\/(0x[0-9a-f]{1,8}))?$/;
const LAST_PORT = 65535;

/** Tells what is looked for: a whole address or network, a port (`80`, `:80`), a mark (`0x4000`, `0x4000/0x4000`), else text. */
export function readSought(typed: string): Sought {
  const text = typed.trim().toLowerCase();
  if (text === "") return { kind: "nothing" };
  const network = readNetwork(text);
  if (network !== undefined) return { kind: "address", network, text };
  const [, value, mask] = MARK.exec(text) ?? [];
  if (value !== undefined)
    return {
      kind: "mark",
      value: Number(value),
      mask: mask === undefined ? undefined : Number(mask),
      text,
    };
  const port = /^:?(\d{1,5})$/.exec(text)?.[1];
  if (port !== undefined && Number(port) <= LAST_PORT)
    return { kind: "port", port: Number(port), text };
  return { kind: "text", text };
}

function readNetwork(text: string): MaskedAddress | undefined {
  if (WHOLE_IPV4.test(text)) return parseMaskedAddress(text);
  return text.split(":").length > 2 ? parseMaskedAddress(text, "IPv6") : undefined;
}
