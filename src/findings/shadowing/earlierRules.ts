import { type AddressTest, applyMask, holdsNetwork, type Mask } from "@/engine";
import { isImplied } from "./isImplied";
import type { RuleConditions } from "./ruleConditions";

/** An ending rule that was passed on the way down a chain. */
interface EarlierRule {
  readonly ruleNumber: number;
  readonly conditions: RuleConditions;
  /** How often something that a rule may ask about had been changed before it. */
  readonly changesBefore: number;
}

/** What rules ask about with one value each, so that all that ask about the same share a hash. */
interface Shape {
  readonly source: Mask | undefined;
  readonly destination: Mask | undefined;
  readonly hasProtocol: boolean;
  readonly hasPort: boolean;
  readonly hasIn: boolean;
  readonly hasOut: boolean;
  readonly hasLetter: boolean;
}

interface ShapeRules {
  readonly shape: Shape;
  readonly byKey: Map<string, EarlierRule[]>;
}

/** Beyond these the search finds less, but takes no longer: every shape costs a look-up per rule. */
const MOST_SHAPES = 24;
const MOST_ALIKE = 32;

/**
 * The ending rules of a chain so far. Tells of a later rule whether one of them takes all its packets, by hashing what
 * rules ask about: of the many that a chain may have, only those that agree are compared.
 */
export class EarlierRules {
  private readonly shapes = new Map<string, ShapeRules>();
  private changes = 0;

  add(ruleNumber: number, conditions: RuleConditions): void {
    const shape = shapeOf(conditions);
    const [letter] = conditions.letters;
    const key = keyIn(shape, conditions, letter);
    if (key === undefined) return;
    const { byKey } = this.rulesOf(shape) ?? {};
    const alike = byKey?.get(key);
    const added = { ruleNumber, conditions, changesBefore: this.changes };
    if (alike === undefined) byKey?.set(key, [added]);
    else if (alike.length < MOST_ALIKE) alike.push(added);
  }

  /** A rule was passed that may change a mark, or something else that rules ask about. */
  noteChange(): void {
    this.changes += 1;
  }

  /** The number of the first known rule that takes every packet of a rule; undefined when none is certain to. */
  find(conditions: RuleConditions): number | undefined {
    let first: number | undefined;
    for (const { shape, byKey } of this.shapes.values()) {
      const letters = shape.hasLetter ? conditions.letters : [undefined];
      for (const letter of letters) {
        const key = keyIn(shape, conditions, letter);
        const found = key && byKey.get(key)?.find((one) => this.takesAll(one, conditions));
        if (found && (first === undefined || found.ruleNumber < first)) first = found.ruleNumber;
      }
    }
    return first;
  }

  private takesAll({ conditions, changesBefore }: EarlierRule, later: RuleConditions): boolean {
    if (conditions.isChangeable && changesBefore !== this.changes) return false;
    return isImplied(conditions, later);
  }

  private rulesOf(shape: Shape): ShapeRules | undefined {
    const name = JSON.stringify(Object.values(shape).map((part) => part ?? null));
    const known = this.shapes.get(name);
    if (known !== undefined || this.shapes.size >= MOST_SHAPES) return known;
    const added = { shape, byKey: new Map<string, EarlierRule[]>() };
    this.shapes.set(name, added);
    return added;
  }
}

function shapeOf(conditions: RuleConditions): Shape {
  const { source, destination, protocol, inInterface, outInterface } = conditions.header;
  return {
    source: plainMask(source),
    destination: plainMask(destination),
    hasProtocol: protocol !== undefined && !protocol.inverted,
    hasPort: onePort(conditions) !== undefined,
    hasIn: isOneInterface(inInterface),
    hasOut: isOneInterface(outInterface),
    hasLetter: conditions.letters.length > 0,
  };
}

/** The key of a rule among those of a shape; undefined when it leaves open what they ask about. */
function keyIn(shape: Shape, conditions: RuleConditions, letter: string | undefined) {
  const { header } = conditions;
  const parts = [
    ...(shape.source === undefined ? [] : [networkIn(header.source, shape.source)]),
    ...(shape.destination === undefined ? [] : [networkIn(header.destination, shape.destination)]),
    ...(shape.hasProtocol ? [header.protocol?.inverted ? undefined : header.protocol?.number] : []),
    ...(shape.hasPort ? [onePort(conditions)] : []),
    ...(shape.hasIn ? [nameOf(header.inInterface)] : []),
    ...(shape.hasOut ? [nameOf(header.outInterface)] : []),
    ...(shape.hasLetter ? [letter] : []),
  ];
  return parts.includes(undefined) ? undefined : `|${parts.join("|")}`;
}

function plainMask(test: AddressTest | undefined): Mask | undefined {
  return test === undefined || test.inverted ? undefined : test.mask;
}

/** The network of that mask in which a rule's addresses lie; undefined when they lie in several. */
function networkIn(test: AddressTest | undefined, mask: Mask) {
  if (test === undefined || test.inverted || typeof test.mask !== typeof mask) return undefined;
  const network = { address: applyMask(test.address, mask), mask };
  return holdsNetwork(network, test) ? network.address : undefined;
}

function onePort({ ports }: RuleConditions): number | undefined {
  for (const { side, ranges, inverted } of ports) {
    const [range] = ranges;
    const isOne = ranges.length === 1 && range?.from === range?.to;
    if (side === "destination" && isOne && !inverted) return range?.from;
  }
  return undefined;
}

type Interface = RuleConditions["header"]["inInterface"];

function isOneInterface(test: Interface): boolean {
  return nameOf(test) !== undefined;
}

function nameOf(test: Interface): string | undefined {
  return test === undefined || test.isPrefix || test.inverted ? undefined : test.name;
}
