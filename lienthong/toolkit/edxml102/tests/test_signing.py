"""Signatures over packets: what was changed, what is missing, weak, odd or by a stranger is refused."""

from __future__ import annotations

import base64
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from lienthong.toolkit.edxml102 import Attachment, DocumentPacket, Trust, read, read_signed, write, write_signed
from lienthong.toolkit.edxml102.errors import (
    CertificateOutOfTime,
    NotBase64,
    SignatureBroken,
    SignatureMissing,
    SignatureUnknown,
    SignatureWeak,
    SignerNotTrusted,
)
from lienthong.toolkit.edxml102.tests.packets import NS, a_key, a_packet, a_status, new

AT = datetime(2020, 6, 1, tzinfo=UTC)
DATA = Path(__file__).parent / "data"
DSIG = "http://www.w3.org/2000/09/xmldsig#"


def _trust(at: datetime = AT) -> Trust:
    return Trust((a_key()[1],), at)


def _signed() -> bytes:
    return write_signed(a_packet(), *a_key())


@pytest.mark.parametrize("packet", [a_packet(), a_status(), a_packet(elsewhere=(("edXMLHeader", '<a xmlns="">1</a>'),))])
def test_a_signed_packet_is_read_with_its_signer(packet: DocumentPacket) -> None:
    signed = read_signed(write_signed(packet, *a_key()), _trust())
    assert signed.packet == packet
    assert signed.certificate == a_key()[1]


def test_a_signature_is_no_part_of_the_packet() -> None:
    assert read(_signed()) == a_packet()
    assert b"Signature" not in write(read(_signed()))


def test_the_same_packet_is_signed_to_the_same_bytes() -> None:
    assert _signed() == _signed()


def test_the_signature_stands_in_the_header_without_a_prefix_and_by_sha_256() -> None:
    data = _signed().decode()
    assert data.count(f'<Signature xmlns="{DSIG}">') == 1
    assert data.index("</edXML:TraceHeaderList>") < data.index("<Signature ") < data.index("</edXML:edXMLHeader>")
    assert '<Reference URI="">' in data
    assert "sha1" not in data


def test_an_unsigned_packet_is_refused() -> None:
    with pytest.raises(SignatureMissing):
        read_signed(write(a_packet()), _trust())


@pytest.mark.parametrize(
    ("old", "changed"),
    [
        ("112.pdf", "113.pdf"),
        ("<edXML:Priority>1<", "<edXML:Priority>3<"),
        ("V/v rà soát thủ tục", "V/v rà soát thủ tục "),
        ("<edXML:To>", "<edXML:To><edXML:Fax>1</edXML:Fax>"),
        ("UEsDB", "UEsDC"),
        ("<AttachmentEncoded>", "<AttachmentEncoded><Attachment/>"),
        ('<edXML:edXMLManifest version="1.0">', '<edXML:edXMLManifest version="1.1">'),
        ("</edXML:edXMLHeader>", " </edXML:edXMLHeader>"),
    ],
)
def test_what_was_changed_after_signing_is_refused(old: str, changed: str) -> None:
    assert old in _signed().decode()
    with pytest.raises(SignatureBroken):
        read_signed(_signed().decode().replace(old, changed, 1).encode(), _trust())


def test_a_signature_value_of_another_packet_is_refused() -> None:
    other = write_signed(a_status(), *a_key()).decode()
    value = re.search("<SignatureValue>.*</SignatureValue>", other)
    whole = re.search("<Signature .*</Signature>", other)
    assert value
    assert whole
    with pytest.raises(SignatureBroken):
        read_signed(re.sub("<SignatureValue>.*</SignatureValue>", value.group(), _signed().decode()).encode(), _trust())
    with pytest.raises(SignatureBroken):
        read_signed(re.sub("<Signature .*</Signature>", whole.group(), _signed().decode()).encode(), _trust())


def test_comments_and_the_declaration_are_not_signed_and_say_nothing() -> None:
    data = _signed().replace(b"<edXML:OrganId>000.00.12", b"<edXML:OrganId><!-- 999 -->000.00.12").split(b"?>\n", 1)[1]
    assert read_signed(data, _trust()).packet == a_packet()


def test_white_space_after_the_signature_belongs_to_what_is_signed() -> None:
    spaced = write(a_packet()).decode().replace("</edXML:edXMLHeader>", "\n  </edXML:edXMLHeader>")
    signature = re.search("<Signature .*</Signature>", _signed().decode())
    assert signature
    with pytest.raises(SignatureBroken):
        read_signed(spaced.replace("\n  </edXML:edXMLHeader>", f"{signature.group()}\n  </edXML:edXMLHeader>").encode(), _trust())


def test_a_stranger_is_refused_by_name_though_the_signature_is_right() -> None:
    data = write_signed(a_packet(), *a_key("Kẻ lạ"))
    with pytest.raises(SignerNotTrusted) as refused:
        read_signed(data, _trust())
    assert "Kẻ lạ" in refused.value.message


def test_a_trusted_certificate_put_beside_the_signature_of_a_stranger_helps_nothing() -> None:
    mine, strange = (
        base64.b64encode(a_key(name)[1].public_bytes(Encoding.DER)).decode() for name in ("UBND huyện Bình Liêu", "Kẻ lạ")
    )
    data = write_signed(a_packet(), *a_key("Kẻ lạ")).decode()
    with pytest.raises(SignatureBroken):
        read_signed(data.replace(strange, mine).encode(), _trust())
    both = data.replace("<X509Certificate>", f"<X509Certificate>{mine}</X509Certificate><X509Certificate>")
    with pytest.raises(SignerNotTrusted):
        read_signed(both.encode(), _trust())


def test_without_a_certificate_inside_the_trusted_ones_are_tried() -> None:
    data = re.sub("<KeyInfo>.*</KeyInfo>", "", _signed().decode()).encode()
    certificates = (a_key("Kẻ lạ")[1], a_key()[1])
    assert read_signed(data, Trust(certificates, AT)).certificate == a_key()[1]
    with pytest.raises(SignatureBroken):
        read_signed(data, Trust(certificates[:1], AT))


@pytest.mark.parametrize("at", [datetime(2017, 12, 31, tzinfo=UTC), datetime(2028, 1, 2, tzinfo=UTC)])
def test_a_certificate_out_of_its_time_is_refused(at: datetime) -> None:
    with pytest.raises(CertificateOutOfTime):
        read_signed(_signed(), _trust(at))
    assert read_signed(_signed(), _trust(datetime(2028, 1, 1, tzinfo=UTC) - timedelta(seconds=1)))


def test_a_short_key_is_refused_and_signs_nothing() -> None:
    with pytest.raises(SignatureWeak) as refused:
        write_signed(a_packet(), *a_key("Cũ", 1024))
    assert refused.value.facts == {"what": "RSA 1024 bit"}


def test_a_key_and_the_certificate_of_another_sign_nothing() -> None:
    with pytest.raises(SignatureBroken):
        write_signed(a_packet(), a_key("Kẻ lạ")[0], a_key()[1])


def test_a_certificate_that_is_not_rsa_is_refused() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    mine = a_key()[1]
    made = (
        x509.CertificateBuilder()
        .subject_name(mine.subject)
        .issuer_name(mine.subject)
        .public_key(key.public_key())
        .serial_number(8)
    )
    made = made.not_valid_before(mine.not_valid_before_utc).not_valid_after(mine.not_valid_after_utc)
    curve = base64.b64encode(made.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)).decode()
    data = re.sub("<X509Certificate>.*</X509Certificate>", f"<X509Certificate>{curve}</X509Certificate>", _signed().decode())
    with pytest.raises(SignatureUnknown):
        read_signed(data.encode(), _trust())


@pytest.mark.parametrize(
    ("old", "odd"),
    [
        ("xmldsig-more#rsa-sha256", "xmldsig-more#hmac-sha256"),
        ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"),
        ("http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmldsig-more#md5"),
        ("REC-xml-c14n-20010315", "REC-xml-c14n-20010315#WithComments"),
        ("http://www.w3.org/2001/10/xml-exc-c14n#", "http://www.w3.org/TR/1999/REC-xslt-19991116"),
        ("http://www.w3.org/2001/10/xml-exc-c14n#", DSIG + "base64"),
        ("http://www.w3.org/2001/10/xml-exc-c14n#", DSIG + "enveloped-signature"),
        ('Reference URI=""', 'Reference URI="#a"'),
        ('Reference URI=""', 'Reference URI="http://127.0.0.1:9/"'),
        ('Reference URI=""', 'Reference URI="" Type="x"'),
        ('<Reference URI="">', '<Reference URI=""></Reference><Reference URI="">'),
        ("</SignedInfo>", "</SignedInfo><SignedInfo/>"),
        ("<SignatureValue>", "<SignatureValue>*"),
        ("<DigestValue>", "<DigestValue>*"),
        ("<X509Certificate>", "<X509Certificate>AAAA"),
        ("<X509Certificate>", "<X509Certificate>*"),
        ("<Transforms>", f'<Transforms><Transform Algorithm="{DSIG}enveloped-signature"/>'),
        (
            'exc-c14n#"/>',
            'exc-c14n#"><InclusiveNamespaces xmlns="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="a"/></Transform>',
        ),
        (f'<Signature xmlns="{DSIG}">', f'<Signature xmlns="{NS}">'),
        ("<Transforms>", "<Transforms/><Transforms>"),
        (' Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"', ""),
    ],
)
def test_another_way_of_signing_is_refused(old: str, odd: str) -> None:
    assert old in _signed().decode()
    with pytest.raises(SignatureUnknown):
        read_signed(_signed().decode().replace(old, odd).encode(), _trust())


def test_a_signature_that_was_moved_or_doubled_is_refused() -> None:
    signature = re.search("<Signature .*</Signature>", _signed().decode())
    assert signature
    bare = write(a_packet()).decode()
    with pytest.raises(SignatureUnknown):
        read_signed(bare.replace("<edXML:edXMLBody>", f"<edXML:edXMLBody>{signature.group()}").encode(), _trust())
    with pytest.raises(SignatureUnknown):
        read_signed(_signed().replace(b"</AttachmentEncoded>", f"</AttachmentEncoded>{signature.group()}".encode()), _trust())
    with pytest.raises(SignatureUnknown):
        read_signed(f'<w xmlns="{NS}">{_signed().decode().split("?>", 1)[1]}</w>'.encode(), _trust())


def test_a_signed_packet_is_refused_for_what_any_packet_is_refused_for() -> None:
    data = write(a_packet(attachments=(Attachment(content_id="1", name="a.pdf", content=b"x"),))).replace(b"UEsDB", b"*EsDB")
    with pytest.raises(NotBase64):
        read(data)
    with pytest.raises(SignatureMissing):
        read_signed(new(), _trust())


def _of_libxmlsec(name: str) -> tuple[bytes, x509.Certificate]:
    return (DATA / f"{name}.edxml").read_bytes(), x509.load_pem_x509_certificate((DATA / "signer.pem").read_bytes())


@pytest.mark.parametrize("name", ["libxmlsec-sha256-prefixed", "libxmlsec-sha256", "libxmlsec-first"])
def test_what_libxmlsec_signed_is_found_right(name: str) -> None:
    """Our packet STATUS, signed by another program (libxmlsec1 by python-xmlsec 1.3.17), prefixed or not, last or first."""
    data, certificate = _of_libxmlsec(name)
    signed = read_signed(data, Trust((certificate,), AT))
    assert signed.certificate == certificate
    with pytest.raises(SignatureBroken):
        read_signed(data.replace(b"<edXML:StatusCode>03", b"<edXML:StatusCode>02"), Trust((certificate,), AT))


def test_sha_1_counts_only_where_it_is_asked_for() -> None:
    data, certificate = _of_libxmlsec("libxmlsec-sha1")
    with pytest.raises(SignatureWeak) as refused:
        read_signed(data, Trust((certificate,), AT))
    assert refused.value.facts == {"what": "SHA-1"}
    assert read_signed(data, Trust((certificate,), AT, sha1=True)).certificate == certificate
    with pytest.raises(SignatureBroken):
        read_signed(data.replace(b"03<", b"02<"), Trust((certificate,), AT, sha1=True))


def test_the_address_that_the_samples_write_for_the_canonical_form_is_understood() -> None:
    """Changing it changes what was signed, so the signature breaks; but it is read."""
    data = _signed().replace(b"http://www.w3.org/2001/10/xml-exc-c14n#", b"http://www.w3.org/TR/xml-exc-c14n#")
    with pytest.raises(SignatureBroken):
        read_signed(data, _trust())
