"""The recorder's commands: `python3 conformance/recorder COMMAND --help` (root, Linux)."""
from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from hop_lines import result_lines
from normalise import RuleReader
from random_case import random_case
from random_topology import TOPOLOGY
from recorder import record_case
from segments import Segments
from versions import versions


def main() -> None:
    """Runs the command that the arguments name."""
    parser = argparse.ArgumentParser(prog="recorder", description="Asks the Linux kernel what it does with a packet.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add_record(commands)
    add_fuzz(commands)
    add_normalise(commands)
    asked = commands.add_parser("versions", help="which kernel and which iptables are asked")
    asked.set_defaults(run=lambda _: print(json.dumps(versions())))
    arguments = parser.parse_args()
    arguments.run(arguments)


def add_record(commands: Any) -> None:
    record = commands.add_parser("record", help="plays cases: one result a line")
    record.add_argument("files", nargs="+", help=".json: one case; .jsonl: one a line")
    record.add_argument("--backend", default="legacy", choices=["legacy", "nft"], help="nft: outcomes only, no hops")
    record.add_argument("--pretty", action="store_true", help="indent the JSON")
    record.add_argument("--text", action="store_true", help="readable hop lines instead of JSON")
    record.set_defaults(run=run_record)


def add_fuzz(commands: Any) -> None:
    fuzz = commands.add_parser("fuzz", help="plays random rulesets and packets: one result a line")
    fuzz.add_argument("--seed", type=int, default=1)
    fuzz.add_argument("--rulesets", type=int, default=100)
    fuzz.add_argument("--packets", type=int, default=50, help="a ruleset")
    fuzz.add_argument("--basic", action="store_true", help="only the commonest matches and targets")
    fuzz.add_argument("--gen-only", action="store_true", help="just the cases; asks no kernel")
    fuzz.set_defaults(run=run_fuzz)


def add_normalise(commands: Any) -> None:
    normalise = commands.add_parser("normalise", help="what iptables-save makes of rules, or who refuses them")
    normalise.add_argument("files", nargs="+", help=".jsonl: one rule a line, with its table")
    normalise.set_defaults(run=run_normalise)


def run_normalise(arguments: argparse.Namespace) -> None:
    reader = RuleReader()
    for file in arguments.files:
        for line in cases_in(file):
            print(json.dumps(reader.read(line)))


def run_record(arguments: argparse.Namespace) -> None:
    for file in arguments.files:
        for case in cases_in(file):
            result = record_or_refusal(case, arguments.backend)
            if arguments.text and "packets" in result:
                print("\n".join(result_lines(result)))
            else:
                print(json.dumps(result, indent=1 if arguments.pretty else None))


def run_fuzz(arguments: argparse.Namespace) -> None:
    segments = None if arguments.gen_only else Segments(TOPOLOGY)
    for number in range(arguments.rulesets):
        case = random_case(arguments.seed, number, arguments.packets, not arguments.basic)
        print(json.dumps(record_or_refusal(case, "legacy", segments) if segments else case))


def cases_in(file: str) -> list[dict[str, Any]]:
    with open(file, encoding="utf-8") as opened:
        if file.endswith(".jsonl"):
            return [json.loads(line) for line in opened if line.strip()]
        return [json.load(opened)]


def record_or_refusal(case: dict[str, Any], backend: str, segments: Segments | None = None) -> dict[str, Any]:
    """The result with its case; or, where the tools or the kernel refuse the rules, `error` in their words."""
    try:
        return {**record_case(case, backend, segments), "case": case}
    except RuntimeError as error:
        return {"name": case.get("name"), "error": str(error)[:400], "case": case}


if __name__ == "__main__":
    try:
        main()
    except OSError as error:
        sys.exit(f"recorder: {error}")
