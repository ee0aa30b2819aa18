"""`lienthong backup FILE`: saves the whole installation into one file."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from lienthong.site.cli import database, options
from lienthong.site.cli.output import answer


def add(below: Any) -> None:
    """Add the command."""
    made = options.command(below, "backup", "sao lưu cơ sở dữ liệu và tệp vào một tệp .tar, kể cả khi đang chạy", run)
    made.add_argument("file", type=Path, help="tệp sẽ tạo")
    made.add_argument("--with-keys", action="store_true", help="kèm khóa bí mật và khóa niêm phong: phải cất như cất chìa khóa")


def run(arguments: argparse.Namespace) -> int:
    """Save and print what was saved."""
    path = arguments.file.expanduser().absolute()
    with database.opened(options.installation(arguments)):
        from lienthong.site import backup
        from lienthong.toolkit import clock

        manifest = backup.save(path, os.environ["DATABASE_OWNER_URL"], at=clock.real_now(), with_keys=arguments.with_keys)
    size = path.stat().st_size
    facts = {"file": str(path), "bytes": size, "members": len(manifest.members), "with_keys": manifest.with_keys}
    answer(facts, [f"Đã sao lưu {len(manifest.members)} tệp, {size / 2**20:.1f} MB, vào {path}."], as_json=arguments.json)
    return 0
