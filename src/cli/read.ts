import { type Command, CommandFailure } from "./command";

export const read: Command = {
  usage: ["  chainwalk read"],
  run: () => Promise.reject(new CommandFailure(2, "is being written")),
};
