import { Copy, Undo2 } from "lucide-react";
import { copyText } from "@/state/copyText";
import { useStore } from "@/state/store";
import { rulesText } from "@/state/takeOut";
import { changeScripts, type RuleChange, useChanges } from "@/state/what-if/changeList";
import { ruleEditing } from "@/state/what-if/ruleEditing";
import { useWhatIf } from "@/state/what-if/whatIf";
import { Button } from "@/ui/Button";
import { Chip } from "@/ui/Chip";
import { Sheet } from "@/ui/Sheet";
import { Words } from "@/ui/Words";

/** Everything that is otherwise than it was pasted, each to be put back, and the same as commands for the node. */
export function ChangesSheet() {
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  const changes = useChanges();
  return (
    <Sheet title="Changes" isOpen side="middle" onClose={() => setOpenSheet(undefined)}>
      {changes.length === 0 ? (
        <p className="px-5 py-6 text-md text-text-2">
          The rules stand as they were pasted. Pick one to disable, edit or move it, or to insert
          another beside it.
        </p>
      ) : (
        <div className="flex flex-col gap-4 px-5 py-4">
          <Parting />
          <ul aria-label="Changes" className="flex flex-col">
            {changes.map((change) => (
              <ChangeItem key={change.id} change={change} />
            ))}
          </ul>
          <div>
            <Button onClick={ruleEditing.putAllBack}>
              <Undo2 aria-hidden="true" className="size-4" /> Put all back
            </Button>
          </div>
          <Scripts />
        </div>
      )}
    </Sheet>
  );
}

/** What happens where the packet goes another way. */
function Parting() {
  const whatIf = useWhatIf();
  if (whatIf === undefined) return null;
  const { was, now, partsAt } = whatIf;
  if (partsAt === undefined)
    return <p className="text-md text-text-2">The packet fares as before, hop by hop.</p>;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-md">
      <dt className="text-text-3">Was, at hop {partsAt}</dt>
      <dd>
        <Words parts={was.parting} />
        <RuleText text={was.rule} />
      </dd>
      <dt className="text-text-3">Now, at hop {partsAt}</dt>
      <dd>
        <Words parts={now.parting} />
        <RuleText text={now.rule} />
      </dd>
    </dl>
  );
}

function RuleText({ text }: { readonly text: string | undefined }) {
  return text === undefined ? null : (
    <code className="kernel block break-words text-text-2">{text}</code>
  );
}

function ChangeItem({ change }: { readonly change: RuleChange }) {
  const { table, chain, node, title, before, after } = change;
  const isSame = before === after;
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 border-t border-line-faint py-2.5">
      <div className="min-w-60 flex-1">
        <h3 className="flex flex-wrap items-center gap-x-2 text-md">
          <Chip tone={table}>{table}</Chip>
          <code className="kernel font-semibold">{chain}</code>
          <span>{title}</span>
          <span className="text-sm text-text-3">{node}</span>
        </h3>
        <p className="kernel mt-1 break-words">
          {before !== undefined && !isSame && <del className="struck-rule">{before}</del>}
          {before !== undefined && !isSame && after !== undefined && <br />}
          {after !== undefined && <ins className="no-underline">{after}</ins>}
        </p>
      </div>
      <Button aria-label={`Put back: ${chain}, ${title}`} onClick={change.putBack}>
        Put back
      </Button>
    </li>
  );
}

/** The changes as commands, and the changed rules as a whole. */
function Scripts() {
  const document = useStore((state) => state.document);
  return changeScripts(document).map(({ node, script }) => (
    <section key={node} aria-label={`Commands for ${node}`} className="flex flex-col gap-2">
      <h3 className="text-md font-semibold">As commands for {node}</h3>
      <p className="text-md text-text-2">
        They make these changes on a node that has the rules as they were pasted.
      </p>
      <pre className="kernel max-h-60 overflow-auto rounded-2 bg-inset px-2 py-1.5">{script}</pre>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => copyText(script, "The commands")}>
          <Copy aria-hidden="true" className="size-4" /> Copy the commands
        </Button>
        <Button onClick={() => copyText(rulesText(node, "save"), `The rules of ${node}`)}>
          <Copy aria-hidden="true" className="size-4" /> Copy the changed rules
        </Button>
      </div>
    </section>
  ));
}
