"""Options that commands share."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from lienthong.site.errors import BadMoment
from lienthong.site.installation import Installation, default_data_dir

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


def command(below: Any, name: str, meaning: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
    """Return the parser of a new command with the options that every command has."""
    made: argparse.ArgumentParser = below.add_parser(name, help=meaning, description=meaning)
    made.set_defaults(run=run)
    made.add_argument("--json", action="store_true", help="trả lời bằng một đối tượng JSON")
    made.add_argument("--data-dir", type=Path, help="thư mục dữ liệu của bản cài đặt")
    return made


def installation(arguments: argparse.Namespace) -> Installation:
    """Return the installation that the command is about."""
    return Installation((arguments.data_dir or default_data_dir()).expanduser().absolute())


def moment(text: str) -> datetime:
    """Return the instant written as ISO 8601; without an offset it is Vietnamese time.  Errors: BadMoment."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise BadMoment(found=text) from None
    return found if found.tzinfo else found.replace(tzinfo=HERE)


def key(text: str) -> int | UUID | str:
    """Return what names a unit: a number, a uid, or a code as it stands."""
    with contextlib.suppress(ValueError):
        return UUID(text)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else text
