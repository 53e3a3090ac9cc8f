import { useState } from "react";
import { useStore } from "@/state/store";
import type { OtherSender } from "@/state/typed-packet/otherSenders";
import type { TypedAnswer } from "@/state/typed-packet/sendTyped";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/TextField";

const EXAMPLES =
  "10.0.0.1:52814 > 10.96.0.10:80 tcp, a curl, nc, ping or dig, or a line of tcpdump";

/** One line for a whole packet, in the words of whatever tool it was seen with. Enter sends it. */
export function PacketLine() {
  const [line, setLine] = useState("");
  const [answer, setAnswer] = useState<TypedAnswer & { readonly line: string }>();
  const document = useStore((state) => state.document);
  const [answered, setAnswered] = useState(document);
  // What was assumed for a packet is not true of the next one.
  const shown = answer?.line === line && (!answer.ok || answered === document) ? answer : undefined;
  const take = (came: TypedAnswer) => {
    setAnswer({ ...came, line });
    setAnswered(useStore.getState().document);
  };
  // Loaded with the first line that is typed.
  const send = async () => take((await import("@/state/typed-packet/sendTyped")).sendTyped(line));
  const sendFrom = async (sender: OtherSender) =>
    take((await import("@/state/typed-packet/sendTyped")).sendFrom(sender));
  const note = shown === undefined || shown.sentence === "" ? undefined : shown.sentence;
  return (
    <div data-packet-line="">
      <TextField
        label="Type a packet"
        layout="above"
        placeholder="src:port > dst:port tcp, curl …"
        value={line}
        problem={shown?.ok === false ? note : undefined}
        hint={shown?.ok === true ? note : hintOf(line)}
        onChange={setLine}
        onEnter={() => void send()}
      />
      {shown !== undefined && shown.others.length > 0 && (
        <div className="-mt-2 mb-3 flex flex-wrap gap-1">
          {shown.others.map((sender) => (
            <Button
              key={sender.where}
              title={sender.name}
              className="text-sm"
              onClick={() => void sendFrom(sender)}
            >
              From {sender.where}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

/** What can be typed is told while there is nothing. */
function hintOf(line: string): string | undefined {
  return line === "" ? undefined : `Enter sends it. ${EXAMPLES}.`;
}
