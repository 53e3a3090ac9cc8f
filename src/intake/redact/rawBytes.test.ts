import { expect, test } from "vitest";
import { countRawBytes, leaveOutRawBytes } from "./rawBytes";

const LEFT_OUT = '-m hidden --part "raw bytes left out"';

test.each([
  ['-A INPUT -m u32 --u32 "0xc=0xa000001" -j DROP', `-A INPUT ${LEFT_OUT} -j DROP`],
  ['-A INPUT -m u32 ! --u32 "12=167772161" -j DROP', `-A INPUT ${LEFT_OUT} -j DROP`],
  ['-A INPUT -m u32 --u32 "0xc&0xffffff00=0xa000000:0xa0000ff"', `-A INPUT ${LEFT_OUT}`],
  [
    '-A INPUT -m bpf --bytecode "4,32 0 0 12,21 0 1 167772161,6 0 0 1,6 0 0 0" -j DROP',
    `-A INPUT ${LEFT_OUT} -j DROP`,
  ],
])("an address as a number is left out of %s", (rule, left) => {
  expect(leaveOutRawBytes(rule)).toBe(left);
  expect(countRawBytes(`${left}\n-A INPUT -j DROP`)).toBe(1);
});

test.each([
  '-A INPUT -m u32 --u32 "0x6&0xff=0x1"',
  '-A INPUT -m u32 --u32 "0>>0x16&0x3c@0x0&0xffff0000=0x50"',
  '-A INPUT -m bpf --bytecode "4,48 0 0 9,21 0 1 6,6 0 0 1,6 0 0 0"',
  "-A INPUT -m mark --mark 0xa000001",
])("a test without a number that could be an address stays: %s", (rule) => {
  expect(leaveOutRawBytes(rule)).toBe(rule);
});
