"""A fee in Vietnamese words, for whoever pays it or collects it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from lienthong.casework.procedures.rules.fees import Fee, less_words
from lienthong.casework.procedures.rules.vocabulary import CHANNEL_NAMES, Channel
from lienthong.toolkit.quantities import Dong
from lienthong.toolkit.sentences import Figure, Sentence, Several, Words


def fee_words(fee: Fee, channels: Sequence[Channel] = ()) -> Words:
    """Return what a fee costs, on each channel of the procedure (none named = all) when they differ.

    «đến trang thứ 2: 2.000 đồng; từ trang thứ 3: 1.000 đồng; tối đa …»; «trực tiếp: …; trực tuyến: …».
    """
    if not fee.by_channel:
        return _price(fee)
    priced = {channel for rate in fee.by_channel for channel in rate.channels}
    usual = tuple(channel for channel in channels or Channel if channel not in priced)
    groups = [group for group in (usual, *(rate.channels for rate in fee.by_channel)) if group]
    names = [Several(", ", (CHANNEL_NAMES[one] for one in group)) for group in groups]
    return Several("; ", (_of(name, _price(fee.on(group[0]))) for name, group in zip(names, groups, strict=True)))


def fee_title(fee: Fee, quantity: int = 1, *, copies: int = 1, of: str = "") -> str:
    """Return the name of what is charged with how it was counted, so that the amount can be worked out again.

    «Phí chứng thực bản sao từ bản chính: Học bạ (5 trang × 3 bản)»; «Lệ phí cấp giấy phép × 2»; `of` = the paper it is for.
    """
    name = f"{fee.name}: {of}" if of else fee.name
    if fee.by_page:
        return f"{name} ({quantity} {fee.per} × {copies} {fee.cap_per or 'bản'})"
    return f"{name} × {quantity}" if quantity > 1 else name


def ground_words(fee: Fee) -> Words:
    """Return who pays less, by the text that says so: «Miễn: trẻ em, người khuyết tật (Thông tư 75/2022/TT-BTC, Điều 4)»."""
    groups = []
    for (pays, basis, mark), found in groupby(fee.exemptions, key=lambda one: (one.pays, one.basis, one.mark)):
        source = Several("; ", (basis, Sentence("chưa kiểm chứng") if mark not in ("", "V") else ""))
        less = less_words(pays, Several(", ", (one.ground for one in found)))
        groups.append(_with_note(less, source))
    return Several("; ", groups)


def _price(fee: Fee) -> Words:
    if fee.tiers:
        words: Words = _steps(fee)
    elif fee.amount is None:
        return Words(fee.text) if fee.text else Sentence("Theo quy định của HĐND tỉnh")
    else:
        words = _per(fee.amount, fee.per) if fee.amount else Sentence("Không thu")
    cap = Sentence("tối đa %(price)s", price=_per(fee.cap, fee.cap_per)) if fee.cap else ""
    return _with_note(Several("; ", (words, cap)), fee.text)


def _steps(fee: Fee) -> Words:
    steps, done, piece = [], 0, fee.per or Sentence("đơn vị")
    for tier in fee.tiers:
        start = Sentence("từ %(piece)s thứ %(number)s", piece=piece, number=done + 1) if done else ""
        end = Sentence("đến %(piece)s thứ %(number)s", piece=piece, number=tier.up_to) if tier.up_to else ""
        steps.append(_of(Several(" ", (start, end)) or Sentence("mỗi lần"), _dong(tier.amount)))
        done = tier.up_to or done
    return Several("; ", steps)


def _of(name: Words, price: Words) -> Sentence:
    return Sentence("%(name)s: %(price)s", name=name, price=price)


def _with_note(words: Words, note: str) -> Words:
    return Sentence("%(words)s (%(note)s)", words=words, note=note) if note else words


def _per(amount: Dong, piece: str) -> Words:
    return Sentence("%(price)s/%(piece)s", price=_dong(amount), piece=piece) if piece else _dong(amount)


def _dong(amount: Dong) -> Sentence:
    """Return «20.000 đồng»; `toolkit.formats` writes amounts too, but reads the clock, which no rule may."""
    return Sentence("%(amount)s đồng", amount=Figure(f"{amount:,}".replace(",", "."), amount, "amount"))
