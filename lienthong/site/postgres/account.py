"""The account that PostgreSQL runs as: our own, or, for root, the system account `lienthong`."""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lienthong.site.errors import AccountMissing

NAME = "lienthong"


@dataclass(frozen=True)
class Account:
    """A system account other than our own: root hands PostgreSQL to it."""

    uid: int
    gid: int

    def as_popen(self) -> dict[str, Any]:
        """Return the arguments that make a child process run as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def service_account() -> Account | None:
    """Return the account to hand PostgreSQL to; None when we are not root and run it ourselves.

    Errors: AccountMissing when root can neither find nor make the account.
    """
    if os.geteuid() != 0:
        return None
    name = os.environ.get("LIENTHONG_PG_USER", NAME)
    try:
        found = pwd.getpwnam(name)
    except KeyError:
        _make(name)
        found = pwd.getpwnam(name)
    if found.pw_uid == 0:
        raise AccountMissing(name=name, why="tài khoản này là root")
    return Account(found.pw_uid, found.pw_gid)


def _make(name: str) -> None:
    command = [
        "useradd",
        "--system",
        "--user-group",
        "--no-create-home",
        "--home-dir",
        "/var/lib/lienthong",
        "--shell",
        "/usr/sbin/nologin",
        name,
    ]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as fault:
        raise AccountMissing(name=name, why=str(fault.strerror)) from fault
    try:
        pwd.getpwnam(name)
    except KeyError:
        raise AccountMissing(name=name, why=answer.stderr.strip() or f"useradd: {answer.returncode}") from None


def can(account: Account | None, path: Path, what: str) -> bool:
    """Return whether `account` (None: we ourselves) may `r`ead, `w`rite or e`x`ecute `path`, all its parents counted."""
    if account is None:
        return os.access(path, {"r": os.R_OK, "w": os.W_OK, "x": os.X_OK}[what])
    return subprocess.run(["test", f"-{what}", str(path)], check=False, cwd="/", **account.as_popen()).returncode == 0


def give(account: Account | None, path: Path) -> None:
    """Make `account` the owner of `path`; nothing to do when PostgreSQL runs as we do."""
    if account is not None:
        os.chown(path, account.uid, account.gid)
