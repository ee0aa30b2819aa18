"""`lienthong procedures load PATH` and `procedures import-portal FILE`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from lienthong.site.cli import database, options
from lienthong.site.cli.output import answer


def add(below: Any) -> None:
    """Add the commands."""
    group = below.add_parser("procedures", help="thủ tục", description="thủ tục").add_subparsers(metavar="VIỆC", required=True)
    made = options.command(group, "load", "nạp và ban hành các tệp thủ tục đã duyệt (.yaml); mã thoát 1 khi có tệp sai", load)
    made.add_argument("path", type=Path, nargs="?", help="tệp hoặc thư mục; bỏ trống là thư viện kèm theo")
    made = options.command(
        group, "import-portal", "nhập bản ghi của cổng dịch vụ công (JSON từng dòng) thành bản nháp", import_portal
    )
    made.add_argument("file", type=Path, help="tệp .jsonl")


def load(arguments: argparse.Namespace) -> int:
    """Load; exit code 1 when a file has faults (the others are loaded)."""
    with database.opened(options.installation(arguments)):
        from lienthong.casework.procedures import public as procedures
        from lienthong.toolkit import clock

        found = procedures.load_library(arguments.path or procedures.LIBRARY, at=clock.now())
    faults = [{"file": file, "line": one.line, "field": one.field, "message": one.message} for file, one in found.faults]
    facts = {
        "loaded": [{"code": one.code, "name": one.name, "number": one.number} for one in found.loaded],
        "unchanged": [{"code": one.code, "name": one.name, "number": one.number} for one in found.unchanged],
        "faults": faults,
    }
    lines = [f"nạp      {one.code} bản {one.number}: {one.name}" for one in found.loaded]
    lines += [f"SAI      {one['file']}, dòng {one['line']}, {one['field']}: {one['message']}" for one in faults]
    lines.append(f"{len(found.loaded)} bản mới, {len(found.unchanged)} bản không đổi, {len(faults)} lỗi.")
    answer(facts, lines, as_json=arguments.json)
    return 1 if faults else 0


def import_portal(arguments: argparse.Namespace) -> int:
    """Import; each defect of the source is named."""
    with database.opened(options.installation(arguments)):
        from lienthong.casework.procedures import public as procedures
        from lienthong.toolkit import clock

        found = procedures.import_portal(arguments.file, at=clock.now())
    facts = {
        "imported": list(found.imported),
        "skipped": [{"code": code, "why": why} for code, why in found.skipped],
        "defects": [{"code": code, "field": field, "message": message} for code, field, message in found.defects],
    }
    lines = [f"bỏ qua   {code}: {why}" for code, why in found.skipped]
    lines += [f"khuyết   {code} {field}: {message}" for code, field, message in found.defects]
    lines.append(
        f"{len(found.imported)} thủ tục đã nhập, {len(found.skipped)} bỏ qua, {len(found.defects)} khuyết điểm của nguồn."
    )
    answer(facts, lines, as_json=arguments.json)
    return 0
