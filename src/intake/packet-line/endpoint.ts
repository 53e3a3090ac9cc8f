import { parseAddress, parsePort } from "@/engine";

/** One end of a packet: who, and the port where one is told. */
export interface Endpoint {
  readonly host: string;
  readonly port: number | undefined;
}

const BRACKETED = /^\[([^\]]+)\](?:[:.](.+))?$/;
/** A pod, a node, a Service with its domain or as `namespace/name`. */
const NAME = /^[a-z0-9]([a-z0-9._/-]*[a-z0-9])?$/i;

/** `10.0.0.1`, `10.0.0.1:80`, `[fd00::1]:80`, `fd00::1`, `web.shop:http`. Undefined when it is none of them. */
export function parseEndpoint(text: string): Endpoint | undefined {
  const [, inside, after] = BRACKETED.exec(text) ?? [];
  if (inside !== undefined) return after === undefined ? alone(inside) : withPort(inside, after);
  if (parseAddress(text) !== undefined) return { host: text, port: undefined };
  const colon = text.lastIndexOf(":");
  return colon < 0 ? alone(text) : withPort(text.slice(0, colon), text.slice(colon + 1));
}

/** The same as tcpdump prints it: the port stands behind the last dot, `10.0.0.1.80`, `fd00::1.domain`. */
export function parseDottedEndpoint(text: string): Endpoint | undefined {
  if (parseAddress(text) !== undefined) return { host: text, port: undefined };
  const dot = text.lastIndexOf(".");
  const dotted = dot < 0 ? undefined : withPort(text.slice(0, dot), text.slice(dot + 1));
  return dotted ?? parseEndpoint(text);
}

function withPort(host: string, portText: string): Endpoint | undefined {
  const port = parsePort(portText);
  if (port === undefined || port === 0) return undefined;
  const found = alone(host);
  return found && { host: found.host, port };
}

function alone(host: string): Endpoint | undefined {
  const isHost = parseAddress(host) !== undefined || (NAME.test(host) && !/^[\d.]+$/.test(host));
  return isHost ? { host, port: undefined } : undefined;
}
