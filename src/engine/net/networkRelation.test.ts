import fc from "fast-check";
import { expect, test } from "vitest";
import { areApart, holdsNetwork } from "./networkRelation";
import { isWithin, type MaskedAddress, parseMaskedAddress } from "./prefix";

function network(text: string): MaskedAddress {
  const read = parseMaskedAddress(text, text.includes(":") ? "IPv6" : "IPv4");
  if (read === undefined) throw new Error(text);
  return read;
}

test.each([
  { outer: "10.0.0.0/8", inner: "10.1.2.3", holds: true, apart: false },
  { outer: "10.1.2.3", inner: "10.0.0.0/8", holds: false, apart: false },
  { outer: "10.0.0.0/8", inner: "11.0.0.0/8", holds: false, apart: true },
  { outer: "0.0.0.0/0", inner: "192.0.2.0/24", holds: true, apart: false },
  { outer: "10.0.5.0/255.0.255.0", inner: "10.9.0.0/255.255.0.0", holds: false, apart: false },
  { outer: "fd00::/8", inner: "fd00:1::/32", holds: true, apart: false },
  { outer: "fd00::/16", inner: "fe80::/10", holds: false, apart: true },
  { outer: "0.0.0.0/0", inner: "::/0", holds: false, apart: true },
])("$outer and $inner: holds $holds, apart $apart", ({ outer, inner, holds, apart }) => {
  expect(holdsNetwork(network(outer), network(inner))).toBe(holds);
  expect(areApart(network(outer), network(inner))).toBe(apart);
});

const part = fc.constantFrom(0, 1, 3, 255);
const anyNetwork = fc
  .tuple(part, part, part, part, fc.constantFrom("0", "7", "8", "15", "24", "32", "255.0.255.0"))
  .map(([a, b, c, d, mask]) => network(`${a}.${b}.${c}.${d}/${mask}`));

test("what an inner network has, the outer has; what is apart has nothing in common", () => {
  fc.assert(
    fc.property(anyNetwork, anyNetwork, fc.tuple(part, part, part, part), (one, other, bytes) => {
      const { address } = network(bytes.join("."));
      const [inOne, inOther] = [isWithin(address, one), isWithin(address, other)];
      if (holdsNetwork(one, other) && inOther) expect(inOne).toBe(true);
      if (areApart(one, other)) expect(inOne && inOther).toBe(false);
    }),
  );
});
