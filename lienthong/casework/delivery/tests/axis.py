"""Packets for tests: what the Department of Home Affairs sends and answers, and the folder between."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from lienthong.casework.delivery import public as delivery
from lienthong.casework.delivery.testing import a_letter, an_agency, carried, sent
from lienthong.casework.documents.testing import Town
from lienthong.office.files.testing import pdfs
from lienthong.office.org.testing import MONDAY_8AM as AT
from lienthong.toolkit import edxml102 as edxml
from lienthong.toolkit.edxml102.tests.packets import a_packet

PROVINCE = "H49.05"


def left(axis: Path) -> list[edxml.Packet]:
    """Return the packets that wait for the carrier, and let it take them."""
    found = sorted((axis / "out").glob("*.edxml"), key=lambda one: one.stat().st_mtime_ns)
    packets = [edxml.read(one.read_bytes()) for one in found]
    for one in found:
        one.unlink()
    return packets


def statuses(axis: Path) -> list[tuple[str, str]]:
    return [(one.header.status.value, one.header.description) for one in left(axis) if isinstance(one, edxml.StatusPacket)]


def come(axis: Path, packet: edxml.Packet | bytes, name: str = "a") -> None:
    data = packet if isinstance(packet, bytes) else edxml.write(packet)
    (axis / "in" / f"{name}.edxml").write_bytes(data)


def letter_of(town: Town, business: edxml.Business | None = None, *, organ: str = "", key: str = "", symbol: str = "") -> Any:
    """Return a packet of the Department of Home Affairs to the district."""
    made = a_packet(business)
    number, _, notation = (symbol or "1520/SNV-CCHC").partition("/")
    header = made.header
    changed: dict[str, Any] = {
        "sender": edxml.Organ(organ_id=PROVINCE, name="Sở Nội vụ tỉnh Quảng Ninh"),
        "to": (edxml.Organ(organ_id=organ or town.district.units["district"].code, name="UBND huyện Bình Liêu"),),
        "document_id": key or f"{PROVINCE},2018/03/09,1520/SNV-CCHC", "code": edxml.Code(number=number, notation=notation),
        "promulgation": edxml.Promulgation(place="Hạ Long", on=(AT - timedelta(days=3)).date()), "subject": "Về cải cách",
        "response_for": (),
    }  # fmt: skip
    fields: dict[str, Any] = {
        name: changed.get(name, getattr(header, name)) for name in header.__dataclass_fields__ if name != "unknown"
    }
    attachment = edxml.Attachment(content_id="1", name="cong-van.pdf", content=pdfs.good(f"{number}/{notation}"))
    return edxml.DocumentPacket(header=edxml.MessageHeader(**fields), trace=made.trace, attachments=(attachment,))


def status_of(row: delivery.DispatchRow, code: str, key: str, *, organ: str = PROVINCE, why: str = "") -> edxml.StatusPacket:
    header = edxml.StatusHeader(
        sender=edxml.Organ(organ_id=organ, name="Sở Nội vụ"), status=edxml.StatusCode(code), description=why, at=AT,
        response_for=edxml.Answered(organ_id="H49.90", code=row.symbol, document_id=key),
    )  # fmt: skip
    return edxml.StatusPacket(header=header)


def key_of(town: Town) -> str:
    return f"{town.district.units['district'].code},2018/03/12,01/QĐ-UBND"


def sent_out(town: Town) -> UUID:
    uid = a_letter(town.clerk)
    sent(town.clerk, uid, an_agency(town.clerk, organ=PROVINCE))
    carried()
    return uid
