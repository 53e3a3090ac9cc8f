import { parsePort } from "@/engine";
import { boundAddress } from "./boundAddress";
import { commandOptions } from "./commandOptions";
import { type Endpoint, parseEndpoint } from "./endpoint";
import { type PacketLineResult, refused, typed } from "./typedPacket";

/** Options of curl and wget that take a value. Source: curl(1), wget(1). */
const VALUED: ReadonlySet<string> = new Set(
  [
    "-X -H -d -o -u -m -A -e -F -b -c -T -w -x -K -E -Y -y -z -C -r -Q -P",
    "--request --header --data --data-raw --data-binary --data-urlencode --json --form --upload-file",
    "--output --user --user-agent --referer --cookie --cookie-jar --write-out --config --cert --key --cacert",
    "--max-time --connect-timeout --retry --limit-rate --timeout --tries --proxy --resolve --connect-to",
    "--interface --local-port --unix-socket --url",
  ]
    .join(" ")
    .split(" "),
);

const URL_FORM =
  /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:[^@/?#]*@)?(\[[^\]]+\]|[^:/?#[\]]+)(?::([^/?#]*))?(?:[/?#].*)?$/i;

/** Ports that a scheme means. Source: IANA, URI schemes; curl(1). */
const SCHEME_PORTS: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  ws: 80,
  wss: 443,
  ftp: 21,
  telnet: 23,
  dict: 2628,
  ldap: 389,
};

/** `curl [--resolve H:P:A] [--connect-to H:P:H2:P2] URL`, and wget's. */
export function readCurl(line: string, words: readonly string[]): PacketLineResult {
  const { options, operands } = commandOptions(words, VALUED);
  const url = options.get("--url") ?? operands.at(-1);
  if (url === undefined)
    return refused(line, "", "It does not say where it goes: curl http://web.shop:8080/.");
  if (options.has("--unix-socket"))
    return refused(line, "--unix-socket", "A unix socket sends no packet.");
  const asked = endpointOf(url);
  if (typeof asked === "string") return refused(line, url, asked);
  const to = resolved(connectedTo(asked, options.get("--connect-to")), options.get("--resolve"));
  const isQuic = options.has("--http3-only");
  return typed({
    from: boundAddress(options.get("--interface")),
    to: to.host,
    protocol: isQuic ? "udp" : "tcp",
    sourcePort: parsePort(options.get("--local-port")?.split("-")[0] ?? ""),
    port: to.port,
    assumed:
      options.has("-x") || options.has("--proxy")
        ? ["The proxy is passed over: the packet goes to the URL's host."]
        : [],
  });
}

/** Host and port of a URL, or why it is none. */
function endpointOf(url: string): Required<Endpoint> | string {
  const [found, scheme = "http", host = "", portText] = URL_FORM.exec(url) ?? [];
  if (found === undefined) return `"${url}" is no URL such as http://web.shop:8080/.`;
  const usual = SCHEME_PORTS[scheme.toLowerCase()];
  if (usual === undefined)
    return `Which port ${scheme} means is not known here: write it behind the host.`;
  const port = portText === undefined || portText === "" ? usual : parsePort(portText);
  const end = parseEndpoint(host);
  if (port === undefined || port === 0)
    return `"${portText}" is no port: it is a whole number from 1 to 65535.`;
  return end === undefined
    ? `"${host}" is neither a name nor an address.`
    : { host: end.host, port };
}

/** `--connect-to HOST1:PORT1:HOST2:PORT2`: an empty first pair means any, an empty second leaves it. */
function connectedTo(asked: Endpoint, option: string | undefined): Endpoint {
  const [host1 = "", port1 = "", host2 = "", port2 = ""] = splitColons(option);
  const isMeant =
    option !== undefined && isAnyOr(host1, asked.host) && isAnyOr(port1, String(asked.port));
  if (!isMeant) return asked;
  return { host: host2 === "" ? asked.host : host2, port: parsePort(port2) ?? asked.port };
}

/** `--resolve [+]HOST:PORT:ADDRESS[,ADDRESS]`: of several addresses the first. */
function resolved(asked: Endpoint, option: string | undefined): Endpoint {
  const [host = "", port = "", ...rest] = splitColons(option?.replace(/^\+/, ""));
  const [address = ""] = rest.join(":").split(",");
  const isMeant = (host === "*" || host === asked.host) && port === String(asked.port);
  return isMeant && address !== "" ? { ...asked, host: address.replaceAll(/[[\]]/g, "") } : asked;
}

function isAnyOr(text: string, value: string): boolean {
  return text === "" || text === value;
}

/** Colons within brackets do not separate. */
function splitColons(text = ""): readonly string[] {
  const bracketed: string[] = [];
  const plain = text.replaceAll(
    /\[([^\]]*)\]/g,
    (_, inside: string) => `@${bracketed.push(inside) - 1}`,
  );
  return plain.split(":").map((part) => bracketed[Number(/^@(\d+)$/.exec(part)?.[1])] ?? part);
}
