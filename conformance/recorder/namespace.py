"""Anonymous network namespaces: they end with the process, and nothing leaves them."""
from __future__ import annotations

import ctypes
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNET = 0x40000000


def run(command: Sequence[str], text: str | None = None, check: bool = True) -> str:
    """What a command prints, `text` being its standard input. Raises RuntimeError with its words where it fails."""
    done = subprocess.run(command, input=text, text=True, capture_output=True)
    if check and done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip() or done.returncode}")
    return done.stdout


class NetworkNamespace:
    """A new one. The process comes back to where it was."""

    def __init__(self) -> None:
        self.home = os.open("/proc/self/ns/net", os.O_RDONLY)
        if LIBC.unshare(CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), "a network namespace cannot be made: that takes root rights")
        self.own = os.open("/proc/self/ns/net", os.O_RDONLY)
        switch(self.home)

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Whatever is opened or started inside belongs to the namespace."""
        switch(self.own)
        try:
            yield
        finally:
            switch(self.home)


def switch(namespace: int) -> None:
    if LIBC.setns(namespace, CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "setns")
