"""`lienthong token create`: makes a token for the REST API, bound to one duty at one unit."""

from __future__ import annotations

import argparse
from typing import Any
from uuid import UUID

from lienthong.site.cli import database, options
from lienthong.site.cli.output import answer


def add(below: Any) -> None:
    """Add the command."""
    group = below.add_parser("token", help="mã truy cập", description="mã truy cập").add_subparsers(metavar="VIỆC", required=True)
    made = options.command(group, "create", "tạo mã truy cập cho giao diện lập trình", create)
    made.add_argument("--duty", required=True, help="nhiệm vụ, ví dụ counter_clerk")
    made.add_argument("--unit", required=True, help="đơn vị: mã, uid hoặc số")
    made.add_argument("--person", type=UUID, help="người chịu trách nhiệm; bỏ trống là người đầu tiên giữ nhiệm vụ đó")
    made.add_argument("--name", default="", help="tên gợi nhớ")
    made.add_argument("--days", type=int, default=365, help="số ngày còn hiệu lực, mặc định 365")


def create(arguments: argparse.Namespace) -> int:
    """Create the token and print it once."""
    with database.opened(options.installation(arguments)):
        from lienthong.office.accounts import public as accounts
        from lienthong.office.ledger import public as ledger
        from lienthong.office.org import public as org
        from lienthong.toolkit import clock

        with ledger.seeing_everything():
            unit = org.unit(options.key(arguments.unit))
            made = accounts.create_token(
                duty=arguments.duty,
                unit_id=unit.id,
                at=clock.now(),
                real_at=clock.real_now(),
                name=arguments.name,
                person_uid=arguments.person,
                days=arguments.days,
            )
    facts = {"token": made.token, "duty": arguments.duty, "unit": str(unit.uid)}
    answer(facts, [made.token], as_json=arguments.json)
    return 0
