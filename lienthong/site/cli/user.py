"""`lienthong user create`: makes an account."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import Any
from uuid import UUID

from lienthong.site.cli import database, options
from lienthong.site.cli.output import answer


def add(below: Any) -> None:
    """Add the command."""
    group = below.add_parser("user", help="tài khoản", description="tài khoản").add_subparsers(metavar="VIỆC", required=True)
    made = options.command(group, "create", "tạo tài khoản; mật khẩu đọc từ bàn phím hoặc từ đầu vào chuẩn", create)
    made.add_argument("username", help="tên đăng nhập")
    made.add_argument("--person", type=UUID, help="mã (uid) của người trong tổ chức; bỏ trống thì chưa gắn với ai")
    made.add_argument("--email", default="")


def create(arguments: argparse.Namespace) -> int:
    """Create the account; the password never stands on the command line."""
    password = getpass.getpass("Mật khẩu: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    with database.opened(options.installation(arguments)):
        from lienthong.office.accounts import public as accounts
        from lienthong.office.ledger import public as ledger
        from lienthong.toolkit import clock

        with ledger.seeing_everything():
            made = accounts.create_account(
                username=arguments.username, password=password, person_uid=arguments.person, at=clock.now(), email=arguments.email
            )
    answer({"username": made.username}, [f"Đã tạo tài khoản {made.username}."], as_json=arguments.json)
    return 0
