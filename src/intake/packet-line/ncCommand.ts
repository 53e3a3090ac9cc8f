import { parsePort } from "@/engine";
import { boundAddress } from "./boundAddress";
import { commandOptions } from "./commandOptions";
import { parseEndpoint } from "./endpoint";
import { type PacketLineResult, refused, typed } from "./typedPacket";

/** Options with a value. Source: nc(1) of OpenBSD, ncat(1). */
const VALUED: ReadonlySet<string> = new Set([
  "-w",
  "-p",
  "-s",
  "-i",
  "-q",
  "-x",
  "-X",
  "-T",
  "-e",
  "-c",
]);
const TELNET = 23;

/** `nc [-u] [-s ADDRESS] [-p PORT] HOST PORT`, and telnet's `HOST [PORT]`. */
export function readNc(line: string, words: readonly string[]): PacketLineResult {
  const { options, operands } = commandOptions(words, VALUED);
  const [host, portText] = operands;
  if (options.has("-l"))
    return refused(line, "-l", "It listens and sends nothing: type the command of the other end.");
  if (host === undefined)
    return refused(line, "", "It does not say where it goes: nc -u 10.96.0.10 53.");
  const end = parseEndpoint(host);
  if (end === undefined) return refused(line, host, `"${host}" is neither a name nor an address.`);
  const isTelnet = /\btelnet\b/.test(line);
  const asked =
    portText === undefined
      ? portWithout(isTelnet, end.port)
      : parsePort(portText.split("-")[0] ?? "");
  if (asked === undefined || asked === 0)
    return refused(
      line,
      portText ?? "",
      `The port is missing: a whole number from 1 to 65535 behind the host.`,
    );
  return typed({
    from: boundAddress(options.get("-s")),
    to: end.host,
    protocol: options.has("-u") || options.has("--udp") ? "udp" : "tcp",
    sourcePort: parsePort(options.get("-p") ?? ""),
    port: asked,
  });
}

function portWithout(isTelnet: boolean, port: number | undefined): number | undefined {
  return port ?? (isTelnet ? TELNET : undefined);
}
