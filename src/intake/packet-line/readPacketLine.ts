import { readArrowLine } from "./arrowLine";
import { readCommandLine } from "./commandLine";
import { isFieldLine, readFieldLine } from "./fieldLine";
import { isTcpdumpLine, readTcpdumpLine } from "./tcpdumpLine";
import { type PacketLineResult, refused } from "./typedPacket";

/** A line is looked at no further: nobody types more. */
const MOST_CHARACTERS = 4000;

/**
 * The packet that a line of text tells: a line of tcpdump, of the kernel's log or of conntrack, a curl, nc, ping or dig
 * command, or `SOURCE:PORT > DESTINATION:PORT tcp`. Never throws.
 */
export function readPacketLine(text: string): PacketLineResult {
  const line = text.slice(0, MOST_CHARACTERS).trim();
  if (line === "")
    return refused(
      line,
      "",
      "Type a packet: 10.0.0.1:52814 > 10.96.0.10:80 tcp, or a curl, or a line of tcpdump.",
    );
  if (isFieldLine(line)) return readFieldLine(line);
  if (isTcpdumpLine(line)) return readTcpdumpLine(line);
  return readCommandLine(line) ?? readArrowLine(line);
}
