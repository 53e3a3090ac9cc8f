import { type PacketRequest, parseAddress, sendPacket, type World } from "@/engine";
import type { Redactor } from "@/intake/redact/redactor";
import { recorderTurns } from "./recorderShape";
import { turnView } from "./turnView";

/** What the engine says of a packet's way, as plain JSON. */
export function walk(world: World, request: PacketRequest): unknown {
  const { trace } = sendPacket(world, request, { kind: "seed", seed: 7 });
  return JSON.parse(JSON.stringify(recorderTurns(trace).map(turnView)));
}

/** A packet to be sent in the other names. */
export function redactRequest(request: PacketRequest, redactor: Redactor): PacketRequest {
  const other = (address: PacketRequest["destination"] | undefined) =>
    address === undefined ? undefined : parseAddress(redactor.addresses.map(address));
  const destination = other(request.destination);
  if (destination === undefined) throw new Error("an address becomes an address");
  const source = "source" in request ? { source: other(request.source) } : {};
  return { ...request, ...source, from: redactor.host(request.from), destination };
}

const HOSTS = new Set(["node", "at", "from"]);
const INTERFACES = new Set(["in", "out", "dev"]);

/** What the engine says of a walk, in the other names. */
export function redactView(value: unknown, key: string, redactor: Redactor): unknown {
  if (Array.isArray(value)) return value.map((item) => redactView(item, key, redactor));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        key === "ct" ? redactor.host(name) : name,
        redactView(item, name, redactor),
      ]),
    );
  return typeof value === "string" && value !== "" ? redactText(value, key, redactor) : value;
}

function redactText(text: string, key: string, redactor: Redactor): string {
  if (key === "by" || key === "after") return redactPlace(text, redactor);
  if (key === "chain" || key === "verdict")
    return text.replace(/\S+$/, (name) => redactor.name("chain", name));
  if (INTERFACES.has(key)) return redactor.interfaces.map(text);
  return HOSTS.has(key) ? redactor.host(text) : redactor.replaceAddresses(text);
}

/** `node:table:CHAIN:rule`, or `node:table:HOOK`. */
function redactPlace(text: string, redactor: Redactor): string {
  const [node = "", table = "", ...rest] = text.split(":");
  const [chain = "", ...numbers] = rest;
  return [redactor.host(node), table, redactor.name("chain", chain), ...numbers].join(":");
}
