import { parseAddress } from "@/engine";
import { printSource } from "@/intake/redact/printSource";
import {
  type RedactableSource,
  type RedactedSource,
  redactSource,
} from "@/intake/redact/redactSource";

/** What is to be redacted: nodes, who stands around them, and words elsewhere that name a host or an address. */
export interface RedactRequest {
  readonly source: RedactableSource;
  /** Any unsigned 32-bit number. */
  readonly seed: number;
  readonly hosts: readonly string[];
  readonly addresses: readonly string[];
}

/** The same redacted, as plain data that a worker can hand over. */
export interface RedactedNodes extends Omit<RedactedSource, "redactor"> {
  /** The nodes as text, to be shared and pasted again. */
  readonly text: string;
  /** The new names of `hosts` and `addresses`, in their order; "" for what is no address. */
  readonly hostNames: readonly string[];
  readonly newAddresses: readonly string[];
}

/** Redacts nodes and the words that go with them. `report` is told what is done now. */
export function redactNodes(
  { source, seed, hosts, addresses }: RedactRequest,
  report?: (line: string) => void,
): RedactedNodes {
  const { redactor, ...redacted } = redactSource(source, seed, report);
  report?.("Printing what came of it");
  return {
    ...redacted,
    text: printSource(redacted),
    hostNames: hosts.map((name) => redactor.host(name)),
    newAddresses: addresses.map((text) => {
      const address = parseAddress(text);
      return address === undefined ? "" : redactor.addresses.map(address);
    }),
  };
}
