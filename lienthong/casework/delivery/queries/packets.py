"""What the header of a packet says, in our words."""

from __future__ import annotations

from datetime import date
from typing import Final

from lienthong.casework.documents import public as documents
from lienthong.casework.intake import public as intake
from lienthong.toolkit import edxml102 as edxml

URGENCIES: Final[dict[int, str]] = {1: "urgent", 2: "very_urgent", 3: "express", 4: "express"}
"""Priority of a packet in our words; an hour at which it is to be there is not kept.  Source: law:qcvn-102-2016 [I]."""


def symbol_of(header: edxml.MessageHeader) -> str:
    """Return number and symbol: «7816/VPCP-TTĐT» of a State, «19-NQ/TU» of a Party document (the stroke is in its symbol)."""
    code = header.code
    if code is None:
        return ""
    between = "-" if "/" in code.notation and not code.notation.startswith("/") and not code.notation[:4].isdecimal() else "/"
    return between.join(part for part in (code.number, code.notation) if part)


def issued_on(header: edxml.MessageHeader) -> date | None:
    """Return the day of the document, None when the packet says none."""
    return header.promulgation.on if header.promulgation else None


def type_key(header: edxml.MessageHeader) -> str:
    """Return the type that the symbol names on its day, "" where it names none of ours."""
    try:
        kind = documents.symbols.type_of(documents.symbols.parse(symbol_of(header)), issued_on(header))
    except documents.symbols.NotASymbol:
        return ""
    return kind.key if kind else ""


def proposal_of(header: edxml.MessageHeader) -> intake.Proposal:
    """Return what a packet says of its document, for the clerk to confirm."""
    signer, other = header.signer or edxml.Signer(), header.other or edxml.OtherInfo()
    return intake.Proposal(
        symbol=symbol_of(header), issued_on=issued_on(header), issuer=header.sender.name, type_key=type_key(header),
        subject=header.subject, signer=signer.name, signer_capacity=" ".join(filter(None, (signer.competence, signer.position))),
        due_on=header.due_on, urgency=URGENCIES.get(other.priority or 0, ""), pages=other.pages if other.pages else None,
    )  # fmt: skip
