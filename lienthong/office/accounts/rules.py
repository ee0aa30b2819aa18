"""Pure decisions of the accounts app: names, allowances of attempts, what of a form may be kept."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lienthong.toolkit.keys import short_key
from lienthong.toolkit.vietnamese import fold

ADMINISTRATORS = frozenset({"system_admin", "unit_admin"})
"""Duties that may manage accounts."""

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")
_SECRET = re.compile(r"password|mat.?khau|csrf|credential|otp|^code$", re.IGNORECASE)

KEPT_FORM_BYTES = 512 * 1024
"""A form whose text is larger is not kept."""
KEPT_FORM_FIELDS = 5000
KEPT_FORM_LIFE = timedelta(hours=12)


def bare_username(text: str) -> str:
    """Return a user name as it is stored and compared: NFKC, lower case, no spaces around."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def is_username(text: str) -> bool:
    """Return whether a bare user name is allowed: 3-60 of a-z 0-9 . _ - beginning with a letter or digit."""
    return _USERNAME.fullmatch(text) is not None


HANDED_LIFE = timedelta(days=7)
"""A password that somebody else set opens the account for so long, and nothing but the page that changes it (ASVS 6.4.1)."""


def ran_out(handed_at: datetime | None, now: datetime) -> bool:
    """Return whether a password that was handed over is too old to be used.  Both real instants."""
    return handed_at is not None and now - handed_at > HANDED_LIFE


def handed_password(numbers: Sequence[int]) -> str:
    """Return the password that random numbers (40 bits of each) spell, in groups of four: read aloud once, typed once."""
    keys = (short_key(number) for number in numbers)
    return "-".join(part for key in keys for part in (key[:4], key[4:])).lower()


def proposed_username(name: str, taken: Collection[str]) -> str:
    """Return a free user name made of a person's name: given name, dot, initials before it: «Hoàng Thị Sen» is «sen.ht»."""
    words = [bare for word in fold(name).split() if (bare := re.sub(r"[^a-z0-9]", "", word))]
    bare = ".".join(part for part in (words[-1], "".join(word[0] for word in words[:-1])) if part)[:50] if words else "nguoi.dung"
    bare = bare if is_username(bare) else f"{bare}.cb"
    return next(one for number in itertools.count(1) if (one := bare if number == 1 else f"{bare}{number}") not in taken)


BUCKET_LIFE = timedelta(hours=2)
"""A bucket untouched for so long is full again, so its row says nothing and is swept."""
SPENT_CODE_LIFE = timedelta(days=1)
"""Codes run out after half a minute; the rest is for clocks that are wrong."""


@dataclass(frozen=True)
class Allowance:
    """Attempts that somebody may make: `capacity` at once, then one more each `every_seconds`.

    An empty bucket is full again within BUCKET_LIFE, else the sweep would give attempts away.
    """

    kind: str
    capacity: float
    every_seconds: float

    def __post_init__(self) -> None:
        if self.capacity * self.every_seconds > BUCKET_LIFE.total_seconds():
            raise ValueError(f"the bucket {self.kind} takes longer than {BUCKET_LIFE} to fill: it would be swept half empty")


ACCOUNT = Allowance("account", 5, 30)
"""Sign-ins for one account from browsers that never signed in to it: at most 30 seconds to wait, never a lock."""
DEVICE = Allowance("device", 8, 15)
"""Sign-ins for one account from a browser that signed in to it before: strangers cannot use these up."""
SOURCE = Allowance("source", 60, 2)
"""Sign-ins from one network address; a whole commune may share one."""
EVERYBODY = Allowance("everybody", 600, 0.1)
"""Sign-ins of the whole installation."""
KEEPING = Allowance("keeping", 20, 60)
"""Forms kept for people without a session, from one network address."""


def seconds_to_wait(tokens: float, allowance: Allowance) -> int:
    """Return whole seconds until one attempt is there again, at least 1, for a bucket holding `tokens` < 1."""
    return max(1, -int(-(1 - tokens) * allowance.every_seconds // 1))


def keepable(fields: Iterable[tuple[str, str]]) -> list[tuple[str, str]] | None:
    """Return the fields of a form that may be kept: no password, code or CSRF token; None when it is too large or empty."""
    kept = [(name, value) for name, value in fields if not _SECRET.search(name)]
    size = sum(len(name.encode()) + len(value.encode()) for name, value in kept)
    return kept if kept and size <= KEPT_FORM_BYTES and len(kept) <= KEPT_FORM_FIELDS else None


def idle_for_too_long(seen: float, now: float, idle_minutes: int) -> bool:
    """Return whether a session last seen at `seen` (Unix seconds) has been idle longer than allowed."""
    return now - seen > idle_minutes * 60


def too_old(signed_in: float, now: float, life_seconds: int) -> bool:
    """Return whether a session has reached its absolute age."""
    return now - signed_in > life_seconds


_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc_browser/", "Cốc Cốc"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_MACHINES = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def browser_and_machine(user_agent: str) -> tuple[str, str]:
    """Return how people call the browser and the machine of a User-Agent header: «Chrome», «Windows»; the unknown is said so.

    A name helps to recognise a session, nothing more: anybody can send any header.
    """
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "Trình duyệt lạ")
    machine = next((name for mark, name in _MACHINES if mark in user_agent), "máy lạ")
    return browser, machine


MIN_PASSWORD = 12
_COMMON_HERE = frozenset(
    [
        "matkhau",
        "password",
        "lienthong",
        "binhlieu",
        "quangninh",
        "vietnam",
        "hoanhmo",
        "chutich",
        "ubnd",
        "uybannhandan",
        "admin",
        "quantri",
        "xinchao",
        "anhyeuem",
        "emyeuanh",
        "iloveyou",
        "khongbiet",
        "motcua",
        "hanhchinhcong",
        "qwerty",
        "qwertyuiop",
        "asdfgh",
        "asdfghjkl",
        "zxcvbnm",
        "abc",
        "abcd",
    ]
)


def is_monotonous(password: str) -> bool:
    """Return whether a password has fewer than five different characters, repeats a short piece, or runs up or down."""
    text = password.lower()
    if len(set(text)) < 5:
        return True
    if any(len(text) % n == 0 and text == text[:n] * (len(text) // n) for n in range(1, len(text) // 2 + 1)):
        return True
    steps = {ord(b) - ord(a) for a, b in itertools.pairwise(text)}
    return steps <= {1} or steps <= {-1}


def is_common_here(password: str) -> bool:
    """Return whether a password is a word that everybody here would try, with or without digits and signs round it."""
    plain = "".join(letter for letter in unicodedata.normalize("NFD", password.lower().replace("đ", "d")) if letter.isalpha())
    return plain in _COMMON_HERE or (not plain and password.isdigit())


def says_the_name(password: str, username: str) -> bool:
    """Return whether less than half of a good password is left when the user name is taken out of it."""
    rest = password.lower().replace(username.lower(), "") if username else password
    return rest != password.lower() and len(rest) < MIN_PASSWORD // 2
