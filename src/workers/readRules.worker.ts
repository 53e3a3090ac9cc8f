import { receiveRequest } from "./receiveRequest";
import { type RulesReading, readAllRules } from "./rulesReading";

/** What the worker says: now and then how far it is, and in the end what it found. */
export type RulesMessage =
  | { readonly kind: "progress"; readonly rulesChecked: number }
  | { readonly kind: "done"; readonly reading: RulesReading };

/** What it is sent: the text. A browser hands over a string faster than the page would make bytes of it. */
export type RulesRequest = string;

receiveRequest<RulesRequest>((text) => {
  const say = (message: RulesMessage) => self.postMessage(message);
  const reading = readAllRules(text, (rulesChecked) => say({ kind: "progress", rulesChecked }));
  say({ kind: "done", reading });
});
