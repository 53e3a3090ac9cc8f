"""Accounting objects, which `-m nfacct` names and the kernel wants to know. Source: linux/netfilter/nfnetlink_acct.h."""
from __future__ import annotations

import shlex
import socket

from netlink import NLM_F_ACK, attribute, message, open_netfilter_socket

NFNL_MSG_ACCT_NEW = 7 << 8
NLM_F_CREATE = 0x400
NFACCT_NAME = 1


def add_accounting_objects(rule: str) -> None:
    """Makes those that a rule names, in the network namespace that the process is in; one may be there already."""
    try:
        words = shlex.split(rule)
    except ValueError:
        return  # An open quote: the tools will say so.
    for option, name in zip(words, words[1:]):
        if option == "--nfacct-name":
            add_object(name)


def add_object(name: str) -> None:
    with open_netfilter_socket() as opened:
        payload = attribute(NFACCT_NAME, name.encode() + b"\0")
        opened.send(message(NFNL_MSG_ACCT_NEW, NLM_F_CREATE | NLM_F_ACK, socket.AF_UNSPEC, 0, payload))
        opened.recv(4096)
