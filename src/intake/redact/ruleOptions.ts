/** What a rule's option is followed by, where that is somebody's own name. */
export type NamedThing =
  | "comment"
  | "chain"
  | "interface"
  | "set"
  | "text"
  | "bytes"
  | "log"
  | "list"
  | "user"
  | "label"
  | "context"
  | "helper";

/** By option as iptables-save or a person writes it. Only the first word behind it is meant. */
export const NAMING_OPTIONS: ReadonlyMap<string, NamedThing> = new Map([
  ...pairs("comment", "--comment"),
  ...pairs("chain", "-A -I -N -P -D -j -g -E -X -F --jump --goto --append"),
  ...pairs(
    "interface",
    "-i -o --in-interface --out-interface --physdev-in --physdev-out --oif --interface",
  ),
  ...pairs("set", "--match-set --add-set --del-set --map-set --set-name"),
  ...pairs("text", "--string"),
  ...pairs("bytes", "--hex-string"),
  ...pairs("log", "--log-prefix --nflog-prefix --ulog-prefix"),
  ...pairs("list", "--name --hashlimit-name --nfacct-name --connlimit-name"),
  ...pairs("user", "--uid-owner --gid-owner"),
  ...pairs("label", "--label --path --object-pinned --led-trigger-id"),
  ...pairs("context", "--selctx --secctx"),
  ...pairs("helper", "--helper"),
]);

/** Options whose words are numbers, flags or words of the kernel's own: nobody's name can stand there. */
export const PLAIN_OPTIONS: ReadonlySet<string> = new Set(
  [
    "-m -p -s -d -f -4 -6 --match --protocol --source --destination --src --dst --fragment --ipv4 --ipv6",
    "--sport --dport --sports --dports --ports --source-port --destination-port --source-ports --destination-ports",
    "--tcp-flags --tcp-option --syn --icmp-type --icmpv6-type --chunk-types --dccp-types --dccp-option --length",
    "--algo --from --to --icase --ctstate --ctproto --ctorigsrc --ctorigdst --ctreplsrc --ctrepldst --ctorigsrcport",
    "--ctorigdstport --ctreplsrcport --ctrepldstport --ctstatus --ctexpire --ctdir --ctevents --expevents --state",
    "--mark --nfmask --ctmask --mask --save-mark --restore-mark --set-mark --set-xmark --and-mark --or-mark --xor-mark --save --restore",
    "--src-type --dst-type --limit-iface-in --limit-iface-out --src-range --dst-range --probability --mode --every --packet",
    "--limit --limit-burst --hashlimit --hashlimit-above --hashlimit-upto --hashlimit-burst --hashlimit-mode --hashlimit-srcmask",
    "--hashlimit-dstmask --hashlimit-htable-size --hashlimit-htable-max --hashlimit-htable-expire --hashlimit-htable-gcinterval",
    "--hashlimit-rate-match --hashlimit-rate-interval --connlimit-above --connlimit-upto --connlimit-mask --connlimit-saddr",
    "--connlimit-daddr --set --rcheck --update --remove --seconds --hitcount --rttl --reap --rsource --rdest --mac-source",
    "--socket-exists --suppl-groups --pkt-type --physdev-is-in --physdev-is-out --physdev-is-bridged --dir --pol --strict",
    "--reqid --spi --proto --tunnel-src --tunnel-dst --next --realm --loose --validmark --accept-local --invert --rt-type",
    "--rt-segsleft --rt-len --rt-0-res --rt-0-addrs --rt-0-not-strict --nowildcard --transparent --restore-skmark",
    "--datestart --datestop --timestart --timestop --monthdays --weekdays --contiguous --kerneltz --utc --tos --ttl-eq --ttl-gt",
    "--ttl-lt --hl-eq --hl-gt --hl-lt --dscp --dscp-class --cpu --cgroup --type --packets-eq --packets-lt",
    "--packets-gt --bytes-eq --bytes-lt --bytes-gt --update-counters --update-subcounters --return-nomatch",
    "--to-destination --to-source --to-ports --random --random-fully --persistent --reject-with --log-level --log-tcp-sequence",
    "--log-tcp-options --log-ip-options --log-uid --log-macdecode --nflog-group --nflog-range --nflog-size --nflog-threshold",
    "--queue-num --queue-balance --queue-bypass --queue-cpu-fanout --set-class --set-dscp --set-dscp-class --set-tos --and-tos",
    "--or-tos --xor-tos --ttl-set --ttl-inc --ttl-dec --hl-set --hl-inc --hl-dec --set-mss --clamp-mss-to-pmtu --strip-options",
    "--on-port --on-ip --tproxy-mark --gateway --zone --zone-orig --zone-reply --notrack --timeout --checksum-fill --exist",
    "--map-mark --map-prio --map-queue --ecn-tcp-remove --sack-perm --timestamp --wscale --mss --selctx --alarm --goto",
  ]
    .join(" ")
    .split(" "),
);

/** Helpers of conntrack that the kernel has. Source: net/netfilter/nf_conntrack_*.c. */
export const KNOWN_HELPERS =
  /^(?:ftp|tftp|irc|sip|snmp|pptp|sane|amanda|netbios-ns|RAS|Q\.931|H\.245)(?:-\d+)?$/;

function pairs(thing: NamedThing, options: string): readonly (readonly [string, NamedThing])[] {
  return options.split(" ").map((option) => [option, thing] as const);
}
