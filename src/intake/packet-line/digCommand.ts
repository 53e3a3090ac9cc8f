import { parsePort } from "@/engine";
import { boundAddress } from "./boundAddress";
import { commandOptions } from "./commandOptions";
import { parseEndpoint } from "./endpoint";
import { type PacketLineResult, refused, typed } from "./typedPacket";

/** Options with a value. Source: dig(1). */
const VALUED: ReadonlySet<string> = new Set(["-b", "-c", "-f", "-k", "-p", "-q", "-t", "-x", "-y"]);
const DNS = 53;

/** `dig @SERVER [-p PORT] [-b ADDRESS[#PORT]] [+tcp] NAME`: the packet goes to the server. */
export function readDig(line: string, words: readonly string[]): PacketLineResult {
  const { options, operands } = commandOptions(words, VALUED);
  const server = operands.find((word) => word.startsWith("@"))?.slice(1);
  if (server === undefined || server === "")
    return refused(
      line,
      "",
      "Which name server is asked is written on the machine that asks: say it, as in dig @10.96.0.10 web.shop.",
    );
  const end = parseEndpoint(server);
  if (end === undefined)
    return refused(line, server, `"${server}" is neither a name nor an address.`);
  const [bound, boundPort = ""] = options.get("-b")?.split("#") ?? [];
  return typed({
    from: boundAddress(bound),
    to: end.host,
    protocol: operands.includes("+tcp") || operands.includes("+vc") ? "tcp" : "udp",
    sourcePort: parsePort(boundPort),
    port: parsePort(options.get("-p") ?? "") ?? DNS,
  });
}
