"""A fee in Vietnamese words, for whoever pays it or collects it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from lienthong.casework.procedures.rules.fees import Fee
from lienthong.casework.procedures.rules.vocabulary import CHANNEL_NAMES, Channel
from lienthong.toolkit.quantities import Dong


def fee_words(fee: Fee, channels: Sequence[Channel] = ()) -> str:
    """Return what a fee costs, on each channel of the procedure (none named = all) when they differ.

    «đến trang thứ 2: 2.000 đồng; từ trang thứ 3: 1.000 đồng; tối đa …»; «trực tiếp: …; trực tuyến: …».
    """
    if not fee.by_channel:
        return _price(fee)
    priced = {channel for rate in fee.by_channel for channel in rate.channels}
    usual = tuple(channel for channel in channels or Channel if channel not in priced)
    groups = [group for group in (usual, *(rate.channels for rate in fee.by_channel)) if group]
    return "; ".join(f"{', '.join(CHANNEL_NAMES[one] for one in group)}: {_price(fee.on(group[0]))}" for group in groups)


def fee_title(fee: Fee, quantity: int = 1, *, copies: int = 1, of: str = "") -> str:
    """Return the name of what is charged with how it was counted, so that the amount can be worked out again.

    «Phí chứng thực bản sao từ bản chính: Học bạ (5 trang × 3 bản)»; «Lệ phí cấp giấy phép × 2»; `of` = the paper it is for.
    """
    name = f"{fee.name}: {of}" if of else fee.name
    if fee.by_page:
        return f"{name} ({quantity} {fee.per} × {copies} {fee.cap_per or 'bản'})"
    return f"{name} × {quantity}" if quantity > 1 else name


def ground_words(fee: Fee) -> str:
    """Return who pays less, by the text that says so: «Miễn: trẻ em, người khuyết tật (Thông tư 75/2022/TT-BTC, Điều 4)»."""
    groups = []
    for (pays, basis, mark), found in groupby(fee.exemptions, key=lambda one: (one.pays, one.basis, one.mark)):
        source = [basis, "chưa kiểm chứng" if mark not in ("", "V") else ""]
        words = "; ".join(part for part in source if part)
        grounds = ", ".join(one.ground for one in found)
        groups.append(f"{f'Giảm {100 - pays} %' if pays else 'Miễn'}: {grounds}{f' ({words})' if words else ''}")
    return "; ".join(groups)


def _price(fee: Fee) -> str:
    if fee.tiers:
        words = _steps(fee)
    elif fee.amount is None:
        return fee.text or "Theo quy định của HĐND tỉnh"
    else:
        words = f"{_dong(fee.amount)}{f'/{fee.per}' if fee.per else ''}" if fee.amount else "Không thu"
    cap = f"; tối đa {_dong(fee.cap)}{f'/{fee.cap_per}' if fee.cap_per else ''}" if fee.cap else ""
    return f"{words}{cap}" + (f" ({fee.text})" if fee.text else "")


def _steps(fee: Fee) -> str:
    steps, done, piece = [], 0, fee.per or "đơn vị"
    for tier in fee.tiers:
        start = f"từ {piece} thứ {done + 1}" if done else ""
        end = f"đến {piece} thứ {tier.up_to}" if tier.up_to else ""
        span = " ".join(part for part in (start, end) if part) or "mỗi lần"
        steps.append(f"{span}: {_dong(tier.amount)}")
        done = tier.up_to or done
    return "; ".join(steps)


def _dong(amount: Dong) -> str:
    """Return «20.000 đồng»; `toolkit.formats` writes amounts too, but reads the clock, which no rule may."""
    return f"{amount:,} đồng".replace(",", ".")
