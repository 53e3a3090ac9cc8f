/** The two families of addresses, as Kubernetes writes them; each has rules of its own. */
export const ADDRESS_FAMILIES = ["IPv4", "IPv6"] as const;
export type AddressFamily = (typeof ADDRESS_FAMILIES)[number];

/** The family of an address or prefix as text, told by its colons; undefined for "" and for the word "None". */
export function familyOf(text: string): AddressFamily | undefined {
  if (text.includes(":")) return "IPv6";
  return text.includes(".") ? "IPv4" : undefined;
}

/** Where a machine's addresses for itself lie. */
export const LOOPBACK_RANGE: Readonly<Record<AddressFamily, string>> = {
  IPv4: "127.0.0.0/8",
  IPv6: "::1/128",
};
