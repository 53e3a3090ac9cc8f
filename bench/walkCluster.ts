export { readManifests } from "@/kubernetes";
export { walkOf } from "@/state/walk/walkOf";
