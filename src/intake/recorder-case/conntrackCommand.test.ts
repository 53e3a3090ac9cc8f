import { expect, test } from "vitest";
import { insertedConnection, insertingCommand } from "./conntrackCommand";

const LINES = [
  [
    "udp      17 27 src=10.244.0.9 dst=10.96.0.53 sport=40053 dport=53 [UNREPLIED] src=10.244.0.21 dst=10.244.0.9 sport=53 dport=40053 mark=0 use=1",
    "conntrack -I -p udp -s 10.244.0.9 -d 10.96.0.53 --sport 40053 --dport 53 -g 10.244.0.21:53 -t 27",
  ],
  [
    "tcp      6 86021 ESTABLISHED src=10.244.0.33 dst=198.51.100.20 sport=41002 dport=443 src=198.51.100.20 dst=192.168.1.10 sport=443 dport=61002 [ASSURED] mark=7 use=1",
    "conntrack -I -p tcp -s 10.244.0.33 -d 198.51.100.20 --sport 41002 --dport 443 -n 192.168.1.10:61002 --state ESTABLISHED -t 86021 -u SEEN_REPLY,ASSURED -m 7",
  ],
  [
    "icmp     1 29 src=10.0.0.1 dst=10.0.0.2 type=8 code=0 id=5 src=10.0.0.2 dst=10.0.0.1 type=0 code=0 id=5 mark=0 use=1",
    "conntrack -I -p icmp -s 10.0.0.1 -d 10.0.0.2 --icmp-type 8 --icmp-code 0 --icmp-id 5 -t 29 -u SEEN_REPLY",
  ],
] as const;

test.each(LINES)("%s becomes a command, and the command that line", (line, command) => {
  expect(insertingCommand(line)).toBe(command);
  expect(insertedConnection(command)).toBe(line);
});

test("what no command puts in, and what is no such command, is not made up", () => {
  expect(insertingCommand("sctp 132 5 ESTABLISHED src=10.0.0.1 dst=10.0.0.2")).toBeUndefined();
  expect(insertingCommand("conntrack v1.4.7 (conntrack-tools): 2 flow entries")).toBeUndefined();
  expect(insertedConnection("ip rule add fwmark 1 table 100")).toBeUndefined();
  expect(insertedConnection("conntrack -I -p sctp -s 10.0.0.1")).toBeUndefined();
});
