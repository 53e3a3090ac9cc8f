import type { PacketConnection } from "../conntrack/connection";
import type {
  AddressType,
  IpsetWants,
  MatchContext,
  MatchMemory,
  ReversePathQuestion,
  SentBy,
} from "../matches/matchExtension";
import type { Address } from "../net/address";
import { type Decision, decide, type Missing } from "../net/decision";
import type { Hook, TableName } from "../net/hook";
import type { Draw, RulePlace } from "../network/trace";
import type { InFlight } from "./inFlight";
import type { Surroundings } from "./surroundings";

/**
 * What a rule sees while a table is walked. One object serves all rules of the walk, which moves `chain` and
 * `ruleNumber` on: a rule that says no costs no allocation.
 */
export class RuleContext implements MatchContext, MatchMemory {
  readonly hook: Hook;
  readonly table: TableName;
  chain = "";
  ruleNumber = 0;
  /** Draws since the last hop. */
  draws: Draw[] = [];
  private readonly inFlight: InFlight;
  private readonly surroundings: Surroundings;

  constructor(
    at: { readonly hook: Hook; readonly table: TableName },
    inFlight: InFlight,
    surroundings: Surroundings,
  ) {
    this.hook = at.hook;
    this.table = at.table;
    this.inFlight = inFlight;
    this.surroundings = surroundings;
  }

  get inInterface(): string | undefined {
    return this.inFlight.inInterface;
  }

  get outInterface(): string | undefined {
    return this.inFlight.outInterface;
  }

  get connection(): PacketConnection | undefined {
    return this.inFlight.connection;
  }

  get programs(): "none" | "not known" {
    return this.surroundings.programs;
  }

  get sentBy(): SentBy | undefined {
    return this.inFlight.sentBy;
  }

  get realm(): number | { readonly missing: Missing } {
    return this.inFlight.realm ?? 0;
  }

  get memory(): MatchMemory {
    return this;
  }

  get timeMs(): number {
    return this.surroundings.timeMs;
  }

  get place(): RulePlace {
    const { hook, table, chain, ruleNumber } = this;
    return { node: this.surroundings.node, hook, table, chain, ruleNumber };
  }

  addressType(address: Address, onInterface?: string): AddressType | { readonly missing: Missing } {
    return this.surroundings.addressType(address, onInterface);
  }

  inIpset(name: string, dimensions: readonly ("src" | "dst")[], wants?: IpsetWants): Decision {
    return this.surroundings.inIpset(this.inFlight.packet, name, dimensions, wants);
  }

  isReversePath(wanted: ReversePathQuestion): Decision {
    const { packet, inInterface } = this.inFlight;
    if (inInterface === undefined) return decide(false);
    return this.surroundings.isReversePath(packet, inInterface, wanted);
  }

  isOpenConnection(id: number): boolean {
    return this.surroundings.isOpenConnection(id);
  }

  draw(probability: number): boolean {
    const { ruleNumber } = this;
    const { drawn, took } = this.surroundings.chance.draw(this.place, probability);
    this.draws.push({ ruleNumber, probability, drawn, took });
    return took;
  }

  readNth(): number {
    return this.surroundings.readNth(this.placeText());
  }

  writeNth(count: number): void {
    this.surroundings.writeNth(this.placeText(), count);
  }

  recentList(name: string): Map<string, readonly number[]> {
    return this.surroundings.recentList(name);
  }

  /** The name of a `recent` list holds no slash, so these are none of them. */
  numbers(match: string, name = this.placeText()): Map<string, readonly number[]> {
    return this.surroundings.recentList(`/${match}/${name}`);
  }

  /** The same view as a plain object that changes nothing and draws what the rule will draw next. */
  look(): MatchContext {
    const { hook, table, inInterface, outInterface, sentBy, realm } = this;
    const { connection, timeMs, place } = this;
    const chance = this.surroundings.chance.copy();
    return {
      hook,
      table,
      inInterface,
      outInterface,
      sentBy,
      realm,
      connection,
      timeMs,
      isReversePath: (wanted) => this.isReversePath(wanted),
      isOpenConnection: (id) => this.isOpenConnection(id),
      addressType: (address, device) => this.surroundings.knownAddressType(address, device),
      inIpset: (name, dimensions, wants) => this.inIpset(name, dimensions, wants),
      draw: (probability) => chance.draw(place, probability).took,
      memory: {
        readNth: () => this.readNth(),
        writeNth: () => undefined,
        recentList: (name) => new Map(this.recentList(name)),
        numbers: (match, name) => new Map(this.numbers(match, name)),
      },
    };
  }

  /** The draws since the last hop, which are then forgotten. */
  takeDraws(): readonly Draw[] {
    if (this.draws.length === 0) return NO_DRAWS;
    const taken = this.draws;
    this.draws = [];
    return taken;
  }

  private placeText(): string {
    return `${this.table} ${this.chain} ${this.ruleNumber}`;
  }
}

const NO_DRAWS: readonly Draw[] = [];
