import { sha256Start } from "../kubeProxy/sha256Start";
import type { Cluster } from "../objects/cluster";

// Source: kubernetes staging/src/k8s.io/apimachinery/pkg/util/rand/rand.go, alphanums: no vowels, so no words
const ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
const POD_LETTERS = 5;

/**
 * A name such as a ReplicaSet gives its pods, `web-x7k2p`: the same cluster and prefix give the same name.
 */
export function freePodName(cluster: Cluster, namespace: string, prefix: string): string {
  const taken = new Set(
    cluster.pods.filter((pod) => pod.namespace === namespace).map((pod) => pod.name),
  );
  const siblings = [...taken].filter((name) => name.startsWith(`${prefix}-`)).length;
  for (let attempt = siblings; ; attempt += 1) {
    const name = `${prefix}-${nameLetters(`${namespace}/${prefix}/${attempt}`, POD_LETTERS)}`;
    if (!taken.has(name)) return name;
  }
}

/** Letters that look as if drawn at random, always the same for the same text. At most 12. */
export function nameLetters(text: string, length: number): string {
  const bytes = sha256Start(text).flatMap(bytesOf).slice(0, length);
  return bytes.map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
}

/** The four bytes of a word of 32 bits, the highest first. */
function bytesOf(word: number): readonly number[] {
  return [24, 16, 8, 0].map((shift) => (word >>> shift) & 0xff);
}

/** `base`, or `base-2`, `base-3` … when that is taken. */
export function freeName(base: string, taken: readonly string[]): string {
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number += 1) {
    const name = `${base}-${number}`;
    if (!taken.includes(name)) return name;
  }
}
