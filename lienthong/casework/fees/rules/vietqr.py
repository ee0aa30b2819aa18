"""The text of a bank-transfer QR code: EMVCo merchant-presented mode as NAPAS VietQR uses it, and reading its purpose back.

Source: EMVCo QR Code Specification for Payment Systems, merchant-presented mode (TLV, CRC of tag 63) [M];
NAPAS VietQR: GUID A000000727, service QRIBFTTA (to an account), BIN and account in tag 38 [M].
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

OFFERED_FROM = date(2026, 1, 1)
"""No QR code of this kind is offered before; the pages of an earlier demo clock show none [P]."""
GUID, SERVICE = "A000000727", "QRIBFTTA"
LONGEST_PURPOSE = 25


class CannotOffer(ValueError):
    """The facts do not fit into a code; said when it is made, never shown to a citizen."""


def crc16(data: bytes) -> int:
    """Return the CRC-16/CCITT-FALSE of bytes: polynomial 0x1021, start 0xFFFF, nothing reflected."""
    crc = 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc


def _tlv(tag: str, value: str) -> str:
    """Return tag, length in two digits, value; `payload` takes nothing that could be empty or longer than 99."""
    return f"{tag}{len(value):02d}{value}"


def payload(*, bank_bin: str, account: str, amount: int, purpose: str) -> str:
    """Return the text of the code: `amount` đồng to an account, with a purpose of at most 25 letters, digits and spaces.

    Raises CannotOffer.
    """
    if not re.fullmatch(r"[0-9]{6}", bank_bin) or not re.fullmatch(r"[0-9A-Za-z]{1,19}", account):
        raise CannotOffer("bank or account")
    if not 0 < amount < 10**13 or not re.fullmatch(rf"[0-9A-Za-z ]{{1,{LONGEST_PURPOSE}}}", purpose):
        raise CannotOffer("amount or purpose")
    receiver = _tlv("00", bank_bin) + _tlv("01", account)
    merchant = _tlv("00", GUID) + _tlv("01", receiver) + _tlv("02", SERVICE)
    parts = (
        ("00", "01"), ("01", "12"), ("38", merchant), ("53", "704"), ("54", str(amount)), ("58", "VN"),
        ("62", _tlv("08", purpose)),
    )  # fmt: skip
    text = "".join(_tlv(tag, value) for tag, value in parts) + "6304"
    return f"{text}{crc16(text.encode('ascii')):04X}"


def purpose_of(code: str) -> str:
    """Return a dossier code as banks carry it: letters and digits alone (they drop dots and hyphens)."""
    return re.sub(r"[^0-9A-Z]", "", code.upper())


def codes_in(content: str, units: Iterable[str]) -> tuple[str, ...]:
    """Return the dossier codes that a transfer's text may mean, for dossiers of units with these codes."""
    bare, found = content.upper(), []
    for unit in units:
        mark = r"[^0-9A-Z]*".join(re.escape(letter) for letter in purpose_of(unit))
        for day, number in re.findall(rf"(?<![0-9A-Z]){mark}[^0-9A-Z]*([0-9]{{6}})[^0-9A-Z]*([0-9]{{4,6}})(?![0-9])", bare):
            found.append(f"{unit}-{day}-{number}")
    return tuple(dict.fromkeys(found))
