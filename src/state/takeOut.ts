import { printRuleset, printScript } from "@/engine";
import { printManifests } from "@/kubernetes";
import { downloadText } from "./downloadText";
import { useStore } from "./store";
import { describedWorld } from "./walk/describedWorld";

/** The nodes whose rules can be taken out. */
export function useNodesWithRules(): readonly string[] {
  const source = useStore((state) => state.document.source);
  return [...describedWorld(source).rules.keys()];
}

/** A node's rules as `iptables-restore` takes them, or as a script of commands. */
export type RulesForm = "save" | "script";

/** A node's rules as text; "" for a node without rules. */
export function rulesText(node: string, form: RulesForm): string {
  const ruleset = describedWorld(useStore.getState().document.source).rules.get(node)?.ruleset;
  if (ruleset === undefined) return "";
  return form === "save" ? printRuleset(ruleset) : printScript(ruleset);
}

/** Hands a node's rules to the browser as a file. */
export function downloadRules(node: string, form: RulesForm): void {
  downloadText(node, form === "save" ? "iptables" : "sh", rulesText(node, form));
}

/** The cluster's objects as YAML; undefined when the rules were pasted. */
export async function clusterYaml(): Promise<string | undefined> {
  const { source } = useStore.getState().document;
  return source.kind === "cluster" ? printManifests(source.cluster) : undefined;
}

/** Hands the cluster's objects to the browser as a file. */
export async function downloadCluster(): Promise<void> {
  const text = await clusterYaml();
  if (text !== undefined) downloadText(useStore.getState().document.title, "yaml", text);
}
