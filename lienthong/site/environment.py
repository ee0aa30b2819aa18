"""Reads settings from the environment, typed; a wrong or missing value stops the start and names itself.

A secret may come from a file: `NAME_FILE=/path` is read where `NAME` would be.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

PREPARED: dict[str, object] = {"server_side_binding": True, "prepare_threshold": 2}
"""Values travel apart from the text, and a statement that comes a third time is planned once for the connection: half the
processor time of the server in a transition (docs/benchmarks.md).  Behind pgbouncer it must pool prepared statements (1.21)."""
DECLARED: dict[str, str] = {}
"""Every variable that was asked for, with its line of meaning (documentation and a house test read it)."""


class SettingsFault(SystemExit):
    """A setting is wrong: the process ends with the name of the setting and what is expected."""

    def __init__(self, name: str, expected: str, found: str | None) -> None:
        shown = "chưa đặt" if found is None else f"đang là {found!r}"
        self.name = name
        super().__init__(f"Cấu hình {name} sai ({shown}): cần {expected}.")


def text(name: str, default: str | None, meaning: str) -> str:
    """Return the text of `name`, or `default`; no default means it must be set."""
    DECLARED[name] = meaning
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as fault:
            raise SettingsFault(f"{name}_FILE", f"đường dẫn tệp đọc được ({fault.strerror})", path) from fault
    value = os.environ.get(name, default)
    if value is None:
        raise SettingsFault(name, meaning, None)
    return value


def number(name: str, default: int, meaning: str, *, low: int = 0, high: int = 2**31) -> int:
    """Return the whole number of `name`, between `low` and `high`."""
    value = text(name, str(default), meaning)
    try:
        found = int(value)
    except ValueError:
        raise SettingsFault(name, f"một số nguyên ({meaning})", value) from None
    if not low <= found <= high:
        raise SettingsFault(name, f"một số từ {low} đến {high} ({meaning})", value)
    return found


def switch(name: str, meaning: str, *, default: bool) -> bool:
    """Return whether `name` is on: 1/true/yes/on or 0/false/no/off."""
    value = text(name, "1" if default else "0", meaning).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise SettingsFault(name, f"1 hoặc 0 ({meaning})", value)


def choice(name: str, default: str, options: set[str], meaning: str) -> str:
    """Return the value of `name`, one of `options`."""
    value = text(name, default, meaning)
    if value not in options:
        raise SettingsFault(name, f"một trong {', '.join(sorted(options))} ({meaning})", value)
    return value


def folder(name: str, default: str, meaning: str) -> Path:
    """Return the folder of `name`, absolute; it need not exist yet."""
    return Path(text(name, default, meaning)).expanduser().absolute()


def address(name: str, default: str, meaning: str, *, schemes: set[str]) -> str:
    """Return the address of `name`, empty or of one of the schemes; `http` stands for `https` on this machine only."""
    value = text(name, default, meaning)
    try:
        parts = urlsplit(value)
        whole = parts.scheme not in {"http", "https"} or bool(parts.hostname and parts.port != 0)
    except ValueError:  # a host or a port that is none
        parts, whole = urlsplit(""), False
    own = parts.scheme == "http" and "https" in schemes and parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if value and not (whole and (parts.scheme in schemes or own)):
        raise SettingsFault(name, f"bỏ trống hoặc một trong {', '.join(sorted(schemes))} ({meaning})", value.split("@")[-1])
    return value


@dataclass(frozen=True)
class Post:
    """Where Django's own mail goes: the backend, the folder that it writes into, the server that it talks to."""

    backend: str
    folder: str = ""
    host: str = ""
    port: int = 587
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


def post(address: str) -> Post:
    """Return where mail goes for the address of a mail channel; an empty one has no host, and each sending fails."""
    backend = "django.core.mail.backends.{}.EmailBackend"
    if address.startswith("folder:"):
        return Post(backend.format("filebased"), folder=str(Path(address.removeprefix("folder:")) / "codes"))
    parts = urlsplit(address)
    tls = parts.scheme == "smtps"
    return Post(
        backend.format("smtp"), "", parts.hostname or "", parts.port or (465 if tls else 587),
        unquote(parts.username or ""), unquote(parts.password or ""), parts.scheme == "smtp", tls,
    )  # fmt: skip


@dataclass(frozen=True)
class Mailbox:
    """A mail box that is read by IMAP, always under TLS, for a body of a unit.

    ca  file of the certificate authority that the server's certificate is of; empty: those of the machine.
    """

    host: str
    port: int
    starttls: bool
    user: str
    password: str
    folder: str
    unit: str
    body: str
    ca: str = ""

    def __repr__(self) -> str:
        """Return whose box it is, without its password."""
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"


def mailboxes(name: str, meaning: str) -> tuple[Mailbox, ...]:
    """Return the mail boxes of `name`, one address a line: `imaps://user:password@host:993/INBOX?unit=CODE&body=KEY`.

    `imap://` begins plainly and goes over to TLS (STARTTLS) before it signs in.
    """
    return tuple(_mailbox(name, line.strip()) for line in text(name, "", meaning).splitlines() if line.strip())


def _mailbox(name: str, line: str) -> Mailbox:
    expected = "mỗi dòng một hộp: imaps://người-dùng:mật-khẩu@máy:993/INBOX?unit=mã-đơn-vị&body=cơ-quan"
    try:
        parts = urlsplit(line)
        words = dict(parse_qsl(parts.query, strict_parsing=True))
        port = parts.port or {"imaps": 993, "imap": 143}[parts.scheme]
        if not (parts.hostname and parts.username and parts.password) or not {"unit", "body"} <= set(words) <= {
            "unit",
            "body",
            "ca",
        }:
            raise ValueError
    except (ValueError, KeyError):
        raise SettingsFault(name, expected, line.split("@")[-1]) from None
    return Mailbox(
        parts.hostname, port, parts.scheme == "imap", unquote(parts.username), unquote(parts.password),
        unquote(parts.path.strip("/")) or "INBOX", **words,
    )  # fmt: skip


def signing_keys(name: str, keys: Path, value: str) -> None:
    """Stop the start unless the passphrase `value` of `name` opens every key in a folder; empty: keys are opened when used."""
    if value:
        from lienthong.toolkit.signing import Keyring, KeyUnusable  # only an installation that signs pays for it

        try:
            Keyring(keys, value).check()
        except KeyUnusable as fault:
            raise SettingsFault(name, f"mở được mọi khóa trong {keys}; {fault}", "(không in ra)") from fault


def database(name: str, meaning: str, *, default: str | None = None, role: str = "") -> dict[str, object]:
    """Return a Django database from `postgresql://user:password@host:port/name`.

    A socket folder is given as `?host=/folder`.  `role` is taken on at connect (`SET ROLE`).
    """
    url = text(name, default, meaning)
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or len(parts.path) < 2:
        raise SettingsFault(name, "postgresql://người-dùng:mật-khẩu@máy:cổng/tên", url.split("@")[-1])
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    if role:
        options["options"] = f"-c role={role}"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": {**PREPARED, **options, "pool": False},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
