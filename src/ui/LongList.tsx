import { Fragment, type ReactNode, useDeferredValue, useMemo, useState } from "react";
import { Button } from "./Button";
import { TextField } from "./TextField";

export interface LongListProps<Item> {
  readonly items: readonly Item[];
  /** What the items are, in the plural: `Services`. */
  readonly noun: string;
  /** These many are listed until more are asked for; longer lists can be searched. */
  readonly listed: number;
  /** What an item is found by; the same function each time, since a long list is searched anew with another. */
  readonly textOf: (item: Item) => string;
  readonly keyOf: (item: Item) => string;
  /** An item that is listed whatever else is. */
  readonly isPinned?: (item: Item) => boolean;
  readonly empty?: ReactNode;
  /** An item as a list item; `query` is what is looked for, in lower case, empty when nothing is. */
  readonly children: (item: Item, query: string) => ReactNode;
}

/** A list that stays short: the first items, those that a search finds, and more when they are asked for. */
export function LongList<Item>(props: LongListProps<Item>) {
  const { items, noun, listed, textOf, isPinned = () => false } = props;
  const [typed, setTyped] = useState("");
  const [most, setMost] = useState(listed);
  const query = useDeferredValue(typed.trim().toLowerCase());
  const found = useMemo(
    () =>
      query === "" ? items : items.filter((item) => textOf(item).toLowerCase().includes(query)),
    [items, query, textOf],
  );
  const shown = found.filter((item, index) => index < most || isPinned(item));
  const more = found.length - shown.length;
  return (
    <>
      {items.length > listed && (
        <TextField
          label={`Find among ${items.length.toLocaleString("en")} ${noun}`}
          layout="hidden"
          inputMode="search"
          isMono={false}
          placeholder={`Find among ${items.length.toLocaleString("en")} ${noun}`}
          value={typed}
          onChange={(text) => {
            setTyped(text);
            setMost(listed);
          }}
        />
      )}
      <ul>
        {shown.map((item) => (
          <Fragment key={props.keyOf(item)}>{props.children(item, query)}</Fragment>
        ))}
      </ul>
      {found.length === 0 && items.length > 0 && (
        <p className="text-sm text-text-3">None of them is called so.</p>
      )}
      {more > 0 && (
        <Button variant="plain" onClick={() => setMost(most + MORE_AT_ONCE)}>
          {more.toLocaleString("en")} more {noun}
        </Button>
      )}
    </>
  );
}

const MORE_AT_ONCE = 50;
