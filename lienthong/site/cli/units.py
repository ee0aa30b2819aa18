"""`lienthong units load PATH`: the units and posts of an installation, from a reviewed file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from lienthong.site.cli import database, options
from lienthong.site.cli.output import answer


def add(below: Any) -> None:
    """Add the command."""
    group = below.add_parser("units", help="đơn vị", description="đơn vị").add_subparsers(metavar="VIỆC", required=True)
    made = options.command(group, "load", "nạp cây đơn vị, vị trí việc làm và địa danh từ tệp đã duyệt (.yaml)", load)
    made.add_argument("path", type=Path, nargs="?", help="tệp; bỏ trống là huyện Bình Liêu năm 2018 kèm theo")


def load(arguments: argparse.Namespace) -> int:
    """Load all of it or nothing: a unit that is there already refuses the file."""
    with database.opened(options.installation(arguments)):
        from lienthong.office.org import public as org

        places = org.load_places()
        made = org.load_units(arguments.path or org.DATA / "binh-lieu-2018.yaml")
    facts = {"units": len(made.units), "posts": made.posts, "places": places}
    lines = [f"Đã nạp {len(made.units)} đơn vị, {made.posts} vị trí, {places} địa danh."]
    lines.append("Lập tài khoản quản trị đầu tiên: lienthong user create TÊN --name 'HỌ TÊN' --unit MÃ --duty system_admin")
    answer(facts, lines, as_json=arguments.json)
    return 0
