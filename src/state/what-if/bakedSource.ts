import type { PastedNode, PastedSource } from "@/scenarios/walkDocument";
import { describedWorld } from "../walk/describedWorld";
import { shownText } from "./shownText";

/** The same nodes with the edits made in their texts, as if those had been pasted; disabled rules stay as comments. */
export function bakedSource(source: PastedSource): PastedSource {
  if (source.edits === undefined) return source;
  const { rules } = describedWorld(source);
  const { edits: _, ...rest } = source;
  return {
    ...rest,
    nodes: source.nodes.map((node): PastedNode => {
      const own = rules.get(node.name);
      if (own === undefined) return node;
      const other = own.otherFamily;
      return {
        ...node,
        rulesText: shownText(own).text,
        ...(other && { rulesTextOfOtherFamily: shownText(other).text }),
      };
    }),
  };
}
