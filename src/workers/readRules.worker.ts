import { type RulesReading, readAllRules } from "./rulesReading";

/** What the worker says: now and then how far it is, and in the end what it found. */
export type RulesMessage =
  | { readonly kind: "progress"; readonly rulesChecked: number }
  | { readonly kind: "done"; readonly reading: RulesReading };

/** What it is sent: the text as the bytes of UTF-8, handed over and not copied. */
export type RulesRequest = ArrayBuffer;

self.addEventListener("message", (event: MessageEvent<RulesRequest>) => {
  const say = (message: RulesMessage) => self.postMessage(message);
  const reading = readAllRules(new Uint8Array(event.data), (rulesChecked) =>
    say({ kind: "progress", rulesChecked }),
  );
  say({ kind: "done", reading });
});
