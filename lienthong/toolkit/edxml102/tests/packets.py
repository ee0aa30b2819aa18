"""Packets for tests: written by hand from the tables of README.md, invented offices and documents."""

from __future__ import annotations

import base64
import zipfile
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from lienthong.toolkit.edxml102 import (
    Answered,
    Appendixes,
    Attachment,
    Business,
    Code,
    DocumentPacket,
    DocumentType,
    MessageHeader,
    NewDocument,
    Organ,
    OtherInfo,
    Promulgation,
    ResponseFor,
    Signer,
    Staff,
    StatusCode,
    StatusHeader,
    StatusPacket,
    ToPlaces,
    TraceHeader,
    TraceHeaderList,
)

NS = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
AT = datetime(2018, 3, 5, 1, 30, tzinfo=UTC)
DOCUMENT_ID = "000.00.12.H49,2018/03/05,112/UBND-TH"

NEW = f"""<?xml version="1.0" encoding="UTF-8"?>
<edXML xmlns="{NS}">
  <edXML:edXMLEnvelope xmlns:edXML="{NS}">
    <edXML:edXMLHeader>
      <edXML:MessageHeader>
        <edXML:From>
          <edXML:OrganId>000.00.12.H49</edXML:OrganId>
          <edXML:OrganName> UBND huyện Bình Liêu
          </edXML:OrganName>
        </edXML:From>
        <edXML:To><edXML:OrganId>000.08.12.H49</edXML:OrganId><edXML:OrganName>UBND xã Lục Hồn</edXML:OrganName></edXML:To>
        <edXML:To><edXML:OrganId>000.09.12.H49</edXML:OrganId></edXML:To>
        <edXML:DocumentId>{DOCUMENT_ID}</edXML:DocumentId>
        <edXML:Code><edXML:CodeNumber>112</edXML:CodeNumber><edXML:CodeNotation>UBND-TH</edXML:CodeNotation></edXML:Code>
        <edXML:PromulgationInfo>
          <edXML:Place>Bình Liêu</edXML:Place>
          <edXML:PromulgationDate>2018/03/05</edXML:PromulgationDate>
        </edXML:PromulgationInfo>
        <edXML:Subject>V/v rà soát thủ tục &lt;một cửa&gt; &amp; liên thông</edXML:Subject>
        <edXML:OtherInfo>
          <edXML:Priority>2</edXML:Priority>
          <edXML:PageAmount>4</edXML:PageAmount>
          <edXML:Direction>false</edXML:Direction>
          <edXML:Appendixes><edXML:Appendix>Biểu mẫu rà soát</edXML:Appendix></edXML:Appendixes>
        </edXML:OtherInfo>
        <edXML:SteeringType>2</edXML:SteeringType>
        <edXML:ToPlaces><edXML:Place>Như trên</edXML:Place><edXML:Place>Lưu: VT</edXML:Place></edXML:ToPlaces>
      </edXML:MessageHeader>
      <edXML:TraceHeaderList>
        <edXML:TraceHeader>
          <edXML:OrganId>000.00.12.H49</edXML:OrganId>
          <edXML:Timestamp>2018/03/05 08:30:00</edXML:Timestamp>
        </edXML:TraceHeader>
        <edXML:Bussiness>
          <edXML:BussinessDocType>0</edXML:BussinessDocType>
          <edXML:BussinessDocReason>Văn bản điện tử mới</edXML:BussinessDocReason>
          <edXML:Paper>1</edXML:Paper>
          <edXML:StaffInfo><edXML:Department>Văn thư</edXML:Department><edXML:Staff>Trần Thị Mai</edXML:Staff></edXML:StaffInfo>
        </edXML:Bussiness>
      </edXML:TraceHeaderList>
    </edXML:edXMLHeader>
    <edXML:edXMLBody>
      <edXML:edXMLManifest version="1.0">
        <edXML:Reference>
          <edXML:ContentId>cid:7</edXML:ContentId>
          <edXML:ContentType>application/zip</edXML:ContentType>
          <edXML:Description>Công văn 112</edXML:Description>
          <edXML:AttachmentName>112-UBND-TH.pdf</edXML:AttachmentName>
        </edXML:Reference>
      </edXML:edXMLManifest>
    </edXML:edXMLBody>
  </edXML:edXMLEnvelope>
  <AttachmentEncoded>
    <Attachment>
      <ContentId>cid:7</ContentId>
      <AttachmentName>112-UBND-TH.pdf</AttachmentName>
      <Description>Công văn 112</Description>
      <ContentType>application/zip</ContentType>
      <edXML:ContentTransferEncoded xmlns:edXML="{NS}">@CONTENT@</edXML:ContentTransferEncoded>
    </Attachment>
  </AttachmentEncoded>
</edXML>
"""

STATUS = f"""<?xml version="1.0" encoding="utf-8"?>
<edXML xmlns="{NS}"><edXML:edXMLEnvelope xmlns:edXML="{NS}"><edXML:edXMLHeader><edXML:MessageHeader>
<edXML:From><edXML:OrganId>000.08.12.H49</edXML:OrganId></edXML:From>
<edXML:ResponseFor>
<edXML:OrganId>000.00.12.H49</edXML:OrganId><edXML:Code>112/UBND-TH</edXML:Code>
<edXML:PromulgationDate>2018/03/05</edXML:PromulgationDate><edXML:DocumentId>{DOCUMENT_ID}</edXML:DocumentId>
</edXML:ResponseFor>
<edXML:StaffInfo><edXML:Staff>Lý Văn Chiến</edXML:Staff></edXML:StaffInfo>
<edXML:StatusCode>03</edXML:StatusCode>
<edXML:Description>Đã vào sổ</edXML:Description>
<edXML:Timestamp>2018/03/05 09:15:20</edXML:Timestamp>
</edXML:MessageHeader></edXML:edXMLHeader></edXML:edXMLEnvelope></edXML>
"""


def zipped(content: bytes = b"%PDF-1.7 noi dung", name: str = "b1f0.pdf", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive with that one file, the same at any time."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def new(archive: bytes | None = None, *, encoded: str | None = None) -> bytes:
    """Return the packet NEW with that archive, or with that text in its place."""
    content = base64.encodebytes(zipped() if archive is None else archive).decode() if encoded is None else encoded
    return NEW.replace("@CONTENT@", content).encode()


def a_packet(business: Business | None = None, **changed: object) -> DocumentPacket:
    """Return a document packet with every element filled."""
    organ = Organ(
        organ_id="000.00.12.H49",
        in_charge="UBND tỉnh Quảng Ninh",
        name="UBND huyện Bình Liêu",
        address="Khu Bình Công, thị trấn Bình Liêu",
        email="ubnd@binhlieu.vn",
        telephone="0203 3878 215",
        fax="0203 3878 216",
        website="binhlieu.vn",
    )
    header = MessageHeader(
        sender=organ,
        to=(Organ(organ_id="000.08.12.H49"), Organ(organ_id="000.09.12.H49")),
        document_id=DOCUMENT_ID,
        code=Code(number="112", notation="UBND-TH"),
        promulgation=Promulgation(place="Bình Liêu", on=date(2018, 3, 5)),
        document_type=DocumentType(code="1", detail="0", name="Công văn"),
        subject="V/v rà soát thủ tục",
        content="Rà soát thủ tục một cửa",
        signer=Signer(competence="KT. CHỦ TỊCH", position="Phó Chủ tịch", name="Hoàng Văn Ánh"),
        due_on=date(2018, 3, 30),
        other=OtherInfo(
            priority=1,
            sphere="Huyện",
            typist="TTM",
            copies=8,
            pages=4,
            direction=True,
            appendixes=Appendixes(items=("Biểu 1", "Biểu 2")),
        ),
        response_for=(ResponseFor(organ_id="000.00.00.H49", code="267/UBND-TH", document_id="x,y,z", on=date(2018, 2, 1)),),
        steering=2,
        to_places=ToPlaces(items=("Như trên", "Lưu: VT")),
    )
    trace = TraceHeaderList(
        hops=(TraceHeader(organ_id="000.00.12.H49", at=AT),),
        business=business
        or NewDocument(
            document_id=DOCUMENT_ID,
            reason="Văn bản điện tử mới",
            paper=False,
            staff=Staff(department="Văn thư", name="Trần Thị Mai", email="mai@binhlieu.vn", mobile="0912000001"),
        ),
    )
    given = {"header": header, "trace": trace, "attachments": (Attachment(content_id="1", name="112.pdf", content=b"%PDF-1.7"),)}
    return DocumentPacket(**(given | changed))  # type: ignore[arg-type]  # a test says which fields it changes


def a_status(status: StatusCode = StatusCode.ACCEPTED) -> StatusPacket:
    """Return a status packet."""
    return StatusPacket(
        header=StatusHeader(
            sender=Organ(organ_id="000.08.12.H49"),
            response_for=Answered(organ_id="000.00.12.H49", code="112/UBND-TH", on=date(2018, 3, 5), document_id=DOCUMENT_ID),
            staff=Staff(name="Lý Văn Chiến"),
            status=status,
            description="Đã vào sổ",
            at=AT,
        )
    )


@cache
def a_key(name: str = "UBND huyện Bình Liêu", bits: int = 2048) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    """Return a key and its own certificate, valid from 2018 to 2028."""
    key = rsa.generate_private_key(65537, bits)
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = x509.CertificateBuilder().subject_name(called).issuer_name(called).public_key(key.public_key()).serial_number(7)
    made = made.not_valid_before(datetime(2018, 1, 1, tzinfo=UTC)).not_valid_after(datetime(2028, 1, 1, tzinfo=UTC))
    return key, made.sign(key, hashes.SHA256())
