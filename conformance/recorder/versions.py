"""Which kernel and which iptables are asked."""
from __future__ import annotations

import os
import re

from namespace import run


def versions() -> dict[str, str]:
    """The numbers alone: what a distribution appends says nothing about netfilter."""
    return {"kernel": number_in(os.uname().release), "iptables": number_in(run(["iptables-legacy", "--version"]))}


def number_in(text: str) -> str:
    found = re.search(r"\d+(\.\d+)+", text)
    return found[0] if found else text.strip()
