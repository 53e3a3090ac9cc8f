import { Minus, Plus } from "lucide-react";
import { useEffect, useState } from "react";
import {
  type Cluster,
  KUBE_PROXY_VERSIONS,
  parseKubeProxyVersion,
  useCluster,
} from "@/state/clusterEditing";
import { useStore } from "@/state/store";
import { type VersionDiff, type Versions, versionDiff } from "@/state/versionDiff";
import { Scroller } from "@/ui/Scroller";
import { Select } from "@/ui/Select";
import { Sheet } from "@/ui/Sheet";
import { VirtualList } from "@/ui/VirtualList";
import { DiffRow } from "./DiffRow";

/** Two versions of kube-proxy side by side: what its authors changed, and which of the node's rules that changes. */
export function VersionSheet() {
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  const cluster = useCluster();
  return (
    <Sheet
      title="Two versions of kube-proxy"
      isOpen
      side="widest"
      onClose={() => setOpenSheet(undefined)}
    >
      {cluster === undefined ? (
        <p className="px-5 py-4 text-md text-text-2">
          Rules that were pasted have no version. Open a cluster to compare versions.
        </p>
      ) : (
        <Comparison cluster={cluster} />
      )}
    </Sheet>
  );
}

function Comparison({ cluster }: { readonly cluster: Cluster }) {
  const own = parseKubeProxyVersion(cluster.settings.proxy.version) ?? "1.30";
  const [versions, setVersions] = useState<Versions>({
    from: own === "1.18" ? "1.34" : "1.18",
    to: own,
  });
  const [node, setNode] = useState(cluster.nodes[0]?.name ?? "");
  const diff = useVersionDiff(cluster, node, versions);
  return (
    <div className="flex min-h-full flex-col md:grid md:h-full md:min-h-0 md:grid-cols-[minmax(0,400px)_minmax(0,1fr)] md:grid-rows-[auto_minmax(0,1fr)]">
      <div className="border-line-faint px-5 py-4 md:border-r">
        <VersionSelect
          label="From"
          value={versions.from}
          onChange={(from) => setVersions({ ...versions, from })}
        />
        <VersionSelect
          label="To"
          value={versions.to}
          onChange={(to) => setVersions({ ...versions, to })}
        />
        <Select
          label="Node"
          value={node}
          options={cluster.nodes.map(({ name }) => ({ value: name, label: name }))}
          onChange={setNode}
        />
      </div>
      <div className="flex h-[55dvh] min-w-0 flex-col border-y border-line-faint md:col-start-2 md:row-span-2 md:row-start-1 md:h-auto md:min-h-0 md:border-0">
        <Rules diff={diff} />
      </div>
      <Scroller label="History" className="border-line-faint px-5 py-4 md:border-r md:pt-0">
        {diff?.found !== undefined && <History changes={diff.found.history} />}
      </Scroller>
    </div>
  );
}

type Version = Versions["from"];

const OPTIONS = KUBE_PROXY_VERSIONS.map((version) => ({ value: version, label: `v${version}` }));

interface VersionSelectProps {
  readonly label: string;
  readonly value: Version;
  readonly onChange: (version: Version) => void;
}

function VersionSelect(props: VersionSelectProps) {
  return <Select {...props} options={OPTIONS} />;
}

/** undefined while it is being made; then with what was found, if the two could be told apart line by line. */
type DiffRun = { readonly found: VersionDiff | undefined } | undefined;

function useVersionDiff(cluster: Cluster, node: string, versions: Versions): DiffRun {
  const [run, setRun] = useState<DiffRun>();
  useEffect(() => {
    let isCurrent = true;
    setRun(undefined);
    versionDiff(cluster, node, versions).then((found) => {
      if (isCurrent) setRun({ found });
    });
    return () => {
      isCurrent = false;
    };
  }, [cluster, node, versions]);
  return run;
}

function History({ changes }: { readonly changes: VersionDiff["history"] }) {
  if (changes.length === 0)
    return <p className="text-md text-text-2">The two write the same rules.</p>;
  return (
    <section aria-label="What changed in between">
      <h3 className="text-md font-semibold">What changed in between</h3>
      <ul>
        {changes.map(({ name, isGained, history }) => (
          <li
            key={name}
            className="flex gap-2.5 border-b border-line-faint py-2 text-md last:border-0"
          >
            {isGained ? (
              <Plus
                aria-label="New"
                className="mt-0.75 size-3.5 shrink-0 text-verdict-accept-text"
              />
            ) : (
              <Minus
                aria-label="Gone"
                className="mt-0.75 size-3.5 shrink-0 text-verdict-drop-text"
              />
            )}
            <span className="text-text-2">{history.replaceAll("`", "")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const LINE_PX = 22;

function Rules({ diff }: { readonly diff: DiffRun }) {
  if (diff === undefined) return <Note text="Writing the rules of both versions." />;
  const { found } = diff;
  if (found === undefined)
    return <Note text="They differ in too many lines to be shown side by side." />;
  if (found.added + found.removed === 0)
    return <Note text="Both versions write the same rules for this node." />;
  return (
    <section aria-label="The rules" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <p className="border-b border-line-faint px-4 py-2.5 text-md text-text-2">
        <span className="text-verdict-drop-text">{found.removed} lines gone</span>,{" "}
        <span className="text-verdict-accept-text">{found.added} lines new</span>
      </p>
      <VirtualList
        label="Lines that differ"
        count={found.lines.length}
        rowHeightPx={LINE_PX}
        current={undefined}
        row={(index) => <DiffRow line={found.lines[index]} />}
      />
    </section>
  );
}

function Note({ text }: { readonly text: string }) {
  return <output className="px-5 py-4 text-md text-text-2">{text}</output>;
}
