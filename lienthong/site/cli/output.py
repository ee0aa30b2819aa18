"""How the command line speaks: answers on standard output, messages and refusals on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

from lienthong.toolkit.errors import Refusal


def answer(facts: dict[str, Any], lines: Iterable[str], *, as_json: bool) -> None:
    """Print the answer: `facts` as one JSON object, or `lines` for people."""
    if as_json:
        sys.stdout.write(json.dumps(facts, ensure_ascii=False, default=str) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


def say(text: str) -> None:
    """Print a message for the person who watches."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def refuse(refusal: Refusal, *, as_json: bool) -> int:
    """Print a refusal and return the exit code 2."""
    say(json.dumps({"refusal": refusal.as_dict()}, ensure_ascii=False) if as_json else refusal.message)
    return 2
