"""`lienthong reorganise`: previews, executes, undoes and confirms reorganisations of units from a reviewed file."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lienthong.site.cli import database, options
from lienthong.site.cli.output import answer
from lienthong.site.errors import BadMoment, FileUnreadable

if TYPE_CHECKING:
    from lienthong.casework.reorganisation import public as reorganisation

ACTS = {
    "preview": "xem trước: làm thử rồi trả lại như cũ",
    "execute": "thực hiện",
    "undo": "hoàn tác lần thực hiện gần nhất",
    "confirm": "xác nhận, không hoàn tác được nữa",
}


def add(below: Any) -> None:
    """Add the command."""
    made = options.command(below, "reorganise", "sắp xếp đơn vị theo tệp đã duyệt; không nêu việc thì liệt kê", run)
    which = made.add_mutually_exclusive_group()
    for act, meaning in ACTS.items():
        which.add_argument(f"--{act}", dest="act", action="store_const", const=act, help=meaning)
    made.add_argument("--as", dest="username", default="", metavar="TÀI KHOẢN", help="tài khoản quản trị hệ thống làm việc này")
    made.add_argument("--file", type=Path, help="tệp .yaml đã duyệt; bỏ trống là tệp kèm theo")
    made.add_argument(
        "--until", metavar="NGÀY", help="mọi lần có hiệu lực đến ngày này (2025-07-01); bỏ trống là một lần kế tiếp"
    )


def run(arguments: argparse.Namespace) -> int:
    """Do what is asked to the reorganisations chosen, in their order; print where each stands."""
    until = _day(arguments.until)
    with database.opened(options.installation(arguments)):
        from lienthong.casework.reorganisation import public as reorganisation
        from lienthong.office.accounts import public as accounts
        from lienthong.toolkit import clock

        found = []
        if arguments.act is None:
            found = [(row, row.shown) for row in reorganisation.reorganisations()]
        else:
            at = clock.now()
            actor = accounts.require(accounts.actor_of(accounts.account(arguments.username), at=at))
            path = arguments.file or reorganisation.SHIPPED
            keys = reorganisation.load(actor=actor, at=at, text=_text(path), name=path.name)
            for uid in _chosen(arguments.act, [reorganisation.reorganisation(key) for key in keys], until):
                getattr(reorganisation, arguments.act)(actor=actor, at=at, uid=uid)
                actor = accounts.actor_of(accounts.account(arguments.username), at=at) or actor  # the post may have moved
                row = reorganisation.reorganisation(uid)
                found.append((row, row.shown))
        lists = reorganisation.LISTS
    facts = [{**_told(row), "found": shown} for row, shown in found]
    lines = [line for row, shown in found for line in _lines(row, shown, lists)]
    answer({"reorganisations": facts}, lines or ["Không có lần sắp xếp nào để làm việc này."], as_json=arguments.json)
    return 0


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadMoment(found=text) from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as fault:
        raise FileUnreadable(file=path.name, fault=fault.strerror) from fault
    except UnicodeDecodeError as fault:
        raise FileUnreadable(file=path.name, fault="không phải chữ UTF-8") from fault


def _chosen(act: str, rows: list[reorganisation.Shown], until: date | None) -> list[Any]:
    """Return which reorganisations an act is for: those up to a day, else the next one; an undo begins with the latest."""
    state = "planned" if act in ("preview", "execute") else "executed"
    ready = [row for row in rows if row.state == state and (until is None or row.on <= until)]
    ready = ready[::-1] if act == "undo" else ready
    return [row.uid for row in (ready if until else ready[:1])]


def _told(row: reorganisation.Shown) -> dict[str, Any]:
    return {
        "uid": row.uid, "on": row.on, "document": row.document, "state": row.state, "waiting": row.waiting,
        "executed_at": row.executed_at, "confirmed_at": row.confirmed_at, "undone_at": row.undone_at,
    }  # fmt: skip


def _lines(row: reorganisation.Shown, shown: dict[str, Any], lists: dict[str, str]) -> list[str]:
    counts = [f"  {len(shown[key]):>6}  {words}" for key, words in lists.items() if shown.get(key)]
    return [f"{row.on:%d/%m/%Y}  {row.state_name}: {row.document}", *counts]
