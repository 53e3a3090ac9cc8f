import { expect, test } from "vitest";
import { readScripts } from "./readScript";

/** The rules that a script leaves, and by line why others were not carried out. */
function run(...lines: readonly string[]) {
  const section = {
    kind: "script",
    command: undefined,
    firstLine: 1,
    lastLine: lines.length,
    text: lines.join("\n"),
  } as const;
  const all = readScripts([section]);
  return {
    rules: all.flatMap(({ lines: own }) => own.map(({ text, line }) => `${line} ${text}`)),
    unknown: all.flatMap(({ unknown }) => unknown.map(({ line, why }) => `${line} ${why}`)),
    passedOver: all.flatMap(({ passedOver }) => passedOver.map(({ line }) => line)),
  };
}

const DEPENDS = "and the text does not tell whether that holds";

test("the words in a variable are words of the command, in quotes they are one, and an empty one is none", () => {
  expect(
    run(
      'A="-p tcp --dport 80"; NONE=""; iptables -A INPUT $A $NONE -j ACCEPT',
      'iptables -A INPUT -m comment --comment "$A" -j ACCEPT',
      'B=" 22"; iptables -A INPUT -p tcp --dport$B',
      "iptables -A INPUT -s \u0024{NET:-10.0.0.0/8}\u0024{NONE:-}",
      "X=1 Y=2 iptables -w -A INPUT -j DROP",
      'C="x y"; D=$C; local E=$C$D; iptables -A INPUT -m comment --comment "$E"',
    ),
  ).toMatchObject({
    rules: [
      "1 -A INPUT -p tcp --dport 80 -j ACCEPT",
      '2 -A INPUT -m comment --comment "-p tcp --dport 80" -j ACCEPT',
      "3 -A INPUT -p tcp --dport 22",
      "4 -A INPUT -s 10.0.0.0/8",
      "5 -A INPUT -j DROP",
      '6 -A INPUT -m comment --comment "x yx y"',
    ],
    unknown: [],
  });
});

test("the tool that a script asks its machine for is known, and any other value is missing", () => {
  expect(
    run(
      'T="$(command -v iptables)"; U=`which ip6tables`; V=$(my_tool | head -n 1)',
      "$T -A INPUT",
      "$U -A OUTPUT",
      "$V -A FORWARD -j DROP",
      "read -r PORT",
      "iptables -A INPUT -p tcp --dport $PORT",
    ),
  ).toMatchObject({
    rules: ["2 -A INPUT", "3 -A OUTPUT"],
    unknown: [
      "4 the text does not tell the value of $V",
      "6 the text does not tell the value of $PORT",
    ],
  });
});

test("a function is carried out with the words that it is called with", () => {
  expect(
    run(
      "allow() { local p=$2; iptables -A INPUT -p $1 --dport $p -j ACCEPT; }; allow tcp 22",
      "function ipt {",
      '  /sbin/iptables -w "$@"',
      "}",
      "all ()",
      "{",
      "  [ -z $1 ] && return",
      "  ipt -A OUTPUT -o $1",
      "  shift; all $@",
      "}",
      "all eth0 eth1",
      "ipt -A FORWARD -m comment --comment 'a  b' -j DROP",
    ),
  ).toEqual({
    rules: [
      "1 -A INPUT -p tcp --dport 22 -j ACCEPT",
      "3 -A OUTPUT -o eth0",
      "3 -A OUTPUT -o eth1",
      '3 -A FORWARD -m comment --comment "a  b" -j DROP',
    ],
    unknown: [],
    passedOver: [2, 4, 5, 6, 7, 10],
  });
});

test("a function that nothing calls, or that is called with words that are not known, is told", () => {
  expect(
    run(
      "open() {",
      "  iptables -A INPUT -j ACCEPT",
      "}",
      "close() { iptables -A INPUT -i $1 -j DROP; }",
      "close $(uplink)",
      "again() { iptables -A OUTPUT; }",
    ),
  ).toMatchObject({
    rules: [],
    unknown: [
      "4 the text does not tell the value of $1",
      "2 it stands in the function open, which nothing calls here",
      "6 it stands in the function again, which nothing calls here",
    ],
  });
});

test.each([
  ['[ -n "$Y" ] && iptables -A INPUT', '[ -n "$Y" ]'],
  ["grep -q x /etc/x || iptables -A INPUT", "grep -q x /etc/x"],
  ["iptables -S | grep -q x || iptables -A INPUT", "grep -q x"],
  ["[[ -f /etc/x && $Z == y ]] && { echo; iptables -A INPUT; }", "$Z == y ]]"],
  ["if test -d /proc/x; then iptables -A INPUT; fi", "test -d /proc/x"],
  ["if [ $1 = a ]; then :; elif true; then iptables -A INPUT; else :; fi", "[ $1 = a ]"],
  ["if ! lsmod; then :; else iptables -A INPUT; fi", "! lsmod"],
  ["lsmod && true && (iptables -A INPUT)", "lsmod"],
])("what the text does not tell the outcome of leaves a command undecided: %s", (line, cause) => {
  expect(run(line)).toMatchObject({
    rules: [],
    unknown: [`1 it depends on "${cause}", ${DEPENDS}`],
  });
});

test.each([
  "X=a; [ $X = a ] && iptables -A INPUT",
  'X=""; test -n "$X" || iptables -A INPUT',
  "if [ 1 -gt 2 ]; then iptables -F; elif ! false; then iptables -A INPUT; else iptables -F; fi",
  "if ! iptables -C INPUT; then iptables -A INPUT; fi; if iptables -C INPUT; then :; else iptables -F; fi",
  "false || { true && iptables -A INPUT; }",
  "for chain in INPUT OUTPUT; do [ $chain = INPUT ] || continue; iptables -A $chain; done",
  "for c in INPUT OUTPUT; do iptables -A $c; break; done",
  "modprobe x && (iptables -A INPUT) >/dev/null 2>&1 &",
])("what the text tells the outcome of is followed: %s", (line) => {
  expect(run(line)).toMatchObject({ rules: ["1 -A INPUT"], unknown: [] });
});

test("a loop through words that the text tells is carried out for each", () => {
  expect(
    run(
      'PORTS="22 80"',
      "for p in $PORTS 443",
      "do",
      "  for proto in tcp udp; do iptables -A INPUT -p $proto --dport $p; done",
      "done >/dev/null",
      "for f in /etc/*; do iptables -A INPUT -j LOG; done",
      "while read line; do",
      "  iptables -A INPUT -s $line",
      "  [ -n $line ] || break",
      "done < /etc/list",
      'case "$1" in',
      "  start|restart) iptables -A INPUT -j DROP ;;",
      "  *) exit 1 ;;",
      "esac",
      "iptables -A OUTPUT",
    ),
  ).toMatchObject({
    rules: [
      ...["22", "80", "443"].flatMap((port) =>
        ["tcp", "udp"].map((proto) => `4 -A INPUT -p ${proto} --dport ${port}`),
      ),
      "15 -A OUTPUT",
    ],
    unknown: [
      '6 it stands in "for", and the text does not tell what that goes through',
      '8 it stands in "while", and the text does not tell the course of that',
      '12 it stands in "case", and the text does not tell the course of that',
    ],
  });
});

test("behind a return that may be come to, the rest of the function is undecided, and no more", () => {
  expect(
    run(
      "f() {",
      "  iptables -A INPUT -j LOG",
      "  grep -q x /etc/x && return",
      "  iptables -A INPUT -j DROP",
      "}",
      "f",
      "iptables -A INPUT",
    ),
  ).toMatchObject({
    rules: ["2 -A INPUT -j LOG", "7 -A INPUT"],
    unknown: [`4 it depends on "grep -q x /etc/x", ${DEPENDS}`],
  });
});

test("a variable that a condition may change is unknown behind it", () => {
  expect(run("X=1.1.1.1", "[ -f /x ] && X=2.2.2.2", "iptables -A INPUT -s $X")).toMatchObject({
    rules: [],
    unknown: ["3 the text does not tell the value of $X"],
  });
});

test("a function that may be another one is not carried out", () => {
  expect(run("if [ -x /a ]; then f() { iptables -A INPUT; }; fi", "f")).toMatchObject({
    rules: [],
    unknown: ["1 it stands in the function f, and the text does not tell whether that is so"],
  });
});

test("commands in a text for another program are not this script's", () => {
  expect(
    run(
      "cat > /etc/rc.local <<-'END'",
      "iptables -A INPUT -j DROP",
      "END",
      "echo $((1<<X)) # <<END",
      "iptables -A OUTPUT",
    ),
  ).toEqual({
    rules: ["5 -A OUTPUT"],
    unknown: ["2 it stands in a text that another program is given"],
    passedOver: [1, 3, 4],
  });
});

test("loops within loops, and functions that call themselves, come to an end", () => {
  const started = performance.now();
  const words = "a b c d e f g h i j";
  const loops = Array.from({ length: 9 }, (_, at) => `for v${at} in ${words}; do`).join(" ");
  const { unknown } = run(`${loops} iptables -A INPUT; ${"done;".repeat(9)}`);
  expect(unknown[0]).toBe("1 its loop goes on for too long to be carried out here");
  run("f() { f; f; iptables -A INPUT; }", "f");
  run(`f() { f; }; f; ${"( ".repeat(5000)}${"if ".repeat(3000)}`);
  run(...Array.from({ length: 2000 }, () => "{ case x in if ( for while function"));
  expect(performance.now() - started).toBeLessThan(4000);
});
