import type { Parsed, WrittenOption } from "../matches/matchExtension";
import { findOption, refuse } from "../matches/writtenOptions";
import type { Packet } from "../net/packet";
import { TCP } from "../net/protocol";
import { readNumber } from "./numberOption";
import type { TargetExtension } from "./targetExtension";

/** `-j ECN`: changes the bits of explicit congestion notification in the IP and TCP headers. */
export interface EcnTarget {
  readonly target: "ECN";
  /** Each is what the bits are set to, or undefined when they stay. */
  readonly ece: number | undefined;
  readonly cwr: number | undefined;
  /** The two lower bits of the type-of-service byte. */
  readonly ect: number | undefined;
}

// Source: RFC 3168, section 6.1; above the six flags that rules can name.
const ECE = 0x40;
const CWR = 0x80;

/** Source: iptables 1.8.9 libipt_ECN.c (text), Linux net/ipv4/netfilter/ipt_ECN.c (action). */
export const ecn: TargetExtension<EcnTarget> = {
  name: "ECN",
  family: "IPv4",
  options: { "--ecn-tcp-remove": 0, "--ecn-tcp-cwr": 1, "--ecn-tcp-ece": 1, "--ecn-ip-ect": 1 },
  tables: ["mangle"],
  isTerminal: false,

  parse(options) {
    const flags = readFlags(options);
    if (!flags.ok) return flags;
    const ect = readNumber(options, "--ecn-ip-ect", { most: 3 });
    if (!ect.ok) return ect;
    if (options.length === 0) {
      return refuse("ECN wants --ecn-tcp-remove, --ecn-tcp-cwr, --ecn-tcp-ece or --ecn-ip-ect");
    }
    return { ok: true, value: { target: "ECN", ...flags.value, ect: ect.value } };
  },

  whyNot({ ece, cwr }, { protocol }) {
    const changesTcp = ece !== undefined || cwr !== undefined;
    return changesTcp && (protocol?.number !== TCP || protocol.inverted)
      ? "ECN changes TCP flags only with -p tcp in the same rule"
      : undefined;
  },

  print({ ece, cwr, ect }) {
    if (ece === 0 && cwr === 0 && ect === undefined) return "--ecn-tcp-remove";
    const words = [
      ...(ece === undefined ? [] : [`--ecn-tcp-ece ${ece}`]),
      ...(cwr === undefined ? [] : [`--ecn-tcp-cwr ${cwr}`]),
      ...(ect === undefined ? [] : [`--ecn-ip-ect ${ect}`]),
    ];
    return words.join(" ");
  },

  act(spec, packet) {
    return { do: "continue", packet: changeEcn(spec, packet) };
  },

  label(spec) {
    return `ECN ${ecn.print(spec).replaceAll("--ecn-", "")}`;
  },
};

function changeEcn({ ece, cwr, ect }: EcnTarget, packet: Packet): Packet {
  const tos = ect === undefined ? packet.tos : (packet.tos & ~3) | ect;
  const isTcp = packet.protocol === TCP;
  const tcpFlags = isTcp ? setBit(setBit(packet.tcpFlags, ECE, ece), CWR, cwr) : packet.tcpFlags;
  if (tos === packet.tos && tcpFlags === packet.tcpFlags) return packet;
  return { ...packet, tos, tcpFlags };
}

function setBit(flags: number, bit: number, to: number | undefined): number {
  if (to === undefined) return flags;
  return to === 0 ? flags & ~bit : flags | bit;
}

/** `--ecn-tcp-remove` clears both flags. */
function readFlags(options: readonly WrittenOption[]): Parsed<Pick<EcnTarget, "ece" | "cwr">> {
  const cwr = readNumber(options, "--ecn-tcp-cwr", { most: 1 });
  if (!cwr.ok) return cwr;
  const ece = readNumber(options, "--ecn-tcp-ece", { most: 1 });
  if (!ece.ok) return ece;
  if (findOption(options, "--ecn-tcp-remove") === undefined) {
    return { ok: true, value: { ece: ece.value, cwr: cwr.value } };
  }
  const beside = options.find(({ name }) => name === "--ecn-tcp-cwr" || name === "--ecn-tcp-ece");
  if (beside !== undefined) return refuse(`--ecn-tcp-remove says ${beside.name} 0 already`, beside);
  return { ok: true, value: { ece: 0, cwr: 0 } };
}
