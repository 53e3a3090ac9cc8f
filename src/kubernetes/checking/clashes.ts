import { isSameObject } from "../objects/cluster";
import { type ObjectRef, printObjectRef } from "../objects/objectRef";
import type { TransportProtocol } from "../objects/transportProtocol";
import type { FieldCheck } from "./fieldCheck";
import { wholeNumber } from "./fieldCheck";
import { ownersIn } from "./owners";

/** Whether another object of the same kind, and in the same namespace, has the name. */
export const freeName: FieldCheck = (value, { cluster, self }) => {
  const wanted = { ...self, name: value };
  const owners = ownersIn(cluster).ofName.get(printObjectRef(wanted)) ?? [];
  // An object is not in its own way, unless its name stands there twice.
  if (owners.length <= (value === self.name ? 1 : 0)) return undefined;
  const where = self.namespace === undefined ? "" : ` in namespace ${self.namespace}`;
  return { why: `is already the name of a ${self.kind}${where}`, allowed: "use another one" };
};

/** Whether another object has the address, or this one shares it. */
export const freeAddress: FieldCheck = (value, { cluster, self }) => {
  const owner = otherOwner(ownersIn(cluster).ofAddress.get(value), self);
  if (owner === undefined) return undefined;
  return { why: `is already the address of ${printObjectRef(owner)}`, allowed: "use a free one" };
};

/** Whether a node port lies in the range and nobody has it with the same protocol. */
export function freeNodePort(protocol: TransportProtocol): FieldCheck {
  return (value, { cluster, self }) => {
    const { from, to } = cluster.settings.nodePortRange;
    const port = wholeNumber(value);
    if (port === undefined || port < from || port > to) {
      return { why: "is outside the range of node ports", allowed: `use ${from} to ${to}` };
    }
    const owner = otherOwner(ownersIn(cluster).ofNodePort.get(`${protocol} ${port}`), self);
    if (owner === undefined) return undefined;
    const why = `is already the ${protocol} node port of ${printObjectRef(owner)}`;
    return { why, allowed: `use a free one from ${from} to ${to}` };
  };
}

/** The first owner besides `self`; `self` when the value stands there twice. */
function otherOwner(
  owners: readonly ObjectRef[] | undefined,
  self: ObjectRef,
): ObjectRef | undefined {
  if (owners === undefined) return undefined;
  const own = owners.filter((owner) => isSameObject(owner, self));
  return owners.find((owner) => !isSameObject(owner, self)) ?? own[1];
}
