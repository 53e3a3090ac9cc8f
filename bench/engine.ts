export { buildWorld, parseIpv4, parseRuleset, sendPacket } from "@/engine";
