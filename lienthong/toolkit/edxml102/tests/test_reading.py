"""What a packet says is read; the exact form is demanded."""

from __future__ import annotations

import base64
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from lienthong.toolkit.edxml102 import (
    Changes,
    DocumentPacket,
    NewDocument,
    OrganIds,
    Priority,
    Recall,
    Receiver,
    Receivers,
    Replaced,
    ReplacedList,
    Replacement,
    ResponseFor,
    StatusCode,
    StatusPacket,
    Update,
    read,
    write,
)
from lienthong.toolkit.edxml102.errors import (
    AttachmentUnmatched,
    KindUnknown,
    NotEdxml,
    PartMissing,
    PartTwice,
    PrefixMissing,
    StatusUnknown,
    ValueUnreadable,
)
from lienthong.toolkit.edxml102.tests.packets import DOCUMENT_ID, NS, STATUS, a_packet, new, zipped
from lienthong.toolkit.errors import Refusal


def _document(data: bytes) -> DocumentPacket:
    packet = read(data)
    assert isinstance(packet, DocumentPacket)
    return packet


def test_a_new_document_is_read_as_it_was_written_by_hand() -> None:
    packet = _document(new())
    header = packet.header
    assert header.sender.organ_id == "000.00.12.H49"
    assert header.sender.name == "UBND huyện Bình Liêu"
    assert [to.organ_id for to in header.to] == ["000.08.12.H49", "000.09.12.H49"]
    assert header.document_id == DOCUMENT_ID
    assert header.code is not None
    assert (header.code.number, header.code.notation) == ("112", "UBND-TH")
    assert header.promulgation is not None
    assert header.promulgation.on == date(2018, 3, 5)
    assert header.subject == "V/v rà soát thủ tục <một cửa> & liên thông"
    assert header.other is not None
    assert header.other.priority == Priority.VERY_URGENT
    assert header.other.pages == 4
    assert header.other.direction is False
    assert header.other.appendixes is not None
    assert header.other.appendixes.items == ("Biểu mẫu rà soát",)
    assert header.steering == 2
    assert header.to_places is not None
    assert header.to_places.items == ("Như trên", "Lưu: VT")
    assert packet.elsewhere == header.unknown == packet.trace.unknown == ()


def test_hops_are_in_vietnamese_time_and_business_says_what_happens() -> None:
    trace = _document(new()).trace
    assert trace.hops[0].at == datetime(2018, 3, 5, 1, 30, tzinfo=UTC)
    assert isinstance(trace.business, NewDocument)
    assert trace.business.reason == "Văn bản điện tử mới"
    assert trace.business.paper is True
    assert trace.business.staff is not None
    assert trace.business.staff.name == "Trần Thị Mai"


def test_a_document_id_is_not_taken_apart() -> None:
    odd = "000.00.00.G22,2014/02/30,khong ro/7806"
    packet = _document(new().replace(DOCUMENT_ID.encode(), odd.encode()))
    assert packet.header.document_id == odd


def test_what_is_absent_or_empty_is_unknown() -> None:
    data = new().replace(
        b"<edXML:PageAmount>4</edXML:PageAmount>", b"<edXML:PageAmount/><edXML:PromulgationAmount> </edXML:PromulgationAmount>"
    )
    other = _document(data).header.other
    assert other is not None
    assert other.pages is None
    assert other.copies is None
    assert other.sphere == ""


def test_an_archive_written_as_a_stream_under_another_name_and_an_empty_answer_are_read() -> None:
    """As gateways pack: sizes after the content, the name an id; and with `ResponseFor` though nothing is answered."""

    class Stream(BytesIO):
        def seekable(self) -> bool:
            return False

    out = Stream()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("5c70-4b46.PDF", b"%PDF-1.4 quet")
    data = new(out.getvalue()).replace(b"<edXML:SteeringType>", b"<edXML:ResponseFor /><edXML:SteeringType>")
    data = data.replace(b"<edXML:ContentType>application/zip", b"<edXML:ContentType>application/pdf")
    packet = _document(data)
    assert packet.attachments[0].content == b"%PDF-1.4 quet"
    assert packet.attachments[0].name == "112-UBND-TH.pdf"
    assert packet.header.response_for == (ResponseFor(),)
    assert read(write(packet)) == packet


def test_a_status_is_read() -> None:
    packet = read(STATUS.encode())
    assert isinstance(packet, StatusPacket)
    assert packet.header.status is StatusCode.ACCEPTED
    assert packet.header.response_for.document_id == DOCUMENT_ID
    assert packet.header.response_for.on == date(2018, 3, 5)
    assert packet.header.at == datetime(2018, 3, 5, 2, 15, 20, tzinfo=UTC)
    assert packet.header.staff is not None
    assert packet.header.description == "Đã vào sổ"


@pytest.mark.parametrize("code", ["01", "02", "03", "04", "05", "06", "13", "15", "16"])
def test_every_known_status_is_read_and_written(code: str) -> None:
    packet = read(STATUS.replace(">03<", f">{code}<").encode())
    assert isinstance(packet, StatusPacket)
    assert packet.header.status.value == code
    assert f"<edXML:StatusCode>{code}</edXML:StatusCode>".encode() in write(packet)


@pytest.mark.parametrize("code", ["07", "12", "14", "3", "abc", "17"])
def test_a_status_nobody_explained_is_refused(code: str) -> None:
    with pytest.raises(StatusUnknown) as refused:
        read(STATUS.replace(">03<", f">{code}<").encode())
    assert refused.value.facts == {"value": code}


def test_what_a_status_packet_does_not_need_is_kept() -> None:
    more = '<edXML:TraceHeaderList id="a"><edXML:x>1</edXML:x></edXML:TraceHeaderList></edXML:edXMLHeader><edXML:edXMLBody/>'
    packet = read(STATUS.replace("</edXML:edXMLHeader>", more).encode())
    assert [place for place, _ in packet.elsewhere] == ["edXMLEnvelope", "edXMLHeader"]
    assert read(write(packet)) == packet


@pytest.mark.parametrize(
    ("business", "shown"),
    [
        (Recall(reason="Sai thẩm quyền"), "<edXML:BussinessDocType>1</edXML:BussinessDocType>"),
        (
            Update(
                document_id="a,b,c",
                changes=Changes(
                    document=False,
                    receivers=True,
                    receiver_list=Receivers(items=(Receiver(organ_id="X1", added=True), Receiver(organ_id="X2", added=False))),
                ),
            ),
            "<edXML:BussinessDocumentInfo><edXML:DocumentInfo>0</edXML:DocumentInfo><edXML:DocumentReceiver>1</edXML:DocumentReceiver>"
            "<edXML:ReceiverList><edXML:Receiver><edXML:OrganId>X1</edXML:OrganId><edXML:ReceiverType>1</edXML:ReceiverType>"
            "</edXML:Receiver><edXML:Receiver><edXML:OrganId>X2</edXML:OrganId><edXML:ReceiverType>0</edXML:ReceiverType>",
        ),
        (
            Replacement(replaced=ReplacedList(items=(Replaced(document_id="d", organs=OrganIds(items=("X1", "X2"))),))),
            "<edXML:ReplacementInfoList><edXML:ReplacementInfo><edXML:DocumentId>d</edXML:DocumentId><edXML:OrganIdList>"
            "<edXML:OrganId>X1</edXML:OrganId><edXML:OrganId>X2</edXML:OrganId></edXML:OrganIdList></edXML:ReplacementInfo>",
        ),
    ],
)
def test_recall_update_and_replacement_are_written_and_read(business: Recall | Update | Replacement, shown: str) -> None:
    packet = a_packet(business)
    data = write(packet)
    assert shown.encode() in data
    assert _document(data).trace.business == business
    assert type(_document(data).trace.business) is type(business)


def test_a_kind_that_is_not_in_the_regulation_is_refused() -> None:
    with pytest.raises(KindUnknown):
        read(new().replace(b"<edXML:BussinessDocType>0<", b"<edXML:BussinessDocType>4<"))


@pytest.mark.parametrize(
    ("old", "wanted", "missing"),
    [
        ("edXML:From>", "edXML:Sender>", "From"),
        ("edXML:To>", "edXML:Receiver>", "To"),
        ("edXML:DocumentId>", "edXML:DocId>", "DocumentId"),
        ("edXML:Bussiness>", "edXML:Business>", "Bussiness"),
        ("edXML:BussinessDocType>", "edXML:BusinessDocType>", "BussinessDocType"),
        ("edXML:TraceHeaderList>", "edXML:Traces>", "TraceHeaderList"),
        ("edXML:MessageHeader>", "edXML:Header>", "MessageHeader"),
        ("edXML:edXMLHeader>", "edXML:Header>", "edXMLHeader"),
        ("<edXML:OrganId>000.00.12.H49</edXML:OrganId>", "<edXML:OrganId> </edXML:OrganId>", "OrganId"),
    ],
)
def test_a_packet_without_an_obligatory_part_is_refused(old: str, wanted: str, missing: str) -> None:
    with pytest.raises(PartMissing) as refused:
        read(new().replace(old.encode(), wanted.encode()))
    assert refused.value.facts["element"] == missing
    assert missing in refused.value.message


def test_a_status_without_its_document_is_refused() -> None:
    with pytest.raises(PartMissing):
        read(STATUS.replace(f"<edXML:DocumentId>{DOCUMENT_ID}</edXML:DocumentId>", "").encode())


@pytest.mark.parametrize(
    "name", ["MessageHeader", "OrganId", "Bussiness", "edXMLHeader", "edXMLManifest", "ContentType", "edXMLEnvelope"]
)
def test_a_child_without_the_prefix_is_refused(name: str) -> None:
    data = new().decode().replace(f"<edXML:{name}>", f"<{name}>").replace(f"</edXML:{name}>", f"</{name}>")
    data = data.replace('<edXML:edXMLEnvelope xmlns:edXML="', '<edXMLEnvelope xmlns:edXML="') if name == "edXMLEnvelope" else data
    data = (
        data.replace('<edXML:edXMLManifest version="1.0">', '<edXMLManifest version="1.0">') if name == "edXMLManifest" else data
    )
    with pytest.raises(PrefixMissing) as refused:
        read(data.encode())
    assert refused.value.facts == {"element": name}


def test_another_prefix_or_no_name_space_is_refused_too() -> None:
    with pytest.raises(PrefixMissing):
        read(STATUS.replace("edXML:", "ed:").replace("xmlns:edXML", "xmlns:ed").encode())
    with pytest.raises(PrefixMissing):
        read(STATUS.replace("<edXML:Description>Đã vào sổ</edXML:Description>", '<Description xmlns=""/>').encode())


def test_the_status_code_itself_needs_its_prefix() -> None:
    with pytest.raises(PrefixMissing):
        read(STATUS.replace("edXML:StatusCode>", "StatusCode>").encode())


@pytest.mark.parametrize(
    ("old", "twice"),
    [
        ("<edXML:DocumentId>x</edXML:DocumentId>", "DocumentId"),
        ("<edXML:From><edXML:OrganId>1</edXML:OrganId></edXML:From>", "From"),
    ],
)
def test_a_part_that_stands_twice_is_refused(old: str, twice: str) -> None:
    with pytest.raises(PartTwice) as refused:
        read(new().replace(b"<edXML:Subject>", old.encode() + b"<edXML:Subject>"))
    assert refused.value.facts["element"] == twice


def test_two_headers_or_envelopes_are_refused() -> None:
    header = "<edXML:MessageHeader>"
    with pytest.raises(PartTwice):
        read(new().replace(header.encode(), f"{header}</edXML:MessageHeader>{header}".encode()))
    body = b"<edXML:edXMLBody>"
    with pytest.raises(PartTwice):
        read(new().replace(body, b"<edXML:edXMLBody/>" + body))


@pytest.mark.parametrize(
    ("old", "wrong"),
    [
        ("2018/03/05</edXML:PromulgationDate>", "05/03/2018</edXML:PromulgationDate>"),
        ("2018/03/05</edXML:PromulgationDate>", "2018/02/30</edXML:PromulgationDate>"),
        ("2018/03/05</edXML:PromulgationDate>", "2018/03/05 00:00:00</edXML:PromulgationDate>"),
        ("2018/03/05 08:30:00", "2018/03/05T08:30:00"),
        ("2018/03/05 08:30:00", "2018/03/05 25:30:00"),
        (">4</edXML:PageAmount>", ">bốn</edXML:PageAmount>"),
        (">4</edXML:PageAmount>", ">-4</edXML:PageAmount>"),
        (">4</edXML:PageAmount>", ">٤</edXML:PageAmount>"),
        ("<edXML:Paper>1", "<edXML:Paper>có"),
        ("<edXML:Subject>", "<edXML:Subject><edXML:b>đậm</edXML:b>"),
        ("<edXML:Code>", "<edXML:Code>112"),
        ("</edXML:From>", "</edXML:From>chữ lạc"),
    ],
)
def test_a_value_of_another_form_is_refused(old: str, wrong: str) -> None:
    assert old.encode() in new()
    with pytest.raises(ValueUnreadable):
        read(new().replace(old.encode(), wrong.encode()))


@pytest.mark.parametrize(
    "root", ["<html/>", "<edXML/>", '<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2015"/>', f'<x xmlns="{NS}"/>']
)
def test_what_is_no_edxml_is_refused(root: str) -> None:
    with pytest.raises(NotEdxml):
        read(root.encode())


def test_an_empty_envelope_is_refused() -> None:
    with pytest.raises(PartMissing):
        read(f'<edXML xmlns="{NS}"/>'.encode())


def test_the_other_form_of_attachments_is_read_and_the_first_one_written() -> None:
    bare = base64.b64encode(b"%PDF-1.7 tran").decode()
    data = new(encoded=bare).decode()
    data = data.replace("<edXML:ContentId>cid:7</edXML:ContentId>", "").replace(
        "<edXML:Reference>", '<edXML:Reference xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="cid:7" xlink:type="simple">'
    )
    data = data.replace(">cid:7</ContentId>", ">7</ContentId>").replace("application/zip", "application/pdf")
    data = data.replace("<edXML:ContentTransferEncoded", "<ContentTransferEncoded").replace(
        "</edXML:ContentTransferEncoded", "</ContentTransferEncoded"
    )
    packet = _document(data.encode())
    (file,) = packet.attachments
    assert (file.content_id, file.name, file.content) == ("7", "112-UBND-TH.pdf", b"%PDF-1.7 tran")
    again = write(packet)
    assert b"<ContentId>cid:7</ContentId>" in again
    assert b"<ContentType>application/zip</ContentType>" in again
    assert read(again) == packet


def test_attachments_that_the_list_does_not_name_are_refused() -> None:
    for old, wrong in ((b"<ContentId>cid:7<", b"<ContentId>cid:8<"), (b"<edXML:Reference>", b"<edXML:Reference2>")):
        data = new().replace(old, wrong).replace(b"</edXML:Reference>", b"</edXML:Reference>".replace(old[1:-1], wrong[1:-1]))
        with pytest.raises(AttachmentUnmatched) as refused:
            read(data)
        assert refused.value.facts["content_id"] in {"7", "8"}


def test_two_attachments_of_one_id_are_refused() -> None:
    data = new().decode()
    one = data[data.index("<Attachment>") : data.index("</Attachment>") + len("</Attachment>")]
    with pytest.raises(PartTwice):
        read(data.replace(one, one + one).encode())


def test_files_come_in_the_order_of_the_list() -> None:
    packet = a_packet(attachments=())
    assert packet.attachments == ()
    assert read(write(packet)) == packet
    assert b"AttachmentEncoded" not in write(packet)


def test_unknown_elements_and_attributes_stay() -> None:
    data = new(zipped()).decode()
    data = data.replace("</edXML:MessageHeader>", "<edXML:ApplicationType>2</edXML:ApplicationType></edXML:MessageHeader>")
    data = data.replace("<edXML:TraceHeaderList>", '<edXML:TraceHeaderList version="1.0" id="a1">')
    data = data.replace("</edXML:edXMLHeader>", "<edXML:DigitalSignature /></edXML:edXMLHeader>")
    data = data.replace("</edXML:From>", '<v:Zalo xmlns:v="urn:vnpt"><v:So>0912</v:So></v:Zalo></edXML:From>')
    data = data.replace("</Attachment>", "<ContentTransferEncoding>base64</ContentTransferEncoding></Attachment>")
    packet = _document(data.encode())
    assert packet.header.unknown == (f'<edXML:ApplicationType xmlns:edXML="{NS}">2</edXML:ApplicationType>',)
    assert packet.trace.attributes == (("id", "a1"), ("version", "1.0"))
    assert packet.elsewhere == (("edXMLHeader", f'<edXML:DigitalSignature xmlns:edXML="{NS}"></edXML:DigitalSignature>'),)
    assert packet.header.sender.unknown == ('<v:Zalo xmlns:v="urn:vnpt"><v:So>0912</v:So></v:Zalo>',)
    assert packet.attachments[0].unknown == (f'<ContentTransferEncoding xmlns="{NS}">base64</ContentTransferEncoding>',)
    again = write(packet)
    assert b'<edXML:TraceHeaderList id="a1" version="1.0">' in again
    assert read(again) == packet


def test_an_element_of_another_name_space_may_be_called_as_one_of_ours() -> None:
    data = new().replace(b"</edXML:From>", b'<v:Email xmlns:v="urn:vnpt">a@b.vn</v:Email></edXML:From>')
    assert _document(data).header.sender.unknown == ('<v:Email xmlns:v="urn:vnpt">a@b.vn</v:Email>',)


def _sentences() -> list[Callable[[], object]]:
    return [
        lambda: read(STATUS.replace(">03<", ">07<").encode()),
        lambda: read(new().replace(b"edXML:To>", b"edXML:Cc>")),
        lambda: read(b"<html/>"),
    ]


@pytest.mark.parametrize("act", _sentences())
def test_a_refusal_is_one_sentence_that_says_what_to_do(act: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as refused:
        act()
    assert refused.value.message.endswith(".")
    assert "; " in refused.value.message or "hãy" in refused.value.message
    assert refused.value.as_dict()["code"].startswith("edxml.")
