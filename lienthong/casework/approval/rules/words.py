"""The closed words of a round and how long its texts may be."""

from __future__ import annotations

from lienthong.toolkit.vietnamese import one_line

CONTENT, FORM, COSIGN, SIGN, ISSUE = "content", "form", "cosign", "sign", "issue"
ROLES: dict[str, str] = {
    CONTENT: "Kiểm tra nội dung", FORM: "Kiểm tra thể thức", COSIGN: "Ký phối hợp", SIGN: "Ký ban hành", ISSUE: "Phát hành",
}  # fmt: skip
"""What each stand of a chain is for.  Source: law:nd-30-2020 [V: domain 2.1]."""
SIGNING = (COSIGN, SIGN)
STATES: dict[str, str] = {
    "running": "Đang trình", "signed": "Đã ký, chờ phát hành", "issued": "Đã phát hành", "returned": "Đã trả lại",
    "withdrawn": "Đã rút",
}  # fmt: skip
OPEN = ("running", "signed")
STAND_STATES: dict[str, str] = {
    "waiting": "Chưa đến lượt", "open": "Đang chờ", "done": "Đã xong", "returned": "Trả lại", "dropped": "Không làm nữa",
}  # fmt: skip
DIGITAL, PAPER = "digital", "paper"
WAYS: dict[str, str] = {DIGITAL: "Ký số", PAPER: "Ký trên giấy"}
CLOSING, SCAN, COPY = "closing", "scan", "copy"
SEALED: dict[str, str] = {CLOSING: "Biên bản khóa sổ", SCAN: "Bản số hóa", COPY: "Bản sao ký số"}
"""What is sealed beside the rounds."""
OUTGOING, INTERNAL = "out", "internal"
REGISTERS: dict[str, str] = {OUTGOING: "Sổ văn bản đi", INTERNAL: "Sổ văn bản nội bộ"}
"""In which register of the body a signed document takes its number."""
MOST = {"reason": 1000, "note": 1000}
"""So many characters may a text have."""


def grouped(digest: str) -> str:
    """Return a sum in groups of eight, so that it can be compared by eye."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def cleaned(text: str, name: str) -> str:
    """Return a typed text with single spaces, cut to what its field may hold."""
    return one_line(text)[: MOST[name]]
