"""Decisions about notices: whom to tell by what, words of a template, how long to wait, links that stop.  No tables, no clock."""

from __future__ import annotations

import base64
import hashlib
import hmac
import string
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from lienthong.toolkit import vietnamese
from lienthong.toolkit.languages import LANGUAGES


class State(StrEnum):
    """How a notice stands; `unknown`: it left, and nobody said whether it arrived at the gateway."""

    WAITING = "waiting"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"


STATE_NAMES = {
    State.WAITING: "Chờ gửi",
    State.SENDING: "Đang gửi",
    State.UNKNOWN: "Chưa rõ",
    State.SENT: "Đã gửi",
    State.FAILED: "Không gửi được",
    State.SKIPPED: "Không gửi",
}
CHANNELS = {"email": "thư điện tử", "sms": "tin nhắn SMS", "zalo": "Zalo", "none": "không có địa chỉ"}
"""`none`: the person left no address that an open channel reaches."""
UNDER_WAY = (State.WAITING, State.SENDING)
"""With one in doubt that is asked about again, what still moves by itself (`is_under_way`)."""
DOSSIER, VISIT, PETITION = "dossier", "visit", "petition"
"""What a notice is about."""
FIELDS_OF = {
    DOSSIER: frozenset({"code", "procedure", "unit", "due", "papers", "reply_by", "owed", "link"}),
    VISIT: frozenset({"code", "unit", "when", "reason", "link"}),
    PETITION: frozenset({"code", "unit", "due", "link"}),
}
"""What a template about one of them may name: {code} and so on."""
STALE_AFTER = timedelta(minutes=5)
"""A try that has not said how it ended after this long was cut off."""
LONGEST_WAIT = timedelta(minutes=15)
GIVE_UP_AFTER = timedelta(days=3)
NEWS_FOR = timedelta(days=7)
SMS_LONGEST = 268
"""Four parts of 67 letters: what a gateway takes when letters carry Vietnamese marks [P]."""


@dataclass(frozen=True)
class Template:
    """The words of one happening from a day on.

    about     dossier, visit or petition.
    kind      what a person may stop; `must`: an office must tell it, so it cannot be stopped; `mark` says how well that is known.
    """

    key: str
    kind: str
    name: str
    since: date
    about: str
    language: str
    must: bool
    mark: str
    subject: str
    email: str
    sms: str
    zalo: str

    def words(self, channel: str) -> str:
        """Return the text for a channel."""
        return {"email": self.email, "sms": self.sms, "zalo": self.zalo}[channel]


def faults(templates: Sequence[Template]) -> list[str]:
    """Return what is wrong with a set of templates, as sentences: unknown names in braces, empty texts, two of one day."""
    found, seen = [], set()
    for one in templates:
        where = f"{one.key} từ {one.since:%d/%m/%Y}"
        if (one.key, one.language, one.since) in seen:
            found.append(f"{where}: có hai mẫu cùng ngày.")
        seen.add((one.key, one.language, one.since))
        for label, text in (("subject", one.subject), ("email", one.email), ("sms", one.sms), ("zalo", one.zalo)):
            found += [f"{where}, {label}: {fault}" for fault in _text_faults(text, FIELDS_OF.get(one.about, frozenset()))]
    return found + _language_faults(templates)


def _language_faults(templates: Sequence[Template]) -> list[str]:
    """Return which template lacks its English sister: same key and day, same fields in each text, same kind and duty."""
    by_language = {code: {(one.key, one.since): one for one in templates if one.language == code} for code in LANGUAGES}
    found = []
    for place in sorted(by_language["vi"].keys() | by_language["en"].keys()):
        mine, other = (by_language[code].get(place) for code in LANGUAGES)
        where = f"{place[0]} từ {place[1]:%d/%m/%Y}"
        if mine is None or other is None:
            found.append(f"{where}: thiếu bản tiếng {'Việt' if mine is None else 'Anh'}.")
        elif (mine.about, mine.kind, mine.must) != (other.about, other.kind, other.must):
            found.append(f"{where}: hai bản khác nhau về việc, loại tin hoặc quyền ngừng nhận.")
        else:
            found += [
                f"{where}, {label}: hai bản không nêu cùng các trường."
                for label in ("subject", "email", "sms", "zalo")
                if fields_of(getattr(mine, label)) != fields_of(getattr(other, label))
            ]
    return found


def fields_of(text: str) -> set[str]:
    """Return the names in braces of a text; none when its braces do not close."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return set()


def _text_faults(text: str, fields: frozenset[str]) -> list[str]:
    if not text.strip():
        return ["chưa có lời."]
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return ["dấu ngoặc nhọn không khép đúng."]
    return [f"không có trường {{{name}}}." for name in sorted(names - fields)]


def in_force(templates: Sequence[Template], *, key: str, on: date, language: str = "vi") -> Template | None:
    """Return the template of a key that holds on a day in a language, None before the first one."""
    held = [one for one in templates if one.key == key and one.language == language and one.since <= on]
    return max(held, key=lambda one: one.since, default=None)


def fill(text: str, fields: Mapping[str, str]) -> str:
    """Return the words with their fields; a value is never read as a template itself."""
    return text.format_map({name: fields.get(name, "") for known in FIELDS_OF.values() for name in known})


def ways(*, phone: str, email: str, open_channels: Collection[str]) -> list[tuple[str, str]]:
    """Return (channel, address) for each way a person is told: e-mail, and one on the phone, Zalo before SMS."""
    found = [("email", email.strip())] if email.strip() and "email" in open_channels else []
    digits = vietnamese_phone(phone)
    by_phone = next((channel for channel in ("zalo", "sms") if channel in open_channels), "")
    return [*found, (by_phone, digits)] if digits and by_phone else found


def vietnamese_phone(phone: str) -> str:
    """Return a phone number as gateways take it, 84912345678; empty when it is not one."""
    digits = "".join(one for one in phone if one.isdecimal())
    if digits.startswith("84") and len(digits) in (11, 12):
        return digits
    return f"84{digits[1:]}" if digits.startswith("0") and len(digits) in (10, 11) else ""


def masked(address: str) -> str:
    """Return an address of which a list shows enough to tell people apart and too little to write to them."""
    name, at, host = address.partition("@")
    if at:
        return f"{name[:1]}***@{host}"
    return f"{address[:4]}****{address[-3:]}" if len(address) > 7 else "***" if address else ""


def is_under_way(state: str, next_try_at: datetime | None) -> bool:
    """Return whether a notice is still tried by itself, so that nobody sends it again by hand."""
    return state in UNDER_WAY or (state == State.UNKNOWN and next_try_at is not None)


def is_history(*, happened: datetime, announced: datetime) -> bool:
    """Return whether a happening was entered so long after it that telling it is no news: history played or loaded."""
    return announced - happened > NEWS_FOR


def waiting_time(tries: int) -> timedelta:
    """Return how long to wait after so many tries in vain: 1, 2, 4, 8, then every 15 minutes."""
    return min(timedelta(minutes=2 ** min(max(tries - 1, 0), 10)), LONGEST_WAIT)


# --- links that stop a kind of notice ------------------------------------------------------------------------------------


def address_digest(secret: bytes, channel: str, address: str) -> str:
    """Return by what an address is known in the list of those who want no more: 24 hex digits, nothing can be read from them."""
    said = f"{channel}:{vietnamese.fold(address.strip())}".encode()
    return hmac.new(secret, b"notices.address:" + said, hashlib.sha256).hexdigest()[:24]


def stop_token(secret: bytes, *, channel: str, kind: str, digest: str) -> str:
    """Return the signed end of the link that stops a kind of notice to one address; it names nobody."""
    said = f"{channel}.{kind}.{digest}"
    sign = hmac.new(secret, b"notices.stop:" + said.encode(), hashlib.sha256).digest()[:12]
    return f"{said}.{base64.urlsafe_b64encode(sign).decode()}"


def read_stop_token(secret: bytes, token: str) -> tuple[str, str, str] | None:
    """Return (channel, kind, digest) of a link's end, None when the signature is not ours."""
    parts = token.split(".")
    if len(parts) != 4 or not token.isascii():
        return None
    channel, kind, digest, _ = parts
    made = stop_token(secret, channel=channel, kind=kind, digest=digest)
    return (channel, kind, digest) if hmac.compare_digest(made, token) else None
