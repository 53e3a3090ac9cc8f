import { DEFAULT_AFFINITY_SECONDS, type Service, serviceRef } from "@/state/clusterEditing";
import { ChoiceField } from "./ChoiceField";
import { ObjectField } from "./ObjectField";
import type { PolicyFieldsProps } from "./PolicyFields";

const AFFINITIES = [
  { value: "None", label: "None" },
  { value: "ClientIP", label: "ClientIP" },
] as const;

const HINTS = {
  None: "Every new connection draws its pod anew.",
  ClientIP:
    "A client's next connections go to the pod it had, as long as the list of -m recent remembers it.",
} as const;

/** Whether a client keeps its pod, and for how long. */
export function AffinityFields({ service, onChange }: PolicyFieldsProps) {
  const { clientIPAffinitySeconds: seconds } = service;
  const affinity = seconds === undefined ? "None" : "ClientIP";
  return (
    <>
      <ChoiceField
        label="sessionAffinity"
        options={AFFINITIES}
        value={affinity}
        hint={HINTS[affinity]}
        onChange={(chosen) => onChange({ clientIPAffinitySeconds: defaultSeconds(chosen) })}
      />
      {seconds !== undefined && (
        <TimeoutField service={service} seconds={seconds} onChange={onChange} />
      )}
    </>
  );
}

function defaultSeconds(affinity: "None" | "ClientIP"): number | undefined {
  return affinity === "None" ? undefined : DEFAULT_AFFINITY_SECONDS;
}

interface TimeoutFieldProps {
  readonly service: Service;
  readonly seconds: number;
  readonly onChange: PolicyFieldsProps["onChange"];
}

function TimeoutField({ service, seconds, onChange }: TimeoutFieldProps) {
  return (
    <ObjectField
      object={serviceRef(service)}
      field="spec.sessionAffinityConfig.clientIP.timeoutSeconds"
      label="timeoutSeconds"
      layout="above"
      value={seconds}
      onCommit={(text) => onChange({ clientIPAffinitySeconds: Number(text) })}
    />
  );
}
