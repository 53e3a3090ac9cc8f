import { type Command, CommandFailure } from "./command";

export const walk: Command = {
  usage: ["  chainwalk walk"],
  run: () => Promise.reject(new CommandFailure(2, "is being written")),
};
