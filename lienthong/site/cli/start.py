"""`lienthong start`: runs the installation in the foreground."""

from __future__ import annotations

import argparse
from typing import Any

from lienthong.site.cli import options
from lienthong.site.cli.output import answer, say
from lienthong.site.errors import DemoOnly
from lienthong.site.instance import Instance, Wanted
from lienthong.toolkit import clock

DEMO_PRESENT = "2018-03-12T08:00"
"""Where a demo's clock stands at its start unless `--at` says otherwise: a Monday morning in Bình Liêu."""


def add(below: Any) -> None:
    """Add the command."""
    made = options.command(below, "start", "chạy Liên Thông ở tiền cảnh, dừng bằng Ctrl-C", run)
    made.add_argument("--host", default="127.0.0.1", help="địa chỉ để lắng nghe, mặc định 127.0.0.1")
    made.add_argument("--port", type=int, help="cổng; bỏ trống thì 8000 hoặc cổng trống kế tiếp")
    made.add_argument("--at", metavar="ISO", help=f"đặt đồng hồ của bản trình diễn, mặc định {DEMO_PRESENT}")
    made.add_argument("--no-demo", action="store_true", help="bản dùng thật: không dữ liệu mẫu, không đặt được đồng hồ")


def run(arguments: argparse.Namespace) -> int:
    """Start, print the log-ins and `Ready: http://…`, and serve until a signal comes."""
    installation = options.installation(arguments)
    began = clock.real_now()
    present = options.moment(arguments.at) if arguments.at else None
    with installation.held():
        demo = installation.settle_mode(no_demo=arguments.no_demo)
        if present and not demo:
            raise DemoOnly(folder=installation.data_dir)
        offset = round(((present or options.moment(DEMO_PRESENT)) - began).total_seconds()) if demo else 0
        installation.make_secrets()

        def ready(address: str, log_ins: list[dict[str, str]]) -> None:
            took = (clock.real_now() - began).total_seconds()
            say(f"Khởi động xong sau {took:.1f} giây.")
            facts = {"ready": address, "log_ins": log_ins, "demo": demo, "seconds": round(took, 1)}
            answer(facts, [*_table(log_ins), f"Ready: {address}"], as_json=arguments.json)

        Instance(installation, Wanted(arguments.host, arguments.port, demo, offset), say).run(ready)
    return 0


def _table(log_ins: list[dict[str, str]]) -> list[str]:
    if not log_ins:
        return []
    lines = [f"  {one['username']:<20} {one['role']}, {one['unit']} ({one['name']})" for one in log_ins]
    return ["Tài khoản trình diễn (mật khẩu chung: " + log_ins[0]["password"] + "):", *lines]
