"""What a document's mark of circulation lets be done with it.

The marks are those of law:nd-30-2020 [V: domain 2.1]; what follows from each for software is ours [P]: what is to come back goes
as the paper that can come back and is not copied, what stays inside goes to nobody outside, and neither is read elsewhere.
"""

from __future__ import annotations

INSIDE = "inside"
RETURNED = ("return_after", "return_read")
LIMITS: dict[str, str] = {
    INSIDE: "chỉ gửi, chia sẻ cho đơn vị thuộc cơ quan giữ sổ",
    **dict.fromkeys(RETURNED, "chỉ gửi bản giấy, không sao, không chia sẻ ra ngoài cơ quan giữ sổ"),
}
"""What each mark allows, as a refusal says it."""


def may_share(circulation: str, *, within: bool) -> bool:
    """Return whether a unit may be let read a document.  within: it is of the body whose register holds it."""
    return not circulation or within


def may_send(circulation: str, *, within: bool, wire: bool) -> bool:
    """Return whether a document may go to a receiver.  within: as `may_share`.   wire: as a file, not on paper."""
    if circulation == INSIDE:
        return within
    return circulation not in RETURNED or not wire


def may_copy(circulation: str) -> bool:
    """Return whether certified copies and extracts may be made of a document."""
    return circulation not in RETURNED
