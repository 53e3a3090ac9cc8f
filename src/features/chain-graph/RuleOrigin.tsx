import { useRuleOrigin } from "@/state/ruleOrigin";
import type { SelectedRule } from "@/state/selection";
import { useStore } from "@/state/store";

export interface RuleOriginProps {
  readonly place: SelectedRule;
  /** Called when the Service was chosen. */
  readonly onService?: (() => void) | undefined;
}

/** Which object and field of the cluster made a rule; a Service's name opens its fields and lights its rules. */
export function RuleOrigin({ place, onService }: RuleOriginProps) {
  const origin = useRuleOrigin(place.node, place);
  if (origin === undefined) return null;
  const isItself = origin.object === `Service ${origin.service}`;
  return (
    <p className="mt-2 text-md text-text-2">
      Made by{" "}
      {isItself ? (
        <>
          Service <ServiceLink service={origin.service ?? ""} onChosen={onService} />
        </>
      ) : (
        <span className="text-text">{origin.object}</span>
      )}
      {origin.field !== "" && (
        <>
          , <code className="kernel text-text">{origin.field}</code>
        </>
      )}
      {origin.service !== undefined && !isItself && (
        <>
          , for <ServiceLink service={origin.service} onChosen={onService} />
        </>
      )}
    </p>
  );
}

interface ServiceLinkProps {
  readonly service: string;
  readonly onChosen: (() => void) | undefined;
}

function ServiceLink({ service, onChosen }: ServiceLinkProps) {
  const selectService = useStore((state) => state.selection.selectService);
  const lightService = useStore((state) => state.selection.lightService);
  return (
    <button
      type="button"
      className="rounded-1 text-text underline underline-offset-2"
      onClick={() => {
        selectService(service);
        lightService(service);
        onChosen?.();
      }}
    >
      {service}
    </button>
  );
}
