"""`lienthong restore FILE`: puts a backup into an empty installation, and proves it."""

from __future__ import annotations

import argparse
import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lienthong.site import postgres
from lienthong.site.cli import database, options
from lienthong.site.cli.output import answer, say
from lienthong.site.errors import BackupNewer, NotEmpty
from lienthong.site.installation import Installation, server_urls
from lienthong.site.postgres.cluster import cluster_of

if TYPE_CHECKING:
    from lienthong.site.backup import Restored


def add(below: Any) -> None:
    """Add the command."""
    made = options.command(below, "restore", "phục hồi bản sao lưu vào một bản cài đặt trống, rồi kiểm tra sổ cái", run)
    made.add_argument("file", type=Path, help="tệp sao lưu")


def run(arguments: argparse.Namespace) -> int:
    """Restore; exit code 1 when the restored ledger does not verify.  Errors: BackupDamaged, BackupNewer, NotEmpty."""
    installation = options.installation(arguments)
    path = arguments.file.expanduser().absolute()
    from lienthong.site.backup import archive

    manifest = archive.read(path)
    with _empty(installation) as urls:
        installation.write_mode(scene=manifest.scene_key)
        database.set_up(installation, urls, "owner")
        _refuse_unknown_migrations(path, manifest.migrations)
        restored, report, epoch = _put_back(installation, path, urls)
        database.close()
    facts = {
        "members": len(manifest.members),
        "made_at": manifest.made_at,
        "with_keys": manifest.with_keys,
        "ledger_ok": report.ok,
        "ledger_events": report.events,
        "epoch": epoch,
    }
    lines = [f"Đã phục hồi {restored.written} tệp và cơ sở dữ liệu của bản sao lưu lúc {manifest.made_at}."]
    lines += [f"Sổ cái: {report.events} sự kiện, {'nguyên vẹn' if report.first_fault is None else report.first_fault.message}."]
    answer(facts, lines, as_json=arguments.json)
    return 0 if report.ok else 1


def _put_back(installation: Installation, path: Path, urls: tuple[str, str]) -> tuple[Restored, Any, int | None]:
    """Restore, migrate on, verify, and open a signed new epoch of the ledger."""
    from django.conf import settings
    from django.core.management import call_command

    from lienthong.office.ledger import public as ledger
    from lienthong.site import backup
    from lienthong.site.backup.restoring import Places

    places = Places(Path(settings.FILES_DIR), Path(settings.CHECKPOINT_DIR), Path(settings.LEDGER_KEY_FILE).parent)
    restored = backup.restore(path, places, lambda: urls[1])
    installation.make_secrets()
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    report = ledger.verify()
    if not report.ok or not report.exported:
        return restored, report, None
    if not Path(settings.LEDGER_KEY_FILE).exists():
        say("Bản sao lưu không kèm khóa: hãy chép keys/ledger.ed25519 và keys/secret.key của bản cũ vào trước khi khởi động.")
        return restored, report, None
    return restored, report, ledger.open_epoch(reason=f"Phục hồi từ bản sao lưu {restored.manifest.made_at}").epoch


def _refuse_unknown_migrations(path: Path, applied: tuple[str, ...]) -> None:
    from django.db import connections
    from django.db.migrations.loader import MigrationLoader

    known = {f"{app}.{name}" for app, name in MigrationLoader(connections["owner"]).disk_migrations}
    if unknown := sorted(set(applied) - known):
        raise BackupNewer(path=path, detail=", ".join(unknown[:3]))


@contextlib.contextmanager
def _empty(installation: Installation) -> Iterator[tuple[str, str]]:
    """Give the URLs of an empty database; a cluster that was made for a restore that failed is removed again."""
    urls = server_urls()
    if urls is not None:
        installation.data_dir.mkdir(parents=True, exist_ok=True)
        with installation.held():
            yield urls
        return
    if installation.data_dir.is_dir() and postgres.has_cluster(installation.data_dir):
        raise NotEmpty(what=installation.data_dir)
    with installation.held():
        server = postgres.start(installation.data_dir, say=say)
        whole = False
        try:
            yield server.url, server.owner_url
            whole = True
        finally:
            database.close()
            server.stop(say)
            if not whole:
                shutil.rmtree(cluster_of(installation.data_dir, server.cluster.account).folder, ignore_errors=True)
                for path in (*installation.data_dir.glob("keys/*.password"), installation.data_dir / "installation.json"):
                    path.unlink(missing_ok=True)
