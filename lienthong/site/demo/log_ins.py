"""The accounts of the demonstration: one for each role, with one password that `lienthong start` prints."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings

from lienthong.office.accounts import public as accounts
from lienthong.office.org import public as org
from lienthong.site.demo.scenes import Scene
from lienthong.site.errors import DemoDataOnly

PASSWORD = "hoa-so-no-trang-nui"  # noqa: S105 - printed on purpose, and made in demo installations alone


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


def make(at: datetime, scene: Scene) -> list[LogIn]:
    """Make the accounts of a scene that are missing; return the whole table.  Raises DemoDataOnly outside a demo installation."""
    if not settings.DEMO:
        raise DemoDataOnly
    return [_one(*role, at) for role in scene.log_ins]


def _one(username: str, code: str, duty: str, at: datetime) -> LogIn:
    try:
        account = accounts.account(username)
    except accounts.UnknownAccount:
        holder = org.holders(duty, org.unit(code).id, at)[0]
        accounts.create_account(username=username, password=PASSWORD, person_uid=holder.person_uid, at=at)
        account = accounts.account(username)
    posts = [one for one in accounts.capacities(account, at) if duty in one.duties] or accounts.capacities(account, at)
    name = account.person.name if account.person else ""
    if not posts:  # a reorganisation of units left the person without a post
        return LogIn(username, PASSWORD, "chưa được bố trí", "", name)
    return LogIn(username, PASSWORD, posts[0].title, org.unit(posts[0].unit_id).short_name, name)
