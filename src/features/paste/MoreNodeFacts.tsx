import { checkSysctls, sysctlLines, sysctlsOfLines } from "@/state/pastedChecks";
import { type PastedNode, pastedEditing } from "@/state/pastedEditing";
import { Button } from "@/ui/Button";
import { LinesField } from "./LinesField";

/** What is known of a node beside its interfaces, routes and sets: settings, routing rules, connections, the other family. */
export function MoreNodeFacts({ node }: { readonly node: PastedNode }) {
  const { routingRules = [], rulesTextOfOtherFamily } = node;
  return (
    <>
      <LinesField
        label="Routing rules"
        hint="As ip rule add takes them, one a line."
        value={routingRules}
        onChange={(lines) => pastedEditing.updateNode(node, { routingRules: lines })}
      />
      <LinesField
        label="Settings"
        hint="net/ipv4/conf/all/rp_filter = 1"
        check={checkSysctls}
        value={sysctlLines(node.sysctls)}
        onChange={(lines) => pastedEditing.updateNode(node, { sysctls: sysctlsOfLines(lines) })}
      />
      <Connections node={node} />
      {rulesTextOfOtherFamily !== undefined && (
        <p className="mb-1 flex items-center justify-between gap-2 text-sm text-text-2">
          Rules of the other family are there too: packets of it meet them.
          <Button
            variant="plain"
            onClick={() => pastedEditing.updateNode(node, { rulesTextOfOtherFamily: undefined })}
          >
            Forget them
          </Button>
        </p>
      )}
    </>
  );
}

/** More are not for a text box. */
const MOST_SHOWN = 500;

function Connections({ node }: { readonly node: PastedNode }) {
  const { connections = [] } = node;
  if (connections.length <= MOST_SHOWN) {
    return (
      <LinesField
        label="Connections before the first packet"
        hint="As conntrack -L prints them."
        value={connections}
        onChange={(lines) => pastedEditing.updateNode(node, { connections: lines })}
      />
    );
  }
  return (
    <p className="mb-1 flex items-center justify-between gap-2 text-sm text-text-2">
      {connections.length.toLocaleString("en")} connections were there before.
      <Button
        variant="plain"
        onClick={() => pastedEditing.updateNode(node, { connections: undefined })}
      >
        Forget them
      </Button>
    </p>
  );
}
