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
    made.add_argument("--name", default="", help="họ và tên người mới, được giao ngay vị trí có nhiệm vụ DUTY ở đơn vị UNIT")
    made.add_argument("--unit", type=options.key, default="", help="đơn vị của vị trí: mã, số hoặc uid")
    made.add_argument("--duty", default="", help="nhiệm vụ của vị trí, ví dụ system_admin")


def create(arguments: argparse.Namespace) -> int:
    """Create the account; the password never stands on the command line."""
    password = getpass.getpass("Mật khẩu: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    with database.opened(options.installation(arguments)):
        from django.db import transaction

        from lienthong.office.accounts import public as accounts
        from lienthong.office.ledger import public as ledger
        from lienthong.toolkit import clock

        with transaction.atomic(), ledger.seeing_everything():
            person = arguments.person or _somebody_new(arguments)
            made = accounts.create_account(
                username=arguments.username, password=password, person_uid=person, at=clock.now(), email=arguments.email
            )
    answer({"username": made.username}, [f"Đã tạo tài khoản {made.username}."], as_json=arguments.json)
    return 0


def _somebody_new(arguments: argparse.Namespace) -> UUID | None:
    """Let the person named hold the post asked for; None when nobody is named."""
    from lienthong.casework.staffing import public as staffing
    from lienthong.office.org import public as org
    from lienthong.toolkit import clock

    if not arguments.name:
        return None
    return staffing.first_holder(
        at=clock.now(), unit_id=org.unit(arguments.unit).id, duty=arguments.duty, name=arguments.name
    )  # fmt: skip
