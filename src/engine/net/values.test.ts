import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchesInterface, parseInterfacePattern, printInterfacePattern } from "./interfaceName";
import type { Ipv4 } from "./ipv4";
import { parsePortRange, printPortRange } from "./portRange";
import { parseMaskedAddress, prefixBits, prefixMask, printMaskedAddress } from "./prefix";
import { parseProtocol, printProtocol } from "./protocol";

describe("addresses with masks", () => {
  test.each([
    ["10.0.0.5", "10.0.0.5/32"],
    ["10.1.2.3/255.255.0.0", "10.1.0.0/16"],
    ["10.0.0.5/255.0.255.0", "10.0.0.0/255.0.255.0"],
    ["10/8", "10.0.0.0/8"],
    ["0/0", "0.0.0.0/0"],
    ["10.0.0.0/33", undefined],
    ["10.0.0.0/x", undefined],
    ["host", undefined],
    ["10.0.0.0.0/8", undefined],
    ["", undefined],
  ])("%j is %j", (text, printed) => {
    const address = parseMaskedAddress(text);
    expect(address && printMaskedAddress(address)).toBe(printed);
  });

  test("a printed address reads back as it was", () => {
    const masked = fc.record({ address: fc.nat(0xffffffff), mask: fc.nat(0xffffffff) });
    fc.assert(
      fc.property(masked, ({ address, mask }) => {
        const value = { address: ((address & mask) >>> 0) as Ipv4, mask };
        expect(parseMaskedAddress(printMaskedAddress(value))).toEqual(value);
      }),
    );
  });

  test("every prefix length has its mask", () => {
    for (let bits = 0; bits <= 32; bits++) expect(prefixBits(prefixMask(bits))).toBe(bits);
    expect(prefixBits(0xff00ff00)).toBeUndefined();
  });
});

describe("interfaces", () => {
  test.each([
    ["eth0", "eth0", true],
    ["eth0", "eth01", false],
    ["eth+", "eth01", true],
    ["+", "lo", true],
    ["eth0", undefined, false],
    ["+", undefined, true],
  ])("%s takes %j: %j", (text, name, expected) => {
    const pattern = parseInterfacePattern(text);
    if (pattern === undefined) throw new Error(`${text} is no pattern`);
    expect(matchesInterface(pattern, name)).toBe(expected);
    expect(printInterfacePattern(pattern)).toBe(text);
  });

  test("a name has 1 to 15 characters", () => {
    expect(parseInterfacePattern("")).toBeUndefined();
    expect(parseInterfacePattern("abcdefghijklmno")).toBeDefined();
    expect(parseInterfacePattern("abcdefghijklmnop")).toBeUndefined();
  });
});

describe("ports and protocols", () => {
  test.each([
    ["80", "80"],
    ["080", undefined],
    ["0120", "80"],
    [":1023", "0:1023"],
    ["1024:", "1024:65535"],
    [":", "0:65535"],
    ["5:4", undefined],
    ["", undefined],
  ])("the range %j is %j", (text, printed) => {
    const range = parsePortRange(text);
    expect(range && printPortRange(range)).toBe(printed);
  });

  test.each([
    ["tcp", 6],
    ["TCP", 6],
    ["47", 47],
    ["all", 0],
    ["icmpv6", 58],
    ["ipv4", 4],
    ["ipencap", 4],
    ["256", undefined],
    ["nosuch", undefined],
  ])("the protocol %j is %j", (text, number) => {
    expect(parseProtocol(text)).toBe(number);
  });

  test("a printed protocol reads back as it was", () => {
    for (let number = 1; number <= 255; number++) {
      expect(parseProtocol(printProtocol(number))).toBe(number);
    }
  });
});
