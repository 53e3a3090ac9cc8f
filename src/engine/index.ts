export type {
  Connection,
  ConnectionState,
  PacketConnection,
  TcpState,
} from "./conntrack/connection";
export type { Tuple } from "./conntrack/tuple";
export { type ChainRow, ChainRows } from "./editing/chainRows";
export { editedRuleset } from "./editing/editedRuleset";
export {
  disableRule,
  editOfRule,
  insertRule,
  moveRule,
  putBackRule,
  rewriteRule,
  setPolicy,
} from "./editing/editRules";
export { printEdits } from "./editing/printEdits";
export { readTypedRule, type TypedRule } from "./editing/readTypedRule";
export {
  type KeptRule,
  type PolicyEdit,
  type RuleEdit,
  type RulesEdit,
  ruleEditsOf,
} from "./editing/rulesEdit";
export type { UnknownFacts } from "./host/node";
export { type Match, matchExtensionOf } from "./matches";
export type { PartExplanation } from "./matches/matchExtension";
export {
  type Address,
  familyOf,
  parseAddress,
  printAddress,
  printEndpoint,
  unspecifiedLike,
} from "./net/address";
export { isLoopback } from "./net/addressKind";
export { type Decision, isUndecided, type Missing } from "./net/decision";
export type { Family } from "./net/family";
export {
  HOOKS,
  HOOKS_OF_TABLE,
  type Hook,
  TABLES,
  TABLES_OF_HOOK,
  type TableName,
} from "./net/hook";
export { type Ipv4, parseIpv4, printIpv4 } from "./net/ipv4";
export { areApart, holdsNetwork } from "./net/networkRelation";
export type { Packet } from "./net/packet";
export { packetLength } from "./net/packetLength";
export { type PortRange, parsePort } from "./net/portRange";
export {
  ADDRESS_BITS,
  applyMask,
  isOneAddress,
  isWithin,
  type Mask,
  type MaskedAddress,
  parseMaskedAddress,
  prefixBits,
  printMaskedAddress,
} from "./net/prefix";
export { parseProtocol, printProtocol } from "./net/protocol";
export type { LocalSocket, SaidOfPacket, TcpSegment } from "./net/saidOfPacket";
export { addConnections } from "./network/addConnections";
export type { WorldProblem } from "./network/buildNode";
export { buildWorld, buildWorldInSteps } from "./network/buildWorld";
export type { Chance, TurnDraws } from "./network/chance";
export { countEndpoints, type EndpointCounts } from "./network/countEndpoints";
export { explainRuleAt } from "./network/explainRuleAt";
export {
  explainRulesAt,
  type HopPlace,
  type RuleExplanations,
} from "./network/explainRulesAt";
export { isChainHop } from "./network/outcome";
export type { PacketRequest } from "./network/packetRequest";
export { replaceRules } from "./network/replaceRules";
export { type SentPacket, sendPacket } from "./network/sendPacket";
export type {
  Arrival,
  ChainHop,
  ConntrackHop,
  Draw,
  Hop,
  LostReason,
  Made,
  NatChange,
  Outcome,
  PolicyHop,
  Replay,
  ReturnHop,
  RoutingHop,
  RuleHop,
  RulePlace,
  Trace,
  Turn,
  UndecidedHop,
  WireHop,
} from "./network/trace";
export { walkOneWay } from "./network/walkOneWay";
export type { Host, World } from "./network/world";
export type {
  HostSpec,
  InterfaceSpec,
  NodeSpec,
  WorldSpec,
} from "./network/worldSpec";
export type { Diagnostic } from "./ruleset/diagnostic";
export { emptyRuleset } from "./ruleset/emptyRuleset";
export { explainRule, rulePartsText } from "./ruleset/explainRule";
export type { PassedOver } from "./ruleset/indexText";
export {
  type ParsedRuleset,
  type ParseOptions,
  parseRuleset,
  parseRulesetInSteps,
  type UnknownRule,
} from "./ruleset/parseRuleset";
export { printRule } from "./ruleset/printRule";
export { printRuleset } from "./ruleset/printRuleset";
export { printScript } from "./ruleset/printScript";
export type { AddressTest, Counters, InterfaceTest, Jump, Rule } from "./ruleset/rule";
export type { Chain, DisabledRule, Ruleset, Table } from "./ruleset/ruleset";
export { type ChainText, rulesetOfChains, type TableTexts } from "./ruleset/rulesetOfChains";
export { targetExtensionOf } from "./targets";
export { findRefusal, type Refusal } from "./traversal/findRefusal";
