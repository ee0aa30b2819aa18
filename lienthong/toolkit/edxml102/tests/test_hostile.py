"""Packets that somebody made to do harm, or broke on the way: each is refused with its own sentence."""

from __future__ import annotations

import base64
import random
import struct
import time
import tracemalloc
import zipfile
from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lienthong.toolkit.edxml102 import Attachment, DocumentPacket, guarding, read, write
from lienthong.toolkit.edxml102 import attachments as packing
from lienthong.toolkit.edxml102.errors import (
    BytesBeforeXml,
    MarkupForbidden,
    NameUnsafe,
    NotBase64,
    NotUtf8,
    NotXml,
    PacketTooLarge,
    TextForbidden,
    TooDeep,
    TooManyElements,
    ZipBomb,
    ZipBroken,
    ZipEncrypted,
    ZipNotOne,
)
from lienthong.toolkit.edxml102.limits import MAX_ATTRIBUTES, MAX_DEPTH, MAX_ELEMENTS, MAX_PACKET
from lienthong.toolkit.edxml102.tests.packets import NS, a_packet, new, zipped
from lienthong.toolkit.errors import Refusal

DECLARED = b'<?xml version="1.0" encoding="UTF-8"?>'


def _file(data: bytes) -> Attachment:
    packet = read(data)
    assert isinstance(packet, DocumentPacket)
    return packet.attachments[0]


@pytest.mark.parametrize("before", [b"1212", b" ", b"\n\n", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_bytes_before_the_declaration_are_counted_and_refused(before: bytes) -> None:
    with pytest.raises(BytesBeforeXml) as refused:
        read(before + new())
    assert refused.value.facts == {"count": len(before)}


def test_a_byte_order_mark_is_no_harm() -> None:
    assert read(b"\xef\xbb\xbf" + new()) == read(new())


def test_a_packet_without_a_declaration_is_xml_too() -> None:
    assert read(new().removeprefix(DECLARED)) == read(new())


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(new().decode().encode("utf-16"), id="utf-16"),
        pytest.param(new().decode().encode("utf-16-le"), id="utf-16 without a mark"),
        pytest.param(
            "".join(f'<?xml version="1.0" encoding="windows-1258"?><a>{chr(233)}</a>').encode("latin-1"), id="another encoding"
        ),
        pytest.param(new().replace(b'encoding="UTF-8"', b'encoding="windows-1258"'), id="another one declared"),
        pytest.param(new().replace(b"<edXML:Subject>", b"<edXML:Subject>\xc0\xaf"), id="overlong"),
        pytest.param(new().replace(b"<edXML:Subject>", b"<edXML:Subject>\xed\xa0\x80"), id="half a pair"),
        pytest.param(new().replace(b"<edXML:Subject>", b"<edXML:Subject>\0"), id="nul"),
    ],
)
def test_what_is_not_utf_8_is_refused(data: bytes) -> None:
    with pytest.raises(NotUtf8):
        read(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"chao",
        b"{}",
        new()[:-9],
        new()[: len(new()) // 2],
        new() + b"<x/>",
        new().replace(b"</edXML:From>", b"</edXML:To>"),
        new().replace(b' xmlns:edXML="', b' xmlns:other="', 1),
        new().replace(b"&amp;", b"&unknown;"),
        new().replace(b"&amp;", b"&#0;"),
        new().replace(b'encoding="UTF-8"?>', b'encoding="UTF-8"?><?xml version="1.0"?>'),
    ],
)
def test_what_is_not_well_formed_is_refused_with_its_line(data: bytes) -> None:
    with pytest.raises(NotXml) as refused:
        read(data)
    assert refused.value.facts["line"] >= 1


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "dtd",
    [
        "<!DOCTYPE edXML>",
        '<!DOCTYPE edXML SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE edXML [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        f'<!DOCTYPE edXML [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE edXML [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>',
        f'<!DOCTYPE edXML [<!ENTITY big "{"A" * 50_000}">]>',
        '<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>',
    ],
)
def test_document_types_entities_and_instructions_are_refused(dtd: str) -> None:
    data = new().replace(DECLARED, DECLARED + dtd.encode()).replace(b"&amp;", b"&x;" if "ENTITY x" in dtd else b"&l11;")
    with pytest.raises(MarkupForbidden):
        read(data)


def test_an_instruction_inside_is_refused_too() -> None:
    with pytest.raises(MarkupForbidden) as refused:
        read(new().replace("V/v rà soát".encode(), "V/v <?php x?>rà soát".encode()))
    assert refused.value.facts == {"what": "<?php?>"}


def test_a_comment_cuts_no_text_off() -> None:
    packet = read(new().replace(b"<edXML:OrganId>000.00.12", b"<!-- a --><edXML:OrganId>000.<!-- b -->00.12"))
    assert packet.header.sender.organ_id == "000.00.12.H49"


def test_cdata_is_text() -> None:
    packet = read(new().replace("&lt;một cửa&gt; &amp;".encode(), "<![CDATA[<một cửa> &]]>".encode()))
    assert packet == read(new())


def test_nesting_has_an_end() -> None:
    def nested(depth: int) -> bytes:
        return new().replace(b"</edXML:From>", b"<edXML:x>" * depth + b"</edXML:x>" * depth + b"</edXML:From>")

    assert read(nested(MAX_DEPTH - 5))
    with pytest.raises(TooDeep):
        read(nested(MAX_DEPTH - 4))
    with pytest.raises(TooDeep):
        read(nested(20_000))


def test_elements_and_attributes_have_an_end() -> None:
    with pytest.raises(TooManyElements):
        read(new().replace(b"</edXML:From>", b"<edXML:x/>" * MAX_ELEMENTS + b"</edXML:From>"))
    many = " ".join(f'a{n}="1"' for n in range(MAX_ATTRIBUTES + 1))
    with pytest.raises(TooManyElements):
        read(new().replace(b"<edXML:From>", f"<edXML:From {many}>".encode()))


def test_five_thousand_recipients_are_taken() -> None:
    filled = "".join(
        f"<edXML:{name}>x</edXML:{name}>"
        for name in ("OrganId", "OrganizationInCharge", "OrganName", "OrganAdd", "Email", "Telephone", "Fax", "Website")
    )
    packet = read(new().replace(b"<edXML:DocumentId>", f"<edXML:To>{filled}</edXML:To>".encode() * 5_000 + b"<edXML:DocumentId>"))
    assert isinstance(packet, DocumentPacket)
    assert len(packet.header.to) == 5_002


def test_a_packet_has_a_size() -> None:
    with pytest.raises(PacketTooLarge) as refused:
        read(b" " * (MAX_PACKET + 1))
    assert "64 MB" in refused.value.message


def test_a_file_above_the_limit_of_the_parser_is_read() -> None:
    content = random.Random(1).randbytes(8_000_000)
    packet = a_packet(attachments=(Attachment(content_id="1", name="ban do.tif", content=content),))
    assert read(write(packet)) == packet


@pytest.mark.parametrize("encoded", ["UEsDB*", "UEsDBA", "không", "UEs=DBA=", "="])
def test_broken_base64_is_refused(encoded: str) -> None:
    with pytest.raises(NotBase64) as refused:
        read(new(encoded=encoded))
    assert refused.value.facts == {"name": "112-UBND-TH.pdf"}


@pytest.mark.parametrize(
    "archive",
    [
        b"",
        b"PK",
        b"%PDF-1.7",
        zipped()[:-10],
        zipped()[:40],
        zipped().replace(b"PK\x01\x02", b"PK\x01\x03"),
        b"PK\x05\x06" + b"\0" * 17,
    ],
)
def test_an_archive_that_is_none_is_refused(archive: bytes) -> None:
    with pytest.raises(ZipBroken):
        read(new(archive))


def test_a_damaged_file_in_the_archive_is_refused() -> None:
    archive = zipped(b"a" * 1000, method=zipfile.ZIP_STORED).replace(b"aaaa", b"aaba", 1)
    with pytest.raises(ZipBroken):
        read(new(archive))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_odd_ways_of_packing_are_refused(method: int) -> None:
    with pytest.raises(ZipBroken):
        read(new(zipped(b"a" * 1000, method=method)))


def test_an_encrypted_archive_is_refused() -> None:
    archive = bytearray(zipped())
    for head, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        archive[archive.index(head) + at] |= 1
    with pytest.raises(ZipEncrypted):
        read(new(bytes(archive)))


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/cron.d/x",
        "/etc/passwd",
        "..\\..\\x.exe",
        "C:x.exe",
        "thu muc/a.pdf",
        "a\0.pdf",
        "don\u202efdp.exe",
        "a\nb.pdf",
        "x" * 256,
    ],
)
def test_a_path_or_hidden_sign_in_the_archive_is_refused(name: str) -> None:
    archive = zipped(name="N" * len(name.encode())).replace(b"N" * len(name.encode()), name.encode())
    if not name.isascii():
        archive = zipped(name=name)
    with pytest.raises(NameUnsafe):
        read(new(archive))


def test_a_link_in_the_archive_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("a.pdf")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(NameUnsafe):
        read(new(out.getvalue()))


@pytest.mark.parametrize("name", ["../a.pdf", "a/b.pdf", "", "..", "a\u202eb.pdf"])
def test_the_name_of_an_attachment_is_no_path_either(name: str) -> None:
    with pytest.raises(NameUnsafe):
        read(new().replace(b"112-UBND-TH.pdf", name.encode()))


@pytest.mark.parametrize("count", [0, 2, 5_000])
def test_an_archive_holds_exactly_one_file(count: int) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("thu muc/", "")
        for n in range(count):
            archive.writestr(f"{n}.pdf", "x")
    with pytest.raises(ZipNotOne) as refused:
        read(new(out.getvalue()))
    assert refused.value.facts["count"] == count


def test_a_zip_that_is_sent_as_such_stays_a_zip() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("1.pdf", "x")
        archive.writestr("2.pdf", "y")
    assert _file(new(out.getvalue()).replace(b"112-UBND-TH.pdf", b"bo ho so.ZIP")).content == out.getvalue()
    packet = a_packet(attachments=(Attachment(content_id="1", name="bo.zip", content=out.getvalue()),))
    assert read(write(packet)) == packet
    only = a_packet(attachments=(Attachment(content_id="1", name="bo.zip", content=zipped(name="trong.zip")),))
    assert read(write(only)) == only


def test_a_bomb_is_refused_before_it_fills_the_memory() -> None:
    archive = zipped(b"\0" * (150 * 2**20))
    assert len(archive) < 200_000
    data = new(archive)
    tracemalloc.start()
    with pytest.raises(ZipBomb):
        read(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 80 * 2**20


def test_what_packs_well_and_is_small_is_no_bomb() -> None:
    assert _file(new(zipped(b"\0" * 2**20))).content == b"\0" * 2**20


def test_all_attachments_together_have_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    assert packing.Budget().left == 200 * 2**20
    monkeypatch.setattr(packing.Budget.__init__, "__defaults__", (1000,))
    files = [Attachment(content_id=str(n), name=f"{n}.pdf", content=b"x" * 400) for n in range(3)]
    assert write(a_packet(attachments=tuple(files[:2])))
    with pytest.raises(ZipBomb):
        write(a_packet(attachments=tuple(files)))
    bare = base64.b64encode(b"x" * 1001).decode()
    with pytest.raises(ZipBomb):
        read(new(encoded=bare).replace(b"application/zip", b"application/pdf"))


def test_a_size_that_lies_is_refused() -> None:
    archive = bytearray(zipped(b"a" * 5000))
    for head, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", archive, archive.index(head) + at, 10)
    with pytest.raises(ZipBroken):
        read(new(bytes(archive)))
    for head, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", archive, archive.index(head) + at, 2**31)
    with pytest.raises(ZipBroken):
        read(new(bytes(archive)))


@pytest.mark.parametrize("text", ["a\0b", "\x0b", "\ud800", "\uffff", "\x1f"])
def test_signs_that_xml_cannot_carry_are_not_sent(text: str) -> None:
    packet = a_packet()
    with pytest.raises(TextForbidden) as refused:
        write(a_packet(attachments=(Attachment(content_id="1", name="a.pdf", content=b"x", description=f"x{text}x"),)))
    assert refused.value.facts == {"element": "Description"}
    object.__setattr__(packet.header, "subject", f"x{text}x")
    with pytest.raises(TextForbidden):
        write(packet)


def test_what_pretends_to_be_canonical_is_not_sent() -> None:
    with pytest.raises(ValueError, match="reads back as another"):
        write(a_packet(elsewhere=(("edXMLHeader", "<edXML:a/>"),)))
    with pytest.raises(NotXml):
        write(a_packet(elsewhere=(("edXMLHeader", "</edXML:edXMLHeader>"),)))
    with pytest.raises(ValueError, match="not in"):
        a_packet(elsewhere=(("From", "<a></a>"),))


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """The schema locations of a packet, and an include, are names to us."""

    def refuse(*_: Any) -> None:
        raise AssertionError("A packet opened a connection.")

    monkeypatch.setattr("socket.socket.connect", refuse)
    located = f'<edXML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="{NS} http://127.0.0.1:9/x.xsd" '
    data = new().replace(b"<edXML ", located.encode())
    included = b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/></edXML:From>'
    packet = read(data.replace(b"</edXML:From>", included))
    assert "passwd" in packet.header.sender.unknown[0]
    assert "root:" not in packet.header.sender.unknown[0]


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_packet_with_some_bytes_changed_is_read_or_refused(data: st.DataObject) -> None:
    """Nothing else comes out than a packet or a refusal: no other error, no hang."""
    packet = bytearray(new())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(packet) - 1))
        packet[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    began = time.monotonic()
    with suppress(Refusal):
        assert read(bytes(packet))
    assert time.monotonic() - began < 2


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(Refusal):
        read(data)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_an_archive_with_some_bytes_changed_is_unpacked_or_refused(data: st.DataObject) -> None:
    archive = bytearray(zipped(b"noi dung " * 30))
    at = data.draw(st.integers(0, len(archive) - 1))
    archive[at : at + 1] = data.draw(st.binary(max_size=3))
    with suppress(Refusal):
        assert read(new(bytes(archive)))


def test_the_guard_alone_makes_the_tree() -> None:
    assert guarding.guarded(new()).tag == f"{{{NS}}}edXML"
