"""`lienthong verify-ledger`: checks the ledger and names the first thing that is wrong."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from lienthong.site.cli import database, options
from lienthong.site.cli.output import answer


def add(below: Any) -> None:
    """Add the command."""
    made = options.command(below, "verify-ledger", "kiểm tra sổ cái; mã thoát 1 khi có chỗ sai", run)
    made.add_argument("--checkpoints", type=Path, help="tệp điểm niêm phong cất ở nơi khác để đối chiếu")


def run(arguments: argparse.Namespace) -> int:
    """Verify; exit code 0 when nothing is wrong, 1 with the first fault."""
    with database.opened(options.installation(arguments)):
        from lienthong.office.ledger import public as ledger

        report = ledger.verify(checkpoint_file=arguments.checkpoints)
    counts = {name: getattr(report, name) for name in ("events", "sealed", "checkpoints", "exported", "unsealed")}
    fault = report.first_fault
    facts = {
        "ok": report.ok,
        **counts,
        "unsealed_age_seconds": round(report.unsealed_age, 1),
        "first_fault": None if fault is None else fault.as_dict(),
    }
    lines = [
        f"{report.events} sự kiện, {report.sealed} đã niêm phong.",
        f"{report.checkpoints} điểm niêm phong, {report.exported} đã xuất ra ngoài.",
        f"Chưa niêm phong: {report.unsealed} sự kiện, lâu nhất {report.unsealed_age:.0f} giây.",
        "Sổ cái nguyên vẹn." if fault is None else f"SAI: {fault.message}",
    ]
    answer(facts, lines, as_json=arguments.json)
    return 0 if report.ok else 1
