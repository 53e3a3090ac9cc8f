import type { FieldView } from "@/scene/inspector/packetAt";
import { Rewritten } from "@/ui/Rewritten";
import type { Tone } from "@/ui/tone";

export interface FieldValueProps {
  readonly field: FieldView;
  /** Of what changes this field. */
  readonly tone: Tone;
  readonly hasArrow?: boolean;
}

/** A value; when it changed at this hop, the old one struck before it. */
export function FieldValue({ field, tone, hasArrow = true }: FieldValueProps) {
  if (field.before === undefined) return <span className="kernel">{field.value}</span>;
  return <Rewritten before={field.before} after={field.value} tone={tone} hasArrow={hasArrow} />;
}
