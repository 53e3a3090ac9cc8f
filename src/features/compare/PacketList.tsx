import { fateSentence, packetsPhrase, triedSentences } from "@/comparison/packets/fateSentence";
import type { FaringPackets } from "@/comparison/packets/packetComparison";
import type { FamilyComparison } from "@/state/comparing/compareAway";
import type { SideName } from "@/state/comparing/compareStore";
import { walkPacket } from "@/state/comparing/walkPacket";
import { Button } from "@/ui/Button";
import { LongList } from "@/ui/LongList";
import { Scroller } from "@/ui/Scroller";

const LISTED = 40;

/** The packets that fare differently, each with how it did and does, and the way to walk it. */
export function PacketList({ families }: { readonly families: readonly FamilyComparison[] }) {
  return (
    <Scroller label="Packets that fare differently" className="min-w-0 flex-1 px-4 py-3">
      {families.map((family) => (
        <Family key={family.family} family={family} />
      ))}
    </Scroller>
  );
}

function Family({ family }: { readonly family: FamilyComparison }) {
  const [first, ...others] = triedSentences(family.packets, family.made !== undefined);
  return (
    <section aria-label={`Packets of ${family.family}`} className="mb-4">
      <p className="text-md font-semibold">{first}</p>
      {others.map((sentence) => (
        <p key={sentence} className="mt-1 text-sm text-text-2">
          {sentence}
        </p>
      ))}
      <div className="mt-3 flex flex-col gap-2">
        <LongList
          items={family.packets.packets}
          noun="packets"
          listed={LISTED}
          textOf={textOf}
          keyOf={textOf}
        >
          {(packets) => <Packet packets={packets} family={family} />}
        </LongList>
      </div>
    </section>
  );
}

interface PacketProps {
  readonly packets: FaringPackets;
  readonly family: FamilyComparison;
}

function Packet({ packets, family }: PacketProps) {
  const [request] = packets.requests;
  const walk = (side: SideName) => {
    if (request !== undefined) walkPacket(family, request, side);
  };
  return (
    <li className="mb-2 rounded-3 border border-line-faint bg-box px-3 py-2">
      <p className="kernel wrap-anywhere">{packetsPhrase(packets)}</p>
      <div className="mt-2 grid gap-x-4 gap-y-2 md:grid-cols-2">
        <FateCell
          name="Before"
          sentence={fateSentence(packets.before)}
          onWalk={() => walk("before")}
        />
        <FateCell name="Now" sentence={fateSentence(packets.now)} onWalk={() => walk("now")} />
      </div>
    </li>
  );
}

interface FateCellProps {
  readonly name: string;
  readonly sentence: string;
  readonly onWalk: () => void;
}

function FateCell({ name, sentence, onWalk }: FateCellProps) {
  return (
    <div className="flex min-w-0 items-start gap-2 text-md">
      <p className="min-w-0 flex-1 wrap-anywhere">
        <span className="text-text-3">{name}: </span>
        {sentence}
      </p>
      <Button className="shrink-0 text-sm" onClick={onWalk}>
        Walk it<span className="sr-only"> {name.toLowerCase()}</span>
      </Button>
    </div>
  );
}

function textOf(packets: FaringPackets): string {
  return `${packetsPhrase(packets)} ${fateSentence(packets.before)} ${fateSentence(packets.now)}`;
}
