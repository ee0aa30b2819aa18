"""edXML packets as what arrives: every field proposed, wrong packets kept with their reason."""

from __future__ import annotations

import base64
from datetime import date
from typing import Any

import pytest

from lienthong.casework.documents.testing import HU, UBND, Town
from lienthong.casework.intake import public as intake
from lienthong.casework.intake.rules import packets
from lienthong.casework.intake.testing import PAPER, sheet
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit import edxml102
from lienthong.toolkit.actor import Actor

ORGAN = edxml102.Organ(organ_id="H49", name="UBND tỉnh Quảng Ninh")
TO = edxml102.Organ(organ_id="H49.16", name="UBND huyện Bình Liêu")


def packet(business: edxml102.Business | None = None, *files: edxml102.Attachment, **header: Any) -> bytes:
    """Return a packet of the province, or what the facts say."""
    told: dict[str, Any] = {
        "sender": ORGAN, "to": (TO,), "document_id": "H49,2018/03/09,1520/KH-UBND",
        "code": edxml102.Code(number="1520", notation="KH-UBND"),
        "promulgation": edxml102.Promulgation(place="Quảng Ninh", on=date(2018, 3, 9)),
        "document_type": edxml102.DocumentType(name="Kế hoạch"), "subject": "Nâng cao Chỉ số PAR Index",
        "signer": edxml102.Signer(competence="TM. ỦY BAN NHÂN DÂN", position="CHỦ TỊCH", name="Nguyễn Văn Đọc"),
        "due_on": date(2018, 4, 1), "other": edxml102.OtherInfo(priority=2, pages=5),
    }  # fmt: skip
    trace = edxml102.TraceHeaderList(business=business or edxml102.NewDocument())
    made = edxml102.DocumentPacket(header=edxml102.MessageHeader(**(told | header)), trace=trace, attachments=files)
    return edxml102.write(made)


def put(actor: Actor, data: bytes, *, body: str = UBND) -> intake.ArrivalSheet:
    """Put a packet before the clerk and return what the clerk sees."""
    return sheet(actor, intake.put_packet(at=MONDAY_8AM, keeper_uid=actor.unit_uid, body_key=body, data=data))


def test_a_packet_proposes_every_field_and_brings_its_files_byte_for_byte(town: Town) -> None:
    file = edxml102.Attachment(content_id="1", name="ke-hoach.pdf", content=PAPER)
    data = packet(None, file)
    found = put(town.clerk, data)
    assert found.row.proposal == intake.Proposal(
        symbol="1520/KH-UBND", issued_on=date(2018, 3, 9), issuer="UBND tỉnh Quảng Ninh", type_key="ke-hoach",
        subject="Nâng cao Chỉ số PAR Index", signer="Nguyễn Văn Đọc", signer_capacity="TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        due_on=date(2018, 4, 1), urgency="very_urgent", pages=5,
    )  # fmt: skip
    assert (found.row.channel, found.row.sender, found.row.trouble) == ("axis", "UBND tỉnh Quảng Ninh", "")
    carrier, one = found.files
    assert (carrier.name, carrier.size, one.name, one.original_uid) == ("goi.edxml", len(data), "ke-hoach.pdf", None)


def test_the_same_packet_comes_once_and_its_recall_is_another(town: Town) -> None:
    first = put(town.clerk, packet())
    assert put(town.clerk, packet()).row.uid == first.row.uid
    recall = put(town.clerk, packet(edxml102.Recall(reason="Gửi nhầm")))
    assert recall.row.uid != first.row.uid
    assert (recall.row.title, recall.row.trouble) == ("Thu hồi: Nâng cao Chỉ số PAR Index", "Gửi nhầm")


def test_the_party_gets_packets_of_its_own(town: Town) -> None:
    found = put(town.party, packet(document_type=edxml102.DocumentType(name="NGHỊ QUYẾT")), body=HU)
    assert found.row.proposal.type_key == "nghi-quyet"
    assert put(town.party, packet(document_id="2", document_type=edxml102.DocumentType(name="Sắc lệnh")), body=HU)
    assert packets.read(packet(document_type=None)).type_name == ""


def test_a_packet_that_says_little_proposes_little() -> None:
    said = packets.read(packet(code=None, promulgation=None, document_type=None, signer=None, due_on=None, other=None))
    assert said.proposal == intake.Proposal(issuer="UBND tỉnh Quảng Ninh", subject="Nâng cao Chỉ số PAR Index")
    strange = packets.read(packet(other=edxml102.OtherInfo(priority=99, pages=0)))
    assert (strange.proposal.urgency, strange.proposal.pages) == ("", None)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda data: data[:200], "XML"),
        (lambda data: data.replace(b"edXML:Subject", b"Subject"), "edXML"),
        (lambda data: b'<!DOCTYPE a [<!ENTITY b "c">]>' + data.split(b"?>", 1)[1], ""),
        (lambda data: data.replace(base64.b64encode(b"PK\x03\x04\x14")[:4], b"!!!!"), ""),
        (lambda data: b"", ""),
    ],
)
def test_a_wrong_packet_is_kept_whole_with_the_reason(town: Town, wrong: Any, words: str) -> None:
    data = wrong(packet(None, edxml102.Attachment(content_id="1", name="a.pdf", content=PAPER)))
    found = put(town.clerk, data)
    assert found.row.trouble
    assert words in found.row.trouble
    assert (found.row.title, found.row.files, found.files[0].size) == ("–", 0, len(data))
    assert put(town.clerk, data).row.uid == found.row.uid


def test_a_packet_that_tells_a_status_brings_no_document(town: Town) -> None:
    answered = edxml102.Answered(organ_id="H49.16", document_id="1")
    header = edxml102.StatusHeader(sender=ORGAN, response_for=answered, status=edxml102.StatusCode.ARRIVED)
    found = put(town.clerk, edxml102.write(edxml102.StatusPacket(header=header)))
    assert (found.row.trouble, found.row.sender) == (packets.STATUS, "UBND tỉnh Quảng Ninh")
