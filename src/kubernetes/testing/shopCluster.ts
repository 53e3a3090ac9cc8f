import { type Cluster, newCluster } from "../objects/cluster";
import { newNode } from "../objects/node";
import { newPod } from "../objects/pod";
import { newService, type Service } from "../objects/service";

const CART_LABELS = { app: "cart" };

/** Two nodes, a pod `cart` on each, and Service shop/cart, changed as asked. */
export function shopCluster(service: Partial<Service> = {}): Cluster {
  return newCluster({
    nodes: [
      newNode({ name: "one", address: "192.168.1.21", podCIDR: "10.244.1.0/24" }),
      newNode({ name: "two", address: "192.168.1.22", podCIDR: "10.244.2.0/24" }),
    ],
    pods: [
      newPod({
        namespace: "shop",
        name: "cart-1",
        nodeName: "one",
        address: "10.244.1.5",
        labels: CART_LABELS,
      }),
      newPod({
        namespace: "shop",
        name: "cart-2",
        nodeName: "two",
        address: "10.244.2.5",
        labels: CART_LABELS,
      }),
    ],
    services: [
      newService({
        namespace: "shop",
        name: "cart",
        clusterIP: "10.96.7.7",
        selector: CART_LABELS,
        ports: [{ name: "http", protocol: "TCP", port: 80, targetPort: 8080, nodePort: undefined }],
        ...service,
      }),
    ],
  });
}
