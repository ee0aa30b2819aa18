"""What a petition is about, how it came, how it stands; its code; what may be published.  Words ours [P].

Kinds: handbook domain.md 1.8 (indices 7 and 8 of law:nd-61-2018#31) [V]; about regulations law:nd-20-2008 [M].
"""

from __future__ import annotations

import re
from datetime import date, datetime

from lienthong.casework.petitions.errors import TooManyWords
from lienthong.toolkit.vietnamese import fold

KINDS = {"procedure": "Về thủ tục, quy định", "behaviour": "Về thái độ, hành vi của cán bộ", "other": "Về việc khác"}
CHANNELS = {"portal": "Gửi qua Cổng công dân", "spoken": "Nói tại quầy", "paper": "Gửi bằng giấy"}
AT_THE_DESK = ("spoken", "paper")
STATES = {
    "sent": "Chờ tiếp nhận", "open": "Đang xử lý", "answered": "Đã trả lời", "transferred": "Đã chuyển cơ quan khác",
    "refused": "Không tiếp nhận",
}  # fmt: skip
CLOSED = ("answered", "transferred", "refused")
FEELINGS = {"good": "Hài lòng với cách xử lý", "bad": "Không hài lòng với cách xử lý"}
MOST_WORDS, MOST_SUBJECT, MOST_REASON = 4000, 200, 500
"""Characters of a text, of what says it in one sentence, and of why it takes longer."""
BOXES = {
    "subject": ("Tóm tắt", MOST_SUBJECT), "words": ("Nội dung", MOST_WORDS), "contact": ("Số điện thoại hoặc thư điện tử", 200),
    "address": ("Địa chỉ", 300), "procedure": ("Mã thủ tục", 40), "dossier": ("Mã hồ sơ", 60),
    "agency": ("Cơ quan nhận chuyển", 300), "extension": ("Lý do gia hạn", MOST_REASON),
}  # fmt: skip
"""What may be typed: how its box is called, how many characters the register takes."""
LEFT_BY = {
    "petition_filed": ("sent",), "petition_entered": ("open",), "petition_received": ("open",), "petition_assigned": ("open",),
    "petition_extended": ("open",), "petition_claimed": ("sent", "open"), "petition_handed_over": ("sent", "open"),
    "petition_answered": ("answered",), "petition_transferred": ("transferred",), "petition_refused": ("refused",),
}  # fmt: skip
"""In which state each activity of the ledger leaves a petition; who takes one on or hands it over leaves it as it is."""
_CODE = re.compile(r"^PA-[A-Z0-9.]{2,35}-\d{6}-\d{4,}$")


def must_fit(**texts: str) -> None:
    """Raise TooManyWords, naming the box, when a text is longer than the register takes; texts by the keys of BOXES."""
    for key, text in texts.items():
        what, most = BOXES[key]
        if len(text) > most:
            raise TooManyWords(what=what, most=most)


def petition_code(unit_code: str, day: date, number: int) -> str:
    """Return the code of the `number`-th petition of a unit on a local day: «PA-H49.16.05-180312-0001»."""
    return f"PA-{unit_code}-{day:%y%m%d}-{number:04d}"


def is_petition_code(text: str) -> bool:
    """Return whether a text has the form of a petition's code."""
    return _CODE.match(text) is not None


def is_late(due_at: datetime, closed_at: datetime | None, at: datetime) -> bool:
    """Return whether a petition was or is closed after its limit; an open one is late when its limit has passed."""
    return (closed_at or at) > due_at


def names_somebody(text: str, name: str, contact: str) -> bool:
    """Return whether a text for everybody names who sent the petition: the whole name, the phone number or the address.

    Compared without marks, for many type without them, and without what stands before the last nine digits: 0 or +84.
    """
    whole = _plain(name)
    if whole and f" {whole} " in f" {_plain(text)} ":
        return True
    if "@" in contact:
        return fold(contact) in fold(text)
    number = _digits(contact)[-9:]
    return bool(number) and number in _digits(text)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
