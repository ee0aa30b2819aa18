"""Whatever is written is read as the same; whatever is read is written and read again the same."""

from __future__ import annotations

import dataclasses
import re
from datetime import date, datetime
from enum import Enum
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lienthong.toolkit.edxml102 import (
    Attachment,
    DocumentPacket,
    MessageHeader,
    StatusHeader,
    StatusPacket,
    TraceHeaderList,
    read,
    write,
)
from lienthong.toolkit.edxml102.attachments import must_be_plain
from lienthong.toolkit.edxml102.elements import VIETNAM, Part, Slot, slots
from lienthong.toolkit.edxml102.errors import NameUnsafe
from lienthong.toolkit.edxml102.model import _BUSINESS, PLACES, Business
from lienthong.toolkit.edxml102.tests.packets import NS, STATUS, a_packet, a_status, new

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯ ẮặẦệỉốỗợựỳỹ&<>\"'/\\.,;:%{}[]()\t\n\r\xa0\x85€😀" + "\u0301\u0323"
TEXT = st.text(st.sampled_from(VIETNAMESE) | st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=12)
WORD = TEXT.map(lambda text: text.strip(" \t\r\n")).filter(bool)
UNKNOWN = st.lists(
    st.sampled_from(
        [
            '<v:Zalo xmlns:v="urn:vnpt"><v:So>0912</v:So></v:Zalo>',
            f'<edXML:ApplicationType xmlns:edXML="{NS}">2</edXML:ApplicationType>',
            f'<Extra xmlns="{NS}" a="1" b="&quot;"><Deep xmlns="">x &amp; y</Deep></Extra>',
            f'<edXML:Bag xmlns="" xmlns:edXML="{NS}"><Deep>1</Deep><Deep xmlns="{NS}"><x xmlns=""></x></Deep></edXML:Bag>',
            f'<edXML:Agency xmlns:edXML="{NS}"><edXML:OrganId>X</edXML:OrganId><Note xmlns="{NS}">&lt;</Note></edXML:Agency>',
            '<a xmlns=""></a>',
        ]
    ),
    max_size=2,
).map(tuple)
ATTRIBUTES = st.dictionaries(st.sampled_from(["id", "version", "actor", "mustUnderstand"]), TEXT, max_size=2).map(
    lambda one: tuple(one.items())
)
ONE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(0, 999_999_999),
    bool: st.booleans(),
    date: st.dates(date(1, 1, 1)),
    datetime: st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=st.just(VIETNAM)),  # noqa: DTZ001 - a bound
}


def _one(slot: Slot) -> st.SearchStrategy[Any]:
    if slot.kind is Business:
        return st.one_of([_part(kind) for kind in _BUSINESS.values()])
    if issubclass(slot.kind, Part):
        return _part(slot.kind)
    if issubclass(slot.kind, Enum):
        return st.sampled_from(slot.kind)
    return WORD if slot.kind is str and slot.required else ONE[slot.kind]


def _field(slot: Slot) -> st.SearchStrategy[Any]:
    if slot.many:
        return st.lists(_one(slot), min_size=int(slot.required), max_size=3).map(tuple)
    return _one(slot) if slot.required or slot.kind is str else st.none() | _one(slot)


def _part(kind: type[Part]) -> st.SearchStrategy[Any]:
    fields = {slot.field: _field(slot) for slot in slots(kind) if slot.given}
    return st.builds(kind, unknown=UNKNOWN, attributes=ATTRIBUTES, **fields)


def _is_plain(name: str) -> bool:
    try:
        must_be_plain(name)
    except NameUnsafe:
        return False
    return True


FILES = st.lists(
    st.builds(
        Attachment,
        content_id=WORD.map(lambda one: one.removeprefix("cid:").strip()),
        name=(WORD | WORD.map("{}.zip".format)).filter(_is_plain),
        content=st.binary(max_size=60),
        description=TEXT,
        unknown=UNKNOWN,
        unknown_in_reference=UNKNOWN,
    ),
    max_size=3,
    unique_by=lambda file: file.content_id,
).map(tuple)
DOCUMENTS = st.builds(
    DocumentPacket,
    header=_part(MessageHeader),
    trace=_part(TraceHeaderList),
    attachments=FILES,
    elsewhere=st.lists(st.tuples(st.sampled_from(PLACES), st.just('<a xmlns=""></a>')), max_size=3).map(tuple),
)
STATUSES = st.builds(
    StatusPacket,
    header=_part(StatusHeader),
    elsewhere=st.lists(st.tuples(st.sampled_from(PLACES[:3]), st.just('<a xmlns=""></a>')), max_size=3).map(tuple),
)


@settings(max_examples=80, deadline=None)
@given(DOCUMENTS | STATUSES)
def test_any_packet_that_is_written_is_read_as_the_same(packet: DocumentPacket | StatusPacket) -> None:
    assert read(write(packet)) == packet


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS | STATUSES, st.booleans(), st.booleans())
def test_any_packet_that_is_read_is_written_and_read_again_the_same(packet: Any, laid_out: bool, other_order: bool) -> None:
    """As other programs lay packets out: with white space, comments, and the children of the header in another order."""
    root = etree.fromstring(write(packet))
    if other_order:
        header = next(root.iter(f"{{{NS}}}MessageHeader"))
        header[:] = list(reversed(header))
    data = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    if laid_out:
        data = re.sub(rb"(</?edXML:(?:edXML\w*|MessageHeader|From|Bussiness)(?: [^>]*)?>)", rb"\n  \1<!-- x -->\n", data)
    first = read(data)
    written = write(first)
    assert read(written) == first
    assert write(read(written)) == written


def test_the_packets_by_hand_come_through() -> None:
    for data in (new(), STATUS.encode()):
        packet = read(data)
        assert read(write(packet)) == packet
        assert write(read(write(packet))) == write(packet)


def test_white_space_and_fractions_of_a_second_are_settled_when_a_packet_is_made() -> None:
    packet = a_packet()
    (hop,) = packet.trace.hops
    assert dataclasses.replace(hop, organ_id=" 000.00.12.H49\n") == hop
    assert hop.at is not None
    assert dataclasses.replace(hop, at=hop.at.replace(microsecond=5)) == hop


def test_the_bytes_of_a_status_are_these() -> None:
    """Receivers compare names, not trees: no serialiser between us and them."""
    assert write(a_status()).decode() == (
        f'<?xml version="1.0" encoding="utf-8"?>\n<edXML xmlns="{NS}"><edXML:edXMLEnvelope xmlns:edXML="{NS}"><edXML:edXMLHeader>'
        "<edXML:MessageHeader><edXML:From><edXML:OrganId>000.08.12.H49</edXML:OrganId></edXML:From><edXML:ResponseFor>"
        "<edXML:OrganId>000.00.12.H49</edXML:OrganId><edXML:Code>112/UBND-TH</edXML:Code>"
        "<edXML:PromulgationDate>2018/03/05</edXML:PromulgationDate>"
        "<edXML:DocumentId>000.00.12.H49,2018/03/05,112/UBND-TH</edXML:DocumentId></edXML:ResponseFor>"
        "<edXML:StaffInfo><edXML:Staff>Lý Văn Chiến</edXML:Staff></edXML:StaffInfo><edXML:StatusCode>03</edXML:StatusCode>"
        "<edXML:Description>Đã vào sổ</edXML:Description><edXML:Timestamp>2018/03/05 08:30:00</edXML:Timestamp>"
        "</edXML:MessageHeader></edXML:edXMLHeader></edXML:edXMLEnvelope></edXML>"
    )


ORDER = """
edXML edXMLEnvelope edXMLHeader MessageHeader
From OrganId OrganizationInCharge OrganName OrganAdd Email Telephone Fax Website To OrganId To OrganId
DocumentId Code CodeNumber CodeNotation PromulgationInfo Place PromulgationDate DocumentType Type TypeDetail TypeName
Subject Content SignerInfo Competence Position FullName DueDate
OtherInfo Priority SphereOfPromulgation TyperNotation PromulgationAmount PageAmount Direction Appendixes Appendix Appendix
ResponseFor OrganId Code DocumentId PromulgationDate SteeringType ToPlaces Place Place
TraceHeaderList TraceHeader OrganId Timestamp
Bussiness DocumentId BussinessDocType BussinessDocReason Paper StaffInfo Department Staff Email Mobile
edXMLBody edXMLManifest Reference ContentId ContentType AttachmentName
AttachmentEncoded Attachment ContentId AttachmentName Description ContentType ContentTransferEncoded
"""
BARE = {"edXML", "AttachmentEncoded", "Attachment", "ContentId", "AttachmentName", "Description", "ContentType"}


def test_the_elements_of_a_document_stand_in_the_order_of_the_samples() -> None:
    data = write(a_packet()).decode()
    assert re.findall(r"<(?:edXML:)?(\w+)", data.split("?>", 1)[1]) == ORDER.split()


def test_only_root_and_attachments_stand_without_the_prefix() -> None:
    assert set(re.findall(r"<(\w+)[ >]", write(a_packet()).decode())) == BARE
