import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isInAddressRange, parseAddress, printAddress, printEndpoint } from "./address";
import { type Ipv6, ipv6OfQuarters, parseIpv6, printIpv6, quartersOf } from "./ipv6";
import {
  applyMask,
  isWithin,
  lastOf,
  moveInto,
  parseMaskedAddress,
  prefixBits,
  prefixMask,
  printMaskedAddress,
} from "./prefix";

const address = fc
  .array(fc.oneof(fc.constant(0), fc.nat(0xffff)), { minLength: 8, maxLength: 8 })
  .map((words) => words.map((word) => word.toString(16).padStart(4, "0")).join("") as Ipv6);

describe("an IPv6 address", () => {
  test.each([
    ["::", "::"],
    ["::1", "::1"],
    ["FD00:0:0:0:0:0:0:1", "fd00::1"],
    ["2001:db8:0:1:0:0:0:1", "2001:db8:0:1::1"],
    ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["1:0:2:0:3:0:4:0", "1:0:2:0:3:0:4:0"],
    ["::ffff:10.0.0.1", "::ffff:10.0.0.1"],
    ["::10.0.0.1", "::10.0.0.1"],
    ["64:ff9b::192.0.2.33", "64:ff9b::c000:221"],
    ["1::", "1::"],
    ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"],
  ])("%s is printed as inet_ntop prints it, %s", (written, printed) => {
    const read = parseIpv6(written);
    expect(read && printIpv6(read)).toBe(printed);
  });

  test.each([
    ":::",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7:8::",
    "fd00::12345",
    "fd00::g",
    "fe80::1%eth0",
    "10.0.0.1",
    "::300.0.0.1",
    "",
  ])("%s is refused", (written) => {
    expect(parseIpv6(written)).toBeUndefined();
  });

  test("what was printed is read as the same address", () => {
    fc.assert(
      fc.property(address, (value) => {
        expect(parseIpv6(printIpv6(value))).toBe(value);
        expect(ipv6OfQuarters(quartersOf(value))).toBe(value);
      }),
    );
  });

  test("addresses of both families are read, printed and compared by one name", () => {
    for (const text of ["10.0.0.1", "fd00::1"]) {
      const read = parseAddress(text);
      expect(read && printAddress(read)).toBe(text);
    }
    expect(parseAddress("10.0.0.1", "IPv6")).toBeUndefined();
    const [one, two, three] = [ip6("fd00::9"), ip6("fd00::10"), ip6("fd00::1:0")];
    expect(isInAddressRange(ip6("fd00::a"), { from: one, to: two })).toBe(true);
    expect(isInAddressRange(three, { from: one, to: two })).toBe(false);
    expect(isInAddressRange(10 as never, { from: one, to: two })).toBe(false);
    expect(printEndpoint(one, 80)).toBe("[fd00::9]:80");
  });
});

describe("an IPv6 network", () => {
  test.each([
    ["fd00::1", "fd00::1/128"],
    ["fd00:1:2::3/48", "fd00:1:2::/48"],
    ["fd00::/ff00::", "fd00::/8"],
    ["fd00::1/ffff::ffff", "fd00::1/ffff::ffff"],
    ["::/0", "::/0"],
  ])("%s is printed as %s", (written, printed) => {
    const read = parseMaskedAddress(written, "IPv6");
    expect(read && printMaskedAddress(read)).toBe(printed);
  });

  test.each(["fd00::/129", "fd00::/", "10.0.0.0/8", "10/8"])("%s is refused", (written) => {
    expect(parseMaskedAddress(written, "IPv6")).toBeUndefined();
  });

  test("a prefix has as many leading ones as it says", () => {
    for (let bits = 0; bits <= 128; bits++) expect(prefixBits(prefixMask(bits, "IPv6"))).toBe(bits);
    expect(prefixBits(ip6("ffff:0:ffff::"))).toBeUndefined();
  });

  test("an address under a mask is within its network, and so is the last one", () => {
    fc.assert(
      fc.property(address, address, fc.nat(128), (value, other, bits) => {
        const mask = prefixMask(bits, "IPv6");
        const network = { address: applyMask(value, mask), mask };
        expect(isWithin(value, network)).toBe(true);
        expect(isWithin(lastOf(network), network)).toBe(true);
        expect(isWithin(moveInto(network, other), network)).toBe(true);
        expect(isWithin(other, network)).toBe(applyMask(other, mask) === network.address);
      }),
    );
  });
});

function ip6(text: string): Ipv6 {
  const read = parseIpv6(text);
  if (read === undefined) throw new Error(`${text} is no address`);
  return read;
}
