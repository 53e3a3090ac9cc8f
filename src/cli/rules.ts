import { type Command, CommandFailure } from "./command";

export const rules: Command = {
  usage: ["  chainwalk rules"],
  run: () => Promise.reject(new CommandFailure(2, "is being written")),
};
