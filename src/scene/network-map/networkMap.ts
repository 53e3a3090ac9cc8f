import type { Point } from "../chain-graph/chainGraph";

/** The hosts of a world and the links between them, laid out in one band. */
export interface NetworkMap {
  readonly hosts: readonly MapHost[];
  readonly links: readonly MapLink[];
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface MapHost {
  /** Name of a node, or of a host outside. */
  readonly id: string;
  readonly kind: "node" | "outside";
  readonly name: string;
  readonly address: string;
  /** `outside`, `10.244.0.0/24`, … */
  readonly side: string | undefined;
  /** The pods on a node; where there are many, those the walk meets, and `morePods` says how many more. */
  readonly pods: readonly MapPod[];
  readonly morePods: number;
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface MapPod {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface MapLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly label: string | undefined;
  readonly points: readonly Point[];
}
