"""The accounts of the demonstration: one for each role, with one password that `lienthong start` prints."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings

from lienthong.office.accounts import public as accounts
from lienthong.office.org import public as org
from lienthong.site.errors import DemoDataOnly

PASSWORD = "hoa-so-no-trang-nui"  # noqa: S105 - printed on purpose, and made in demo installations alone
ROLES = (
    ("motcua.hoanhmo", "06841", "counter_clerk"),
    ("tuphap.hoanhmo", "06841", "specialist.justice"),
    ("diachinh.hoanhmo", "06841", "specialist.land"),
    ("vanhoa.hoanhmo", "06841", "specialist.social"),
    ("chutich.hoanhmo", "06841", "unit_head"),
    ("motcua.trungtam", "H49.16.14", "counter_clerk"),
    ("giamdoc.trungtam", "H49.16.14", "unit_head"),
    ("truongphong.ktht", "H49.16.11", "division_head"),
    ("chuyenvien.ktht", "H49.16.11", "specialist.infrastructure"),
    ("truongphong.ldtbxh", "H49.16.06", "division_head"),
    ("chuyenvien.ldtbxh", "H49.16.06", "specialist.social"),
    ("chutich.huyen", "H49.16", "unit_head"),
    ("vanthu.huyen", "H49.16.01", "records_clerk"),
    ("congan.huyen", "H49.16.41", "specialist.police"),
    ("truong.congan", "H49.16.41", "unit_head"),
    ("baohiem.huyen", "H49.16.45", "specialist.insurance"),
    ("giamdoc.baohiem", "H49.16.45", "unit_head"),
    ("vanphong.huyenuy", "H49.90.16.1", "unit_head"),
    ("quantri", "H49.16", "system_admin"),
)
"""(user name, code of the unit, duty whose first holder signs in)."""


@dataclass(frozen=True)
class LogIn:
    """One line of the table of log-ins."""

    username: str
    password: str
    role: str
    unit: str
    name: str

    def as_dict(self) -> dict[str, str]:
        """Return the line as `lienthong start --json` prints it."""
        return asdict(self)


def make(at: datetime) -> list[LogIn]:
    """Make the accounts that are missing and return the whole table.  Raises DemoDataOnly outside a demo installation."""
    if not settings.DEMO:
        raise DemoDataOnly
    return [_one(*role, at) for role in ROLES]


def _one(username: str, code: str, duty: str, at: datetime) -> LogIn:
    unit = org.unit(code)
    holder = org.holders(duty, unit.id, at)[0]
    try:
        accounts.account(username)
    except accounts.UnknownAccount:
        accounts.create_account(username=username, password=PASSWORD, person_uid=holder.person_uid, at=at)
    return LogIn(username, PASSWORD, holder.title, unit.short_name, holder.name)
