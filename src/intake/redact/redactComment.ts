import type { NameMap } from "./nameMap";
import { WELL_KNOWN_COMMENTS, WELL_KNOWN_PORTS } from "./wellKnown";

/** `shop/web:http`, as kube-proxy writes a Service port. */
const SERVICE_PORT = /^"?([a-z0-9][a-z0-9.-]*)\/([a-z0-9][a-z0-9.-]*)(?::([a-z0-9-]*))?"?$/;
const ADDRESS = /^\[?[0-9a-f:.]*[.:][0-9a-f:.]*\]?(?::\d+)?$/i;
/** The words that kube-proxy puts around it. Source: kubernetes v1.34 and older, pkg/proxy/iptables/proxier.go. */
const WORDS: ReadonlySet<string> = new Set(
  "cluster IP IPs loadbalancer external has no endpoints local masquerade traffic for destinations pod route to service LB chain -> firewall node port ports Redirect pods trying reach via".split(
    " ",
  ),
);
const WELL_KNOWN_NAMESPACES = /^(?:default|kube-system)$/;
const WELL_KNOWN_SERVICES = /^(?:kubernetes|kube-dns)$/;

/** A comment without what is somebody's own: kube-proxy's keep their form, with other names; all others are numbered. */
export function redactComment(
  text: string,
  names: NameMap,
  replaceAddresses: (text: string) => string,
): string {
  if (WELL_KNOWN_COMMENTS.test(text)) return text;
  const words = text.split(" ");
  if (words.some((word) => SERVICE_PORT.test(word)) && words.every(isUnderstood))
    return words.map((word) => redactWord(word, names, replaceAddresses)).join(" ");
  return names.map("comment", text);
}

function isUnderstood(word: string): boolean {
  return WORDS.has(word) || SERVICE_PORT.test(word) || ADDRESS.test(word);
}

function redactWord(
  word: string,
  names: NameMap,
  replaceAddresses: (text: string) => string,
): string {
  if (WORDS.has(word)) return word;
  const [found, namespace = "", service = "", port] = SERVICE_PORT.exec(word) ?? [];
  if (found === undefined) return replaceAddresses(word);
  const whose = WELL_KNOWN_NAMESPACES.test(namespace)
    ? namespace
    : names.map("namespace", namespace);
  const name = WELL_KNOWN_SERVICES.test(service) ? service : names.map("service", service);
  return `${whose}/${name}${port === undefined ? "" : `:${redactPort(port, names)}`}`;
}

function redactPort(port: string, names: NameMap): string {
  return port === "" || WELL_KNOWN_PORTS.test(port) ? port : names.map("port", port);
}
