"""`lienthong forms check FILE --kind K` and `forms text --kind K`: an office's own papers without a browser or a database."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from lienthong.site.cli import database, options
from lienthong.site.cli.output import answer, say
from lienthong.site.errors import FileUnreadable


def add(below: Any) -> None:
    """Add the commands."""
    group = below.add_parser("forms", help="mẫu giấy", description="mẫu giấy").add_subparsers(metavar="VIỆC", required=True)
    made = options.command(group, "check", "kiểm tra và in thử một mẫu giấy; mã thoát 2 khi có chỗ sai", check)
    made.add_argument("file", type=Path, help="tệp .typ")
    made.add_argument("--kind", required=True, help="loại giấy, ví dụ receipt_slip")
    made.add_argument("--preview", type=Path, help="ghi bản in của hồ sơ mẫu vào tệp PDF này")
    made = options.command(group, "text", "in chữ của mẫu có sẵn, để bắt đầu một mẫu riêng", text)
    made.add_argument("--kind", required=True, help="loại giấy, ví dụ receipt_slip")
    made.add_argument("--day", type=date.fromisoformat, help="mẫu của ngày tiếp nhận này (YYYY-MM-DD); bỏ trống là mẫu mới nhất")


def check(arguments: argparse.Namespace) -> int:
    """Check a text; every fault goes to standard error, with exit code 2.  Asks no database.  Errors: FileUnreadable."""
    database.without_database(options.installation(arguments))
    from lienthong.casework.forms import public as forms

    kind = forms.kind(arguments.kind)
    try:
        content = arguments.file.read_bytes()
    except OSError as fault:
        raise FileUnreadable(file=arguments.file, fault=fault.strerror) from fault
    found = forms.text_of(content)
    try:
        forms.must_be_right(kind.key, found)
    except forms.TextFaults as no:
        if arguments.json:
            raise
        for one in no.faults:
            say(str(one))
        return 2
    if arguments.preview:
        arguments.preview.write_bytes(forms.preview(kind.key, found))
    facts = {"ok": True, "file": str(arguments.file), "kind": kind.key, "title": kind.title, "sha256": forms.sha256_of(found)}
    answer(facts, [f"{arguments.file}: in được «{kind.title}», không có chỗ sai."], as_json=arguments.json)
    return 0


def text(arguments: argparse.Namespace) -> int:
    """Print the built-in text of a kind.  Asks no database."""
    database.without_database(options.installation(arguments))
    from lienthong.casework.forms import public as forms

    found = forms.starting_text(arguments.kind, arguments.day or date.max)
    if arguments.json:
        answer({"kind": arguments.kind, "text": found}, [], as_json=True)
    else:
        sys.stdout.write(found)
    return 0
