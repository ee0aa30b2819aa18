"""What a fee costs: an amount or tariff steps with a cap, other prices by channel, grounds on which less is paid.

Source: domain.md 0.11 (exemptions are prose: keep their words, let the clerk choose the ground) and 1.10.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lienthong.casework.procedures.rules.vocabulary import Channel
from lienthong.toolkit.quantities import Dong
from lienthong.toolkit.sentences import Sentence

PAGE = "trang"
"""The piece of a tariff by pages: it is counted in each of some copies."""


@dataclass(frozen=True)
class Tier:
    """A tariff step: `amount` đồng for each piece up to the `up_to`-th; None = without end."""

    amount: Dong
    up_to: int | None = None


@dataclass(frozen=True)
class Rate:
    """What the fee costs on some channels, whole, instead of its usual price; without amount the text says who sets it."""

    channels: tuple[Channel, ...]
    amount: Dong | None = None
    tiers: tuple[Tier, ...] = ()
    cap: Dong | None = None
    text: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Exemption:
    """A ground on which less is paid, in the words of the text that gives it.

    basis   the legal text and article, as words; empty = not known.
    pays    what is still paid, in per cent of the price: 0 = nothing.
    """

    ground: str
    basis: str = ""
    pays: int = 0
    mark: str = ""

    def __str__(self) -> str:
        return self.ground

    @property
    def label(self) -> Sentence:
        """Return the words of a choice: «Miễn: trẻ em», «Giảm 50 %: hộ cận nghèo»."""
        return less_words(self.pays, self.ground)


def less_words(pays: int, grounds: str) -> Sentence:
    """Return who pays less: «Giảm 50 %: hộ cận nghèo» of 50 per cent still paid, «Miễn: trẻ em» of none."""
    if pays:
        return Sentence("Giảm %(share)s %%: %(grounds)s", share=100 - pays, grounds=grounds)
    return Sentence("Miễn: %(grounds)s", grounds=grounds)


@dataclass(frozen=True)
class Fee:
    """A fee (phí) or levy (lệ phí): its usual price and, in `by_channel`, the channels on which it has another.

    per, cap_per   of what one piece is (trang), and what the cap is for (bản), as words.
    """

    key: str
    kind: str
    name: str
    per: str = ""
    amount: Dong | None = None
    tiers: tuple[Tier, ...] = ()
    cap: Dong | None = None
    cap_per: str = ""
    moment: str = "before"
    text: str = ""
    cases: tuple[str, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    mark: str = ""
    by_channel: tuple[Rate, ...] = ()

    @property
    def by_page(self) -> bool:
        """Return whether pages of a copy are counted, and copies beside them."""
        return self.per == PAGE

    def on(self, channel: str) -> Fee:
        """Return the fee as it is on that channel: the first rate that names it, else the usual price."""
        for rate in self.by_channel:
            if channel in rate.channels:
                mark = rate.mark or self.mark
                return replace(self, amount=rate.amount, tiers=rate.tiers, cap=rate.cap, text=rate.text, mark=mark, by_channel=())
        return replace(self, by_channel=())

    def pays(self, ground: str) -> int:
        """Return what is still paid on that ground, in per cent; a ground that the file does not name pays nothing."""
        if not ground:
            return 100
        return next((one.pays for one in self.exemptions if one.ground == ground), 0)


def fee_amount(fee: Fee, quantity: int = 1, *, copies: int = 1, ground: str = "") -> Dong | None:
    """Return what `quantity` pieces (for tariffs: pages of one copy) in `copies` copies cost; None = the text says.

    fee      as it is on a channel (`Fee.on`); else its usual price counts.
    ground   the ground chosen, empty = none; what is left of a đồng is dropped.
    The cap holds for each copy.  Source: law:226/2016/TT-BTC (certified copy tariff) [V in the national record 2.000815].
    """
    if fee.tiers:
        once = _stepped(fee.tiers, quantity)
    elif fee.amount is None:
        return None
    else:
        once = fee.amount * quantity
    full = (once if fee.cap is None else min(once, fee.cap)) * copies
    return Dong(full * fee.pays(ground) // 100)


def _stepped(tiers: Sequence[Tier], quantity: int) -> int:
    total, done = 0, 0
    for tier in tiers:
        end = quantity if tier.up_to is None else min(quantity, tier.up_to)
        total += max(end - done, 0) * tier.amount
        done = max(done, end)
    return total
