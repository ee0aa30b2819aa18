"""Signatures in PDF: what they say, what breaks them, how little a stranger's file can do."""

from __future__ import annotations

import asyncio
import io
import os
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from lienthong.toolkit import clock
from lienthong.toolkit.signing import NotAPdf, SampleKeyring, State, Wish, cell, sign, verify
from lienthong.toolkit.signing.testing import a_paper, a_ring, a_signed_name
from lienthong.toolkit.signing.tests.looking import looked_at
from lienthong.toolkit.signing.validating import Measure

HEAD = Wish("NguoiKy", "Lý Văn Chiến", "Ký kết quả", "Xã Hoành Mô")
SEAL = Wish("ConDau", "UBND xã Hoành Mô", "Đóng dấu", "Xã Hoành Mô")


def signed(*wishes: Wish, pdf: bytes | None = None) -> bytes:
    ring, made = a_ring(), pdf or a_paper()
    for wish in wishes or (HEAD,):
        made = sign(made, key=ring.key(a_signed_name(ring, wish.field, wish.name)), wish=wish)
    return made


def found(pdf: bytes) -> list[State]:
    return [one.state for one in looked_at(pdf, roots=a_ring().roots)]


def test_a_signer_and_then_a_seal_stand_in_the_file_and_both_hold() -> None:
    first, second = looked_at(signed(HEAD, SEAL), roots=a_ring().roots)

    assert (first.name, first.reason, first.state) == ("Lý Văn Chiến", "Ký kết quả", State.GOOD)
    assert (second.name, second.field, second.state) == ("UBND xã Hoành Mô", "ConDau", State.GOOD)
    assert first.certificate.subject == "Lý Văn Chiến (MẪU MINH HỌA)"
    assert first.certificate.issuer.startswith("MẪU MINH HỌA - không có giá trị pháp lý")
    assert first.signed_at is not None
    assert abs(first.signed_at - clock.real_now()) < timedelta(minutes=5)


def test_a_file_without_a_signature_has_none() -> None:
    assert found(a_paper()) == []


def test_one_byte_changed_in_what_was_signed_is_seen() -> None:
    made = bytearray(signed())
    at = made.index(b"startxref")
    made[made.rindex(b"stream\n", 0, at) + 20] ^= 1

    try:
        states = found(bytes(made))
    except NotAPdf:
        states = [State.CHANGED]

    assert states == [State.CHANGED]


def test_every_byte_that_is_changed_is_seen() -> None:
    whole = signed()
    signature = whole.index(b"/Contents <"), whole.index(b">", whole.index(b"/Contents <"))

    for at in range(9, len(whole), 997):
        if signature[0] <= at <= signature[1]:
            continue
        changed = bytearray(whole)
        changed[at] ^= 0x01
        try:
            states = found(bytes(changed))
        except NotAPdf:
            continue
        assert State.GOOD not in states, f"byte {at}"


def test_a_page_put_in_after_the_signature_is_seen() -> None:
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(signed()))
    page = writer.root["/Pages"]["/Kids"][0]
    page[generic.NameObject("/Rotate")] = generic.NumberObject(180)
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)

    assert found(out.getvalue()) == [State.CHANGED]


def test_a_root_that_nobody_trusts_is_unknown() -> None:
    (one,) = looked_at(signed(), roots=[])

    assert one.state is State.UNKNOWN


def test_a_certificate_that_had_ended_when_it_signed_is_expired(tmp_path: Path) -> None:
    ring = SampleKeyring.at(tmp_path / "keys")
    old = ring.made("old", words="Lý Văn Chiến", at=clock.real_now() - timedelta(days=9), life=timedelta(days=8))

    (one,) = looked_at(sign(a_paper(), key=old, wish=HEAD), roots=ring.roots)

    assert one.state is State.EXPIRED


def test_what_is_no_pdf_is_neither_signed_nor_read() -> None:
    key = a_ring().key(a_signed_name(a_ring()))

    with pytest.raises(NotAPdf):
        sign(b"%PDF-1.7 nothing", key=key, wish=HEAD)
    with pytest.raises(NotAPdf):
        looked_at(b"GIF89a", roots=[])


def test_a_field_is_signed_once() -> None:
    with pytest.raises(NotAPdf):
        signed(HEAD, HEAD)


def test_the_cell_answers_as_the_function_does() -> None:
    pdf = signed(HEAD, SEAL)

    assert verify(pdf, roots=a_ring().roots) == looked_at(pdf, roots=a_ring().roots)
    with pytest.raises(NotAPdf):
        verify(b"GIF89a", roots=[])


def test_a_cell_that_does_not_answer_in_time_has_not_read_it() -> None:
    with pytest.raises(NotAPdf):
        verify(a_paper(), roots=[], seconds=0.01)
    with pytest.raises(NotAPdf):
        verify(a_paper(), roots=[], module="this")


def test_the_answer_of_the_cell_is_plain() -> None:
    loop, by = asyncio.new_event_loop(), Measure(a_ring().roots, (), (), clock.real_now())

    told = cell.answer(loop, signed(), by), cell.answer(loop, b"GIF89a", by)

    loop.close()
    assert told[0]["found"][0]["state"] == "good"
    assert told[1] == {"ok": False}


def test_a_reader_that_is_not_ours_finds_the_same_signature() -> None:
    """The byte range, hashed and held against the CMS by pikepdf, asn1crypto and cryptography alone."""
    pdf = signed(HEAD, SEAL)

    for place in range(2):
        with pikepdf.open(io.BytesIO(pdf)) as document:
            field = document.Root.AcroForm.Fields[place]
            start, size, again, rest = (int(one) for one in field.V.ByteRange)
            content = bytes(field.V.Contents)
        covered = pdf[start : start + size] + pdf[again : again + rest]
        data = cms.ContentInfo.load(content)["content"]
        signer = data["signer_infos"][0]
        digest = next(one["values"][0].native for one in signer["signed_attrs"] if one["type"].native == "message_digest")
        sha = hashes.Hash(hashes.SHA256())
        sha.update(covered)
        assert digest == sha.finalize()
        serial = signer["sid"].chosen["serial_number"].native
        loaded = (x509.load_der_x509_certificate(one.dump()) for one in data["certificates"])
        own = next(one for one in loaded if one.serial_number == serial)
        public = own.public_key()
        assert isinstance(public, rsa.RSAPublicKey)
        attributes = signer["signed_attrs"].untag().dump()
        public.verify(signer["signature"].native, attributes, padding.PKCS1v15(), hashes.SHA256())


@pytest.mark.skipif(
    shutil.which("pdfsig") is None and not os.environ.get("CI"),
    reason="poppler's pdfsig is not installed (.ci/run installs poppler-utils)",
)
def test_poppler_agrees(tmp_path: Path) -> None:
    path = tmp_path / "ket-qua.pdf"
    path.write_bytes(signed(HEAD, SEAL))

    told = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=True).stdout

    assert told.count("Signature is Valid") == 2
    assert told.count("ETSI.CAdES.detached") == 2
    assert "Total document signed" in told
