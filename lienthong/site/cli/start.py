"""`lienthong start`: runs the installation in the foreground."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

from lienthong.site import postgres
from lienthong.site.cli import options
from lienthong.site.cli.output import answer, say
from lienthong.site.demo.scenes import DEFAULT, SCENES
from lienthong.site.errors import DemoOnly, OutsideScene
from lienthong.site.instance import Instance, Wanted
from lienthong.toolkit import clock


def add(below: Any) -> None:
    """Add the command."""
    made = options.command(below, "start", "chạy Liên Thông ở tiền cảnh, dừng bằng Ctrl-C", run)
    made.add_argument("--host", default="127.0.0.1", help="địa chỉ để lắng nghe, mặc định 127.0.0.1")
    made.add_argument("--port", type=int, help="cổng; bỏ trống thì 8000 hoặc cổng trống kế tiếp")
    made.add_argument("--at", metavar="ISO", help="đặt đồng hồ của bản trình diễn, mặc định một sáng thứ Hai tháng 3")
    which = made.add_mutually_exclusive_group()
    told = "; ".join(f"{scene.key}: {scene.title}" for scene in SCENES.values())
    which.add_argument("--demo", choices=tuple(SCENES), default="", help=f"bản trình diễn nào, mặc định {DEFAULT} ({told})")
    which.add_argument("--no-demo", action="store_true", help="bản dùng thật: không dữ liệu mẫu, không đặt được đồng hồ")


def run(arguments: argparse.Namespace) -> int:
    """Start, print the log-ins and `Ready: http://…`, and serve until a signal comes."""
    installation = options.installation(arguments)
    began = clock.real_now()
    present = options.moment(arguments.at) if arguments.at else None
    with installation.held():
        scene = installation.settle_mode(no_demo=arguments.no_demo, scene=arguments.demo)
        offset = _offset(scene, present, began, installation.data_dir, again=postgres.has_cluster(installation.data_dir))
        installation.make_secrets()

        def ready(address: str, log_ins: list[dict[str, str]]) -> None:
            took = (clock.real_now() - began).total_seconds()
            say(f"Khởi động xong sau {took:.1f} giây.")
            facts = {"ready": address, "log_ins": log_ins, "demo": bool(scene), "scene": scene, "seconds": round(took, 1)}
            answer(facts, [*_table(log_ins), f"Ready: {address}"], as_json=arguments.json)

        Instance(installation, Wanted(arguments.host, arguments.port, scene, offset), say).run(ready)
    return 0


def _offset(scene: str, present: datetime | None, began: datetime, folder: Path, *, again: bool = False) -> int:
    """Return by how many seconds the business clock is shifted.  Errors: DemoOnly, OutsideScene.

    again  the demonstration is there already: its clock may go on past the day on which its units end, which is then executed.
    """
    if not scene:
        if present:
            raise DemoOnly(folder=folder)
        return 0
    shown = SCENES[scene]
    present = present or shown.present
    if not shown.holds(present, again=again):
        span = f"sau {shown.first_day:%d/%m/%Y}" + (f" và trước {shown.ends:%d/%m/%Y}" if shown.ends else "")
        raise OutsideScene(scene=scene, found=f"{present:%d/%m/%Y}", span=span)
    return round((present - began).total_seconds())


def _table(log_ins: list[dict[str, str]]) -> list[str]:
    if not log_ins:
        return []
    lines = [f"  {one['username']:<20} {one['role']}, {one['unit']} ({one['name']})" for one in log_ins]
    return ["Tài khoản trình diễn (mật khẩu chung: " + log_ins[0]["password"] + "):", *lines]
