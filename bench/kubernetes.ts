export { generateRuleset, newCluster, newNode, newPod, newService } from "@/kubernetes";
