/** Of a long name the middle is left out: pods of one Deployment differ in their last characters. */
const TAIL = 5;

export interface LongNameProps {
  readonly name: string;
}

/** A name in one line, read out whole. Where it does not fit, an ellipsis stands before its last five characters. */
export function LongName({ name }: LongNameProps) {
  return (
    <span className="relative flex min-w-0 whitespace-nowrap" title={name}>
      <span className="sr-only select-none">{name}</span>
      <span aria-hidden="true" className="truncate">
        {name.slice(0, -TAIL)}
      </span>
      <span aria-hidden="true">{name.slice(-TAIL)}</span>
    </span>
  );
}
