export { buildWorld, countEndpoints, parseIpv4, parseRuleset, sendPacket } from "@/engine";
