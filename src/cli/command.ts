/** What a command writes to. Lines come without their line break. */
export interface Terminal {
  out(text: string): void;
  error(line: string): void;
}

/** A command gave up for a reason that one sentence says. */
export class CommandFailure extends Error {
  readonly exitCode: 1 | 2;

  constructor(exitCode: 1 | 2, sentence: string) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** One verb of `chainwalk`. Resolves with its exit code; throws CommandFailure for what a user got wrong. */
export interface Command {
  readonly usage: readonly string[];
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}
