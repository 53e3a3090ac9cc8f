import { commentOf } from "./ruleLine";
import type { IndexedService } from "./rulesIndex";
import { sortInSteps } from "./sortInSteps";

/** `default/web:http`, wherever in a comment. A network such as 10.0.0.0/8 is none. */
const SERVICE = /(?:^|\s)([a-z0-9.-]*[a-z][a-z0-9.-]*\/[a-z0-9.-]*[a-z][a-z0-9.-]*(?::[\w.-]*)?)/;
const KUBE = /^KUBE-/;
const SERVICE_CHAIN = /^KUBE-SVC-/;
const ADDRESS = /\s-d (\S+?)(?:\/(?:32|128))?\s/;
const PORT = /\s--dport (\d+)\s/;
const PROTOCOL = /\s-p (tcp|udp)\s/;

/** A rule's line and the chains it joins. */
export interface NamingLine {
  readonly text: string;
  readonly line: number;
  readonly chain: string;
  readonly chainNumber: number;
  readonly target: string | undefined;
  /** Undefined when the target is no chain. */
  readonly targetNumber: number | undefined;
}

/** Gathers the Services that comments of kube-proxy's chains name. */
export class ServiceDrafts {
  readonly #byName = new Map<string, IndexedService>();

  /** Takes what a rule tells; a rule that neither stands in a kube chain nor leads to one tells nothing. */
  note(rule: NamingLine): void {
    if (!KUBE.test(rule.chain) && !KUBE.test(rule.target ?? "")) return;
    const name = SERVICE.exec(commentOf(rule.text) ?? "")?.[1];
    if (name === undefined) return;
    const known = this.#byName.get(name);
    if (known === undefined || tellsMore(rule, known)) this.#byName.set(name, told(name, rule));
  }

  /** The Services by name, a piece at each step of the generator. */
  finish(): Generator<undefined, readonly IndexedService[], undefined> {
    const byName = (one: IndexedService, other: IndexedService) => (one.name < other.name ? -1 : 1);
    return sortInSteps([...this.#byName.values()], byName);
  }
}

/** The rule that leads to a Service by its cluster IP says more than any other. */
function tellsMore({ chain, target, text }: NamingLine, known: IndexedService): boolean {
  if (known.address !== undefined) return false;
  return chain === "KUBE-SERVICES" && (ADDRESS.test(text) || SERVICE_CHAIN.test(target ?? ""));
}

function told(name: string, rule: NamingLine): IndexedService {
  const port = PORT.exec(rule.text)?.[1];
  const leads = rule.chain === "KUBE-SERVICES" ? rule.targetNumber : undefined;
  const protocol = PROTOCOL.exec(rule.text)?.[1];
  return {
    name,
    chain: leads ?? rule.chainNumber,
    line: rule.line,
    address: rule.chain === "KUBE-SERVICES" ? ADDRESS.exec(rule.text)?.[1] : undefined,
    port: port === undefined ? undefined : Number(port),
    protocol: protocol === "tcp" || protocol === "udp" ? protocol : undefined,
  };
}
