export function kubeText(size: { readonly services: number; readonly endpoints: number }): string;
export function walkText(size: {
  readonly services: number;
  readonly differs: "vip" | "port";
}): string;
