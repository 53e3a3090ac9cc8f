/**
 * The synthetic nat table of `services` services with `endpoints` endpoints each, in the shape kube-proxy writes:
 * 5,000 × 6 are 100,007 rules in 35,007 chains.
 */
export function kubeText({ services, endpoints }) {
  const chains = [];
  const portals = [];
  const rules = [];
  for (let service = 0; service < services; service++) {
    const address = `10.${96 + (service >> 16)}.${(service >> 8) & 255}.${service & 255}`;
    const chain = `KUBE-SVC-${hash(service, 0x9e3779b97f4a7c15n)}`;
    const name = `ns-${service % 50}/svc-${service}:http`;
    const here = `-d ${address}/32 -p tcp -m comment --comment "${name} cluster IP" -m tcp --dport 80`;
    chains.push(chain);
    portals.push(`-A KUBE-SERVICES ${here} -j ${chain}`);
    rules.push(`-A ${chain} ! -s 10.244.0.0/16 ${here} -j KUBE-MARK-MASQ`);
    for (let endpoint = 0; endpoint < endpoints; endpoint++) {
      const number = service * endpoints + endpoint;
      const pod = `10.244.${(number >> 8) & 255}.${number & 255}`;
      const end = `KUBE-SEP-${hash(number, 0xc2b2ae3d27d4eb4fn)}`;
      const left = endpoints - endpoint;
      const chance =
        left === 1 ? "" : ` -m statistic --mode random --probability ${(1 / left).toFixed(11)}`;
      chains.push(end);
      rules.push(
        `-A ${chain} -m comment --comment "${name} -> ${pod}:8080"${chance} -j ${end}`,
        `-A ${end} -s ${pod}/32 -m comment --comment "${name}" -j KUBE-MARK-MASQ`,
        `-A ${end} -p tcp -m comment --comment "${name}" -m tcp -j DNAT --to-destination ${pod}:8080`,
      );
    }
  }
  return [
    ...HEAD,
    ...chains.map((chain) => `:${chain} - [0:0]`),
    ...FIXED_RULES,
    ...portals,
    ...rules,
    "COMMIT",
    "",
  ].join("\n");
}

/** A nat table whose KUBE-SERVICES has `services` rules for other addresses than the packets'. */
export function walkText({ services, differs }) {
  const rules = Array.from({ length: services }, (_, service) => {
    const [address, port] =
      differs === "vip"
        ? [`10.96.${service >> 8}.${service & 255}`, 80]
        : ["172.16.0.5", 10_000 + service];
    return `-A KUBE-SERVICES -d ${address}/32 -p tcp -m comment --comment "ns/svc-${service}:http cluster IP" -m tcp --dport ${port} -j KUBE-NONE`;
  });
  return [
    ...BASE_CHAINS,
    ":KUBE-NONE - [0:0]",
    ":KUBE-SERVICES - [0:0]",
    "-A PREROUTING -j KUBE-SERVICES",
    "-A POSTROUTING -m mark --mark 0x4000/0x4000 -j MASQUERADE",
    ...rules,
    "COMMIT",
    "",
  ].join("\n");
}

const BASE_CHAINS = [
  "*nat",
  ":PREROUTING ACCEPT [0:0]",
  ":INPUT ACCEPT [0:0]",
  ":OUTPUT ACCEPT [0:0]",
  ":POSTROUTING ACCEPT [0:0]",
];
const HEAD = [
  ...BASE_CHAINS,
  ":KUBE-SERVICES - [0:0]",
  ":KUBE-MARK-MASQ - [0:0]",
  ":KUBE-POSTROUTING - [0:0]",
];
const FIXED_RULES = [
  '-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
  '-A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
  '-A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING',
  "-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000",
  "-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN",
  "-A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0",
  "-A KUBE-POSTROUTING -j MASQUERADE --random-fully",
];

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Sixteen digits to the base 32 as kube-proxy writes its hashes; another one for each number. */
function hash(number, multiplier) {
  const bits = BigInt.asUintN(64, BigInt(number) * multiplier);
  return [...bits.toString(32).padStart(16, "0")]
    .map((digit) => BASE32[Number.parseInt(digit, 32)])
    .join("");
}
