import { type ClusterProblem, clusterProblem } from "../objects/clusterProblem";
import type { Labels } from "../objects/labels";
import type { ObjectRef } from "../objects/objectRef";

/** Where the fields of one object are read, and where what is wrong with them goes. */
export interface FieldsPlace {
  readonly object: ObjectRef | undefined;
  /** Of the map that is read: `spec.ports[0]`; "" for the whole object. */
  readonly path: string;
  report(problem: ClusterProblem): void;
}

/** A map of a manifest, read field by field. What is not there or null is undefined; what is of a wrong type is reported and undefined. */
export class Fields {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly place: FieldsPlace;

  constructor(value: unknown, place: FieldsPlace) {
    this.place = place;
    this.#values = isMap(value) ? value : {};
    if (!isMap(value) && value !== undefined && value !== null) {
      this.#reportAt(place.path, value, "is not a map", "write fields below it, as `name: value`");
    }
  }

  has(name: string): boolean {
    const value = this.#values[name];
    return value !== undefined && value !== null;
  }

  value(name: string): unknown {
    return this.#values[name] ?? undefined;
  }

  /** Numbers are taken as text too, since YAML reads an unquoted `1` so. */
  text(name: string): string | undefined {
    const value = this.value(name);
    if (value === undefined || typeof value === "string") return value;
    if (typeof value === "number") return String(value);
    this.report(name, "is not text", "write a text");
    return undefined;
  }

  /** A whole number; text of digits does not count, as the API server refuses it. */
  wholeNumber(name: string): number | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (typeof value === "number" && Number.isInteger(value)) return value;
    this.report(name, "is not a whole number", "write a whole number without quotes");
    return undefined;
  }

  flag(name: string): boolean | undefined {
    const value = this.value(name);
    if (value === undefined || typeof value === "boolean") return value;
    this.report(name, "is not a truth value", "write true or false");
    return undefined;
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    const chosen = choices.find((choice) => choice === value);
    if (chosen === undefined) {
      this.report(name, "is not known here", `use one of ${choices.join(", ")}`);
    }
    return chosen;
  }

  /** The map below `name`; empty when there is none. */
  fields(name: string): Fields {
    return new Fields(this.value(name), { ...this.place, path: this.pathOf(name) });
  }

  /** The maps of the list below `name`. */
  fieldsList(name: string): readonly Fields[] {
    return this.#list(name).map(
      (item, index) =>
        new Fields(item ?? {}, { ...this.place, path: `${this.pathOf(name)}[${index}]` }),
    );
  }

  texts(name: string): readonly string[] {
    return this.#list(name).filter((item) => typeof item === "string");
  }

  labels(name: string): Labels {
    const map = this.value(name);
    if (!isMap(map)) return {};
    return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, String(value)]));
  }

  report(name: string, why: string, allowed: string): void {
    this.#reportAt(this.pathOf(name), this.value(name), why, allowed);
  }

  pathOf(name: string): string {
    return this.place.path === "" ? name : `${this.place.path}.${name}`;
  }

  #list(name: string): readonly unknown[] {
    const value = this.value(name);
    if (value === undefined) return [];
    if (Array.isArray(value)) return value;
    this.report(name, "is not a list", "write a list, each item after a `-`");
    return [];
  }

  #reportAt(field: string, value: unknown, why: string, allowed: string): void {
    const { object, report } = this.place;
    report(clusterProblem({ object, field, found: printFound(value), why, allowed }));
  }
}

const FOUND_LENGTH = 60;

/** A value as it may stand in a sentence; lists and maps may be deep, so they are only named. */
function printFound(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a map";
  const text = typeof value === "string" ? `"${value}"` : String(value);
  return text.length > FOUND_LENGTH ? `${text.slice(0, FOUND_LENGTH)}…` : text;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
