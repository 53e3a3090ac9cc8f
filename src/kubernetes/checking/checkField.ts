import type { Cluster } from "../objects/cluster";
import { type ClusterProblem, clusterProblem } from "../objects/clusterProblem";
import type { ObjectRef } from "../objects/objectRef";
import type { FieldCheck } from "./fieldCheck";
import { NODE_FIELDS } from "./nodeFields";
import { POD_FIELDS } from "./podFields";
import { PORT_FIELDS, type PortField, portFieldCheck, SERVICE_FIELDS } from "./serviceFields";
import { CLIENT_FIELDS, SETTINGS_FIELDS } from "./settingsFields";

/** The fields that are checked, as they are called in manifests; those of clients and settings as in our own types. */
export type CheckedField =
  | keyof typeof NODE_FIELDS
  | keyof typeof POD_FIELDS
  | keyof typeof SERVICE_FIELDS
  | keyof typeof CLIENT_FIELDS
  | keyof typeof SETTINGS_FIELDS
  | `spec.ports[${number}].${PortField}`;

/**
 * What is wrong with a value for a field, as it is typed; undefined when nothing is. The object need not exist yet, and
 * its present value does not count. A problem of severity `warning` may be kept.
 */
export function checkField(
  cluster: Cluster,
  object: ObjectRef,
  { field, value }: { readonly field: CheckedField; readonly value: string },
): ClusterProblem | undefined {
  const fault = checkOf(object, field)?.(value, { cluster, self: object });
  if (fault === undefined) return undefined;
  const found = fault.found ?? (value === "" ? "nothing" : value);
  return clusterProblem({ ...fault, object, field, found });
}

const CHECKS: Readonly<Partial<Record<ObjectRef["kind"], Readonly<Record<string, FieldCheck>>>>> = {
  Node: NODE_FIELDS,
  Pod: POD_FIELDS,
  Service: SERVICE_FIELDS,
  Client: CLIENT_FIELDS,
  Settings: SETTINGS_FIELDS,
};

function checkOf(object: ObjectRef, field: CheckedField): FieldCheck | undefined {
  const [, index, name] = /^spec\.ports\[(\d+)\]\.(\w+)$/.exec(field) ?? [];
  const portField = PORT_FIELDS.find((candidate) => candidate === name);
  if (portField !== undefined && object.kind === "Service") {
    return portFieldCheck(Number(index), portField);
  }
  const checks = CHECKS[object.kind] ?? {};
  return Object.hasOwn(checks, field) ? checks[field] : undefined;
}
