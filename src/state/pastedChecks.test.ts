import { expect, test } from "vitest";
import {
  checkAddresses,
  checkInterfaceName,
  checkPrefixedAddresses,
  checkSysctls,
  splitList,
  sysctlLines,
  sysctlsOfLines,
} from "./pastedChecks";

test.each(["eth0", "flannel.1", "veth0123456789a", "cali+1"])("%s is an interface", (name) => {
  expect(checkInterfaceName(name)).toBeUndefined();
});

test.each(["", "   ", "a name", "a/b", "eth0:1", "..", "veth0123456789ab"])(
  '"%s" is no interface',
  (name) => expect(checkInterfaceName(name)).toMatch(/\.$/),
);

test.each([
  "",
  "10.0.0.10/24",
  "10.0.0.10/24, 192.168.1.1/32",
  "::1/128",
  "fd00::10/64 10.0.0.10/24",
])('"%s" can be the addresses of an interface', (text) =>
  expect(checkPrefixedAddresses(text)).toBeUndefined(),
);

test.each([
  "10.0.0.10",
  "10.0.0.10/33",
  "10.0.0/24",
  "10.0.0.10/24/1",
  "10.0.0.10/x",
  "::1",
  "::1/129",
])('"%s" cannot be the addresses of an interface', (text) =>
  expect(checkPrefixedAddresses(text)).toContain("such as 10.0.0.10/24"),
);

test("a host has at least one right address", () => {
  expect(checkAddresses("10.0.0.1, 10.0.0.2")).toBeUndefined();
  expect(checkAddresses("fd00::6")).toBeUndefined();
  expect(checkAddresses("")).toBe("A host has at least one address.");
  expect(checkAddresses("10.0.0.1 10.0.0.300")).toContain('"10.0.0.300"');
});

test("a list is parted by commas, spaces and line breaks", () => {
  expect(splitList(" a, b\nc  ,d ")).toEqual(["a", "b", "c", "d"]);
});

test("settings are lines with a number behind an equals sign", () => {
  expect(checkSysctls(["net/ipv4/ip_forward = 1", "net.ipv4.conf.eth0.rp_filter=2"])).toBe(
    undefined,
  );
  expect(checkSysctls(["net/ipv4/ip_forward"])).toMatch(/^"net\/ipv4\/ip_forward" is no setting/);
  const sysctls = { "net/ipv4/ip_forward": 1, "net/ipv4/conf/eth0.100/rp_filter": 2 };
  expect(sysctlsOfLines(sysctlLines(sysctls))).toEqual(sysctls);
});
