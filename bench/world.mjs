/** The node and hosts of the recorder's own speed runs. */
export function benchWorld({ buildWorld }, rules) {
  const { world, problems } = buildWorld({
    conntrack: "on",
    nodes: [
      {
        name: "node",
        interfaces: [
          { name: "eth0", addresses: ["10.0.0.10/24"] },
          { name: "eth1", addresses: ["172.16.0.1/24"] },
          { name: "vethA", addresses: [] },
        ],
        routes: ["default via 10.0.0.1", "10.244.1.2 dev vethA"],
        sysctls: {},
        rules,
        ipsets: [],
      },
    ],
    hosts: [
      { name: "client", network: "node/eth0", addresses: ["203.0.113.7", "10.0.0.1"] },
      { name: "podA", network: "node/vethA", addresses: ["10.244.1.2"] },
      { name: "lan", network: "node/eth1", addresses: ["172.16.0.5"] },
    ],
  });
  if (problems.length > 0) throw new Error(`bench: ${problems[0].why}`);
  return world;
}
