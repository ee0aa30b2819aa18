"""The cluster of one installation: where it lies, how it is made once, which version wrote it."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from lienthong.site.errors import FolderFull, FolderNewer, FolderNotWritable, FolderOlder, PasswordLost, PostgresFailed
from lienthong.site.postgres.account import Account, can, give
from lienthong.site.postgres.binaries import HOME, Binaries

ROOM_NEW_MB = 100
ROOM_OLD_MB = 40
LOGINS = {"superuser": "postgres", "owner": "lienthong_owner", "web": "lienthong_app"}
"""Password file -> role that logs in with it."""


@dataclass(frozen=True)
class Cluster:
    """One cluster: `folder` holds data, socket and log; `keys` the password files, readable by the starter only."""

    folder: Path
    keys: Path
    account: Account | None

    @property
    def data(self) -> Path:
        """Return the folder that PostgreSQL calls its data directory."""
        return self.folder / "data"

    @property
    def socket(self) -> Path:
        """Return the folder of the unix socket."""
        return self.folder / "socket"

    @property
    def log(self) -> Path:
        """Return the folder of the server's log files."""
        return self.folder / "log"

    def password(self, login: str) -> str:
        """Return the password of `login` (superuser, owner, web).  Errors: PasswordLost."""
        path = self.keys / f"{login}.password"
        try:
            return path.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            raise PasswordLost(path=path) from None

    def made_by(self) -> int | None:
        """Return the major version that wrote the data; None when there are none."""
        try:
            return int((self.data / "PG_VERSION").read_text(encoding="ascii").split(".")[0])
        except FileNotFoundError:
            return None


def cluster_of(data_dir: Path, account: Account | None) -> Cluster:
    """Return the cluster of an installation's data folder.

    Below the data folder; for root, when the service account cannot come there (a clone in /root), below /var/lib/lienthong,
    in a folder named after the data folder.
    """
    inside = data_dir / "postgres"
    keys = data_dir / "keys"
    if account is None or can(account, data_dir, "x"):
        return Cluster(inside, keys, account)
    mark = hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:12]
    return Cluster(HOME / "clusters" / f"{data_dir.name}-{mark}", keys, account)


def prepare_folder(data_dir: Path) -> None:
    """Make sure that the data folder exists and takes a file.  Errors: FolderNotWritable, FolderFull."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        probe = data_dir / f".probe-{os.getpid()}"
        probe.write_bytes(b"x" * 4096)
        probe.unlink()
        (data_dir / "keys").mkdir(mode=0o700, exist_ok=True)
    except OSError as fault:
        raise folder_fault(data_dir, fault) from fault


def folder_fault(folder: Path, fault: OSError) -> FolderFull | FolderNotWritable:
    """Return the refusal that says in Vietnamese why `folder` took no write."""
    if fault.errno in {errno.ENOSPC, errno.EDQUOT}:
        return FolderFull(folder=folder, free_mb=_free_mb(folder), needed_mb=ROOM_OLD_MB)
    why = {errno.EROFS: "hệ thống tệp chỉ đọc", errno.EACCES: "không có quyền", errno.EPERM: "không có quyền"}
    return FolderNotWritable(folder=folder, why=why.get(fault.errno or 0, fault.strerror or str(fault)))


def _free_mb(folder: Path) -> int:
    while not folder.exists():
        folder = folder.parent
    room = os.statvfs(folder)
    return room.f_bavail * room.f_frsize // 2**20


def make_ready(cluster: Cluster, binaries: Binaries, *, fsync: bool = True) -> None:
    """Make the cluster if there is none, else see that these programs may open it.  The caller holds the installation's lock.

    Errors: FolderNewer, FolderOlder, FolderFull, FolderNotWritable, PasswordLost, PostgresFailed.
    """
    made_by = cluster.made_by()
    if made_by is not None and made_by != binaries.major:
        kind = FolderNewer if made_by > binaries.major else FolderOlder
        raise kind(folder=cluster.folder, data_version=made_by, binary_version=binaries.major)
    needed = ROOM_NEW_MB if made_by is None else ROOM_OLD_MB
    if (free := _free_mb(cluster.folder)) < needed:
        raise FolderFull(folder=cluster.folder, free_mb=free, needed_mb=needed)
    try:
        _folders(cluster)
        if made_by is None:
            _passwords(cluster)
            _initdb(cluster, binaries, fsync=fsync)
    except OSError as fault:
        raise folder_fault(cluster.folder, fault) from fault
    for login in LOGINS:
        cluster.password(login)


def _folders(cluster: Cluster) -> None:
    cluster.folder.parent.mkdir(parents=True, exist_ok=True)
    if cluster.folder.parent == HOME / "clusters":
        cluster.folder.parent.chmod(0o755)
    for folder, mode in ((cluster.folder, 0o711), (cluster.socket, 0o711), (cluster.log, 0o700)):
        folder.mkdir(exist_ok=True)
        give(cluster.account, folder)
        folder.chmod(mode)


def _passwords(cluster: Cluster) -> None:
    for login in LOGINS:
        path = cluster.keys / f"{login}.password"
        if not path.exists():
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(32) + "\n")


def _initdb(cluster: Cluster, binaries: Binaries, *, fsync: bool) -> None:
    """Make the cluster in a draft folder and put it in place whole, so that a kill in between leaves nothing behind."""
    for old in cluster.folder.glob("draft-*"):
        shutil.rmtree(old)
    draft = cluster.folder / f"draft-{os.getpid()}"
    password = cluster.folder / f"draft-{os.getpid()}.password"
    locale = (
        ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"] if binaries.major >= 17 else ["--locale=C.UTF-8"]
    )
    command = [
        binaries.program("initdb"),
        "-D",
        str(draft),
        "-U",
        LOGINS["superuser"],
        "-A",
        "scram-sha-256",
        "--pwfile",
        str(password),
    ]
    command += ["--encoding=UTF8", *locale, "--data-checksums", "--no-instructions", *([] if fsync else ["--no-sync"])]
    as_whom = cluster.account.as_popen() if cluster.account else {}
    try:
        with os.fdopen(os.open(password, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(cluster.password("superuser") + "\n")
        give(cluster.account, password)
        answer = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cluster.folder, umask=0o077, **as_whom)
    finally:
        password.unlink(missing_ok=True)
    if answer.returncode:
        shutil.rmtree(draft, ignore_errors=True)
        raise explain(cluster, answer.stderr or answer.stdout)
    draft.rename(cluster.data)


def explain(cluster: Cluster, output: str) -> FolderFull | FolderNotWritable | FolderNewer | PostgresFailed:
    """Return the refusal that says in Vietnamese what PostgreSQL's own `output` means."""
    if "No space left on device" in output or "Disk quota exceeded" in output:
        return FolderFull(folder=cluster.folder, free_mb=_free_mb(cluster.folder), needed_mb=ROOM_OLD_MB)
    if "Read-only file system" in output:
        return FolderNotWritable(folder=cluster.folder, why="hệ thống tệp chỉ đọc")
    if "Permission denied" in output:
        return FolderNotWritable(folder=cluster.folder, why="không có quyền")
    said = re.findall(r"(?:FATAL|PANIC|ERROR|error|fatal):\s*(.+)", output)
    return PostgresFailed(
        detail=said[-1] if said else (output.strip().splitlines() or ["không có thông báo nào"])[-1], log=cluster.log
    )
