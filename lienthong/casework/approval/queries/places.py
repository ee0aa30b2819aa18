"""Where on the paper signatures, seal, number and day go: fields laid at the boxes of the layout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lienthong.casework.drafting.public import Box
from lienthong.toolkit.signing import Slot

SIGNER, SEAL, NUMBER, DAY, SCAN = "NguoiKy", "ConDau", "So", "Ngay", "BanSoHoa"
BELOW = 4.0
"""Points that letters reach below the line on which number and day stand."""
_FIELDS = {"signer": SIGNER, "seal": SEAL, "number": NUMBER, "day": DAY}


def cosigner_field(place: int) -> str:
    """Return the field of who signs at a place of the chain before the signer."""
    return f"KyPhoiHop{place}"


def slots_of(boxes: Iterable[Box], cosigning: Sequence[int]) -> list[Slot]:
    """Return the fields of a paper.

    cosigning  places of those who sign before the signer: the first has the box of a second signature where the paper has one,
    the others sign without a picture.
    """
    left = [cosigner_field(place) for place in cosigning]
    made = []
    for box in boxes:
        field = _FIELDS.get(box.role) or (left.pop(0) if box.role == "second" and left else "")
        if not field:
            continue
        text = field in (NUMBER, DAY)
        below = BELOW if text else 0.0
        made.append(Slot(field, box.page + 1, box.x, box.y - below, box.w, box.h + below, holds_text=text))
    return made + [Slot(field, 1, 0, 0, 0, 0) for field in left]
