"""Reads the command line and hands it to the command's module."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from lienthong.site.cli.output import refuse, say
from lienthong.site.environment import SettingsFault
from lienthong.toolkit.errors import Refusal

COMMANDS = (
    "start",
    "stop",
    "status",
    "demo",
    "verify_ledger",
    "check_invariants",
    "due",
    "openapi",
    "units",
    "procedures",
    "forms",
    "reorganise",
    "user",
    "token",
    "backup",
    "restore",
)
"""Each is a module of this package with `add(subparsers)`; the parser it adds names its `run(arguments) -> exit code`."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of every command."""
    found = argparse.ArgumentParser(
        prog="lienthong", description="Liên Thông: một cửa, văn bản và điều hành cho chính quyền cơ sở."
    )
    below = found.add_subparsers(title="các lệnh", metavar="LỆNH", required=True)
    for name in COMMANDS:
        import_module(f"lienthong.site.cli.{name}").add(below)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    asked = parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = asked.run
    try:
        return run(asked)
    except Refusal as refusal:
        return refuse(refusal, as_json=asked.json)
    except SettingsFault as fault:
        say(str(fault))
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
