"""Limits and fees of a portal record: one row per channel, with the portal's known mistakes told apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from lienthong.casework.procedures.rules.definition import LimitRow, LimitSpec
from lienthong.casework.procedures.rules.fees import Fee, Rate
from lienthong.casework.procedures.rules.vocabulary import Channel, Start, Unit
from lienthong.toolkit.quantities import Dong

Defects = list[tuple[str, str]]

UNITS = {"working_day": Unit.WORKING_DAY, "day": Unit.CALENDAR_DAY, "hour": Unit.WORKING_HOUR, "month": Unit.MONTH}
MOUNTAIN_DAYS = 10
"""What a mountain commune gets on top in land procedures [I S40; law M]; the portal prints it as the limit of a channel."""
COUNCIL = ("hội đồng nhân dân", "hđnd")


def limits_of(rows: Iterable[Mapping[str, Any]], field: str, defects: Defects) -> tuple[LimitRow, ...]:
    """Return the limit rows of a record, one for each limit with the channels that have it."""
    by_channel: dict[Channel, list[LimitSpec]] = {}
    for row in rows:
        spec = _limit(row, defects)
        if spec:
            by_channel.setdefault(Channel(row["channel"]), []).append(spec)
        else:
            by_channel.setdefault(Channel(row["channel"]), [])
    longest: dict[Channel, LimitSpec] = {}
    for channel, specs in by_channel.items():
        different = sorted({f"{spec.value} {spec.unit}" for spec in specs})
        if len(different) > 1:
            defects.append(
                ("channels", f"Kênh {channel} có nhiều thời hạn ({', '.join(different)}); lấy dài nhất, cần tách trường hợp.")
            )
        if specs:
            longest[channel] = max(specs, key=lambda spec: (spec.unit is not Unit.WORKING_HOUR, spec.value))
    if not longest:
        defects.append(("limits", "Không có thời hạn giải quyết; bổ sung «limits»."))
    extra = _mountain(longest, field, defects)
    found = tuple(dict.fromkeys(longest.values()))
    return tuple(
        LimitRow(
            spec, spec, tuple(channel for channel in longest if longest[channel] == spec) if len(found) > 1 else (), extra, "V"
        )
        for spec in found
    )


def _limit(row: Mapping[str, Any], defects: Defects) -> LimitSpec | None:
    value, unit = row.get("time_value"), row.get("time_unit")
    if not value or not 0 < int(value) <= 3650:
        defects.append(("limits", f"Kênh {row['channel']} không có thời hạn hợp lệ (giá trị {value}); bổ sung."))
        return None
    if unit not in UNITS:
        defects.append(
            ("limits", f"Kênh {row['channel']} không ghi đơn vị thời hạn ({value}); tạm tính ngày làm việc, cần kiểm tra.")
        )
    known = UNITS.get(str(unit), Unit.WORKING_DAY)
    return LimitSpec(int(value), known, Start.NEXT_MOMENT if known is Unit.WORKING_HOUR else Start.NEXT_DAY)


def _mountain(longest: dict[Channel, LimitSpec], field: str, defects: Defects) -> dict[str, int]:
    """Put «Trực tiếp 22» beside «Trực tuyến 12» back to 12, plus 10 for a mountain commune; change `longest` in place."""
    specs = set(longest.values())
    if "đất đai" not in field.lower() or len(specs) != 2 or len({spec.unit for spec in specs}) != 1:
        return {}
    short, long = sorted(specs, key=lambda spec: spec.value)
    if long.value - short.value != MOUNTAIN_DAYS:
        return {}
    wrong = ", ".join(channel for channel in longest if longest[channel] == long)
    defects.append(
        ("limits", f"Thời hạn miền núi (+10) bị ghi vào kênh {wrong} ({long.value}); đã sửa thành {short.value} và cộng 10.")
    )
    for channel in longest:
        longest[channel] = short
    return {"mountain": MOUNTAIN_DAYS}


def fees_of(rows: Iterable[Mapping[str, Any]], defects: Defects) -> tuple[Fee, ...]:
    """Return the fees of a record: one with its price by channel; nothing for what is really free on all of them.

    A channel with two prices has two fees, or one fee in two cases: the record does not say, so each price stands alone.
    """
    lines: dict[tuple[int | None, str], list[Channel]] = {}
    for row in rows:
        amount, text = _priced(row, defects)
        lines.setdefault((amount, "" if amount == 0 else text), []).append(Channel(row["channel"]))
    rates = [
        Rate(tuple(dict.fromkeys(channels)), None if amount is None else Dong(amount), text=text)
        for (amount, text), channels in lines.items()
    ]
    if all(rate.amount == 0 for rate in rates):
        return ()
    channels = [channel for rate in rates for channel in rate.channels]
    if len(channels) == len(set(channels)):
        usual, *others = sorted(rates, key=lambda rate: (Channel.DIRECT not in rate.channels, rate.amount == 0))
        return (_fee(1, "Phí, lệ phí", usual, tuple(others)),)
    twice = ", ".join(channel for channel in Channel if channels.count(channel) > 1)
    defects.append(("fees", f"Kênh {twice} có nhiều mức thu; tách thành các khoản hoặc các trường hợp."))
    return tuple(
        _fee(number, f"Phí, lệ phí ({', '.join(rate.channels)})", rate)
        for number, rate in enumerate((rate for rate in rates if rate.amount != 0), 1)
    )


def _fee(number: int, name: str, usual: Rate, others: tuple[Rate, ...] = ()) -> Fee:
    return Fee(f"fee_{number}", "fee", name, amount=usual.amount, text=usual.text, mark="V", by_channel=others)


def _priced(row: Mapping[str, Any], defects: Defects) -> tuple[int | None, str]:
    """Return the price of a row and its words; a price that the record does not really give is None, with words."""
    amount, note, text = row.get("fee_vnd"), _clean(row.get("note")), _clean(row.get("fee_text"))
    where = f"Kênh {row['channel']}"
    if amount == 0 and any(word in note.lower() for word in COUNCIL):
        defects.append(("fees", f"{where}: mức thu do HĐND tỉnh quy định bị ghi là 0 (miễn phí); đã để trống số tiền."))
        return None, note
    if amount is None:
        defects.append(("fees", f"{where}: không rõ mức thu («{text}»); bổ sung."))
        return None, note or text or "Nguồn không có thông tin"
    if amount and "usd" in text.lower():
        defects.append(("fees", f"{where}: mức thu bằng ngoại tệ («{text}»); ghi mức bằng đồng."))
        return None, text
    return int(amount), note


def _clean(value: Any) -> str:
    return " ".join(unicodedata.normalize("NFC", str(value or "")).split())
