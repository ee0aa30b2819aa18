"""`lienthong demo`: how far the demonstration's history is; with `--dossiers` fills a benchmark database."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator
from typing import Any

from lienthong.site import postgres
from lienthong.site.cli import database, options
from lienthong.site.cli.output import answer, say
from lienthong.site.installation import Installation, server_urls


def add(below: Any) -> None:
    """Add the command."""
    made = options.command(below, "demo", "xem tiến độ nạp lịch sử trình diễn, hoặc nạp khối dữ liệu đo tải", run)
    made.add_argument("--dossiers", type=int, metavar="N", help="nạp khối N hồ sơ vào một bản cài đặt trình diễn chưa có hồ sơ")


def run(arguments: argparse.Namespace) -> int:
    """Tell how much of the history is played, or fill an empty installation."""
    installation = options.installation(arguments)
    if arguments.dossiers is None:
        return _tell(installation, as_json=arguments.json)
    with _made(installation), database.opened(installation):
        from django.core.management import call_command

        from lienthong.site.demo.bulk.loading import fill

        call_command("migrate", database="owner", interactive=False, verbosity=0)
        filled = fill(count=arguments.dossiers, say=say)
    facts = {"dossiers": filled.dossiers, "events": filled.events, "units": filled.units, "seconds": round(filled.seconds, 1)}
    lines = [f"Đã nạp {filled.dossiers} hồ sơ, {filled.events} sự kiện, {filled.units} đơn vị trong {filled.seconds:.0f} giây."]
    answer(facts, lines, as_json=arguments.json)
    return 0


def _tell(installation: Installation, *, as_json: bool) -> int:
    with database.opened(installation):
        from lienthong.site.demo import progress

        state = progress.history_pending()
    facts = {"played": state[0] if state else None, "planned": state[1] if state else None, "finished": state is None}
    line = f"Đang nạp lịch sử: {state[0]}/{state[1]} hồ sơ." if state else "Không còn lịch sử nào chờ nạp."
    answer(facts, [line], as_json=as_json)
    return 0


@contextlib.contextmanager
def _made(installation: Installation) -> Iterator[None]:
    """Make the installation if there is none yet, with a cluster of its own unless a server is given."""
    if server_urls() is None and not (installation.data_dir.is_dir() and postgres.has_cluster(installation.data_dir)):
        with installation.held():
            installation.settle_mode(no_demo=False)
            installation.make_secrets()
            postgres.start(installation.data_dir, say=say).stop(say)
    yield
