import { boundAddress } from "./boundAddress";
import { commandOptions } from "./commandOptions";
import { parseEndpoint } from "./endpoint";
import { type PacketLineResult, refused, typed } from "./typedPacket";

/** Options with a value. Source: ping(8). */
const VALUED: ReadonlySet<string> = new Set([
  "-c",
  "-i",
  "-I",
  "-l",
  "-m",
  "-M",
  "-p",
  "-Q",
  "-s",
  "-S",
  "-t",
  "-T",
  "-w",
  "-W",
]);

/** `ping [-I ADDRESS] HOST`. */
export function readPing(line: string, words: readonly string[]): PacketLineResult {
  const { options, operands } = commandOptions(words, VALUED);
  const host = operands.at(-1);
  if (host === undefined)
    return refused(line, "", "It does not say where it goes: ping 10.244.1.6.");
  const end = parseEndpoint(host);
  if (end === undefined || end.port !== undefined)
    return refused(line, host, `"${host}" is neither a name nor an address; ping takes no port.`);
  return typed({ from: boundAddress(options.get("-I")), to: end.host, protocol: "icmp" });
}
