import { type Command, CommandFailure, type Terminal } from "./command";
import { compare } from "./compare";
import { findings } from "./findings";
import { read } from "./read";
import { rules } from "./rules";
import { walk } from "./walk";

const COMMANDS: Readonly<Record<string, Command>> = { walk, rules, read, findings, compare };

/** Runs `chainwalk VERB …` and resolves with the exit code: 2 for bad arguments, 1 for what cannot be read. */
export async function main(args: readonly string[]): Promise<number> {
  process.stdout.on("error", stopAtClosedPipe);
  const [verb = "", ...rest] = args;
  if (args.some((word) => HELP.has(word))) {
    for (const line of usage()) TERMINAL.out(line);
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, verb) ? COMMANDS[verb] : undefined;
  if (command === undefined) {
    for (const line of usage()) TERMINAL.error(line);
    return 2;
  }
  try {
    return await command.run(rest, TERMINAL);
  } catch (failure) {
    if (!(failure instanceof CommandFailure)) throw failure;
    TERMINAL.error(`chainwalk ${verb}: ${failure.message}`);
    if (failure.exitCode === 2) for (const line of command.usage) TERMINAL.error(line);
    return failure.exitCode;
  }
}

const HELP: ReadonlySet<string> = new Set(["--help", "-h", "help"]);

/** Who reads has seen enough: `chainwalk … | head`. */
function stopAtClosedPipe(failure: NodeJS.ErrnoException): void {
  if (failure.code !== "EPIPE") throw failure;
  process.exit(0);
}

function usage(): readonly string[] {
  return ["usage:", ...Object.values(COMMANDS).flatMap((command) => command.usage)];
}

const TERMINAL: Terminal = {
  out: (text) => {
    process.stdout.write(`${text}\n`);
  },
  error: (line) => {
    process.stderr.write(`${line}\n`);
  },
};
