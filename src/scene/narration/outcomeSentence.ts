import {
  type Address,
  type Outcome,
  type Packet,
  printAddress,
  printEndpoint,
  type RulePlace,
  type Trace,
  type Turn,
} from "@/engine";
import { strangeAnswer, THROWN_AWAY } from "../playback/strangeAnswer";
import { lostSentence } from "./lostSentence";
import { missingSentence } from "./missingSentence";
import { code, plainText, type Sentence, say, strong } from "./sentence";

/**
 * How the whole walk ends: the first packet, and an answer that did not get back, or not from whom the sender asked. It
 * says which rule decided, and of a packet that arrived whom its receiver sees.
 */
export function outcomeSentence(trace: Trace): Sentence {
  const [request, ...later] = trace.turns;
  if (request === undefined) return [];
  const first = turnSentence(request, request);
  const failed = later.find(({ outcome }) => !isArrival(outcome));
  if (failed === undefined) return say`${first}${strangePhrase(request, later[0])}`;
  const who = later.indexOf(failed) % 2 === 0 ? "The answer" : "A later packet";
  return say`${first} ${who} from ${failed.from}: ${lowerFirst(turnSentence(failed, request))}`;
}

/** An answer counts only if it comes from where the packet was sent. */
function strangePhrase(request: Turn, answer: Turn | undefined): Sentence {
  const packet = strangeAnswer(request, answer);
  if (packet === undefined) return [];
  const { sent, from } = request;
  const asked = code(endText(sent.destination, sent.destinationPort));
  const answering = code(endText(packet.source, packet.sourcePort));
  return say` The answer comes from ${answering}, but ${from} asked ${asked}: it is ${strong(THROWN_AWAY, "drop")}.`;
}

function endText(address: Address, port: number | undefined): string {
  return port === undefined ? printAddress(address) : printEndpoint(address, port);
}

function lowerFirst([first, ...rest]: Sentence): Sentence {
  if (first === undefined) return rest;
  return [{ ...first, text: first.text.charAt(0).toLowerCase() + first.text.slice(1) }, ...rest];
}

function isArrival({ what }: Outcome): boolean {
  return what === "delivered" || what === "local";
}

function turnSentence(turn: Turn, request: Turn): Sentence {
  const { outcome } = turn;
  switch (outcome.what) {
    case "delivered":
    case "local":
      return say`${strong("Delivered", "accept")} to ${code(outcome.at)}${seenPhrase(turn)}.`;
    case "dropped":
      return say`${strong("Dropped", "drop")} by ${placePhrase(outcome.by, outcome.isPolicy)}. ${request.from} gets no answer and waits until it gives up.`;
    case "rejected":
      return rejectedSentence(outcome, turn);
    case "lost":
      return lostTurnSentence(outcome, turn);
    case "undecided":
      return undecidedSentence(outcome, turn);
  }
}

/** Whom the receiver takes for the sender: the sender itself is not worth a word. */
function seenPhrase({ arrived, sent, from, hops }: Turn): Sentence {
  if (arrived === undefined || arrived.packet.source === sent.source) return [];
  const mapping = hops.findLast((hop) => hop.kind === "rule" && hop.nat?.manip === "source");
  const seen = code(printAddress(arrived.packet.source));
  if (mapping?.kind !== "rule" || mapping.nat === undefined) return say`, which sees ${seen}`;
  return say`, which sees ${seen} and not ${code(from)} (${mapping.nat.target})`;
}

/** `rule 9 of KUBE-FIREWALL on node-a` or `the policy of FORWARD on node-a`. */
function placePhrase(by: RulePlace, isPolicy: boolean): Sentence {
  return isPolicy
    ? say`the policy of ${code(by.chain)} in ${by.table} on ${by.node}`
    : say`rule ${by.ruleNumber} of ${code(by.chain)} in ${by.table} on ${by.node}`;
}

function rejectedSentence(
  { by, with: answer, answerArrived }: Extract<Outcome, { what: "rejected" }>,
  { from }: Turn,
): Sentence {
  const end = answerArrived
    ? say`${from} is told at once: ${code(answer)}.`
    : say`The answer, ${code(answer)}, does not reach ${from}.`;
  return say`${strong("Rejected", "reject")} by ${placePhrase(by, false)}. ${end}`;
}

function lostTurnSentence(
  { reason, after, sendError, icmp }: Extract<Outcome, { what: "lost" }>,
  turn: Turn,
): Sentence {
  const packet = turn.hops.at(-1)?.after ?? turn.sent;
  if (reason === "left the world")
    return say`${strong("Gone", "undecided")} from what is shown here: ${lostSentence(reason, packet)}. Whether it arrives is not known.`;
  const where = after === undefined ? "" : ` on ${after.node}`;
  const told =
    sendError === undefined
      ? icmpPhrase(icmp, turn.from)
      : say` ${turn.from} gets ${code(sendError)}.`;
  return say`${strong("Lost", "drop")}${where}: ${lostSentence(reason, packet)}.${told}`;
}

function icmpPhrase(icmp: Extract<Outcome, { what: "lost" }>["icmp"], sender: string): Sentence {
  if (icmp === undefined) return say` Nobody is told.`;
  return say` ${sender} is sent an ICMP error, type ${icmp.type} code ${icmp.code}.`;
}

function undecidedSentence(
  { missing, ways, hop }: Extract<Outcome, { what: "undecided" }>,
  turn: Turn,
): Sentence {
  const unknown = joined(missing.map(missingSentence), "; ");
  // All ways share what came before: a destination may be another by then than the one that was asked.
  const packet = turn.hops[hop]?.after ?? turn.sent;
  const ends = new Map(
    ways.map((way) => endPhrase(way, packet)).map((end) => [plainText(end), end]),
  );
  const may = ends.size === 0 ? "" : say` It may be ${joined([...ends.values()], ", or ")}.`;
  return say`${strong("Undecided", "undecided")}: ${unknown}.${may}`;
}

/** One way a packet may end, in a few words: `dropped by rule 2 of LOG_DROP in filter on node-a`. */
function endPhrase(outcome: Outcome, packet: Packet): Sentence {
  switch (outcome.what) {
    case "delivered":
    case "local":
      return say`${strong("delivered", "accept")} to ${code(outcome.at)}`;
    case "dropped":
      return say`${strong("dropped", "drop")} by ${placePhrase(outcome.by, outcome.isPolicy)}`;
    case "rejected":
      return say`${strong("rejected", "reject")} by ${placePhrase(outcome.by, false)}`;
    case "lost":
      if (outcome.reason === "left the world")
        return say`${strong("gone", "undecided")} from what is shown here, since ${lostSentence(outcome.reason, packet)}`;
      return say`${strong("lost", "drop")}, since ${lostSentence(outcome.reason, packet)}`;
    case "undecided":
      return say`${strong("undecided", "undecided")} still`;
  }
}

function joined(sentences: readonly Sentence[], between: string): Sentence {
  return sentences.flatMap((sentence, index) =>
    index === 0 ? sentence : say`${between}${sentence}`,
  );
}
