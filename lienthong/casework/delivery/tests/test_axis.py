"""Packets of the axis: out once, in once, statuses both ways, and what is wrong kept with its reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from lienthong.casework.delivery import public as delivery
from lienthong.casework.delivery.services import packing, unpacking
from lienthong.casework.delivery.testing import (
    a_letter,
    an_agency,
    broken,
    carried,
    fetched,
    rows_of,
    sent,
    taken_in,
    waiting,
)
from lienthong.casework.delivery.tests.axis import PROVINCE, come, key_of, left, letter_of, sent_out, status_of, statuses
from lienthong.casework.documents.testing import Town
from lienthong.casework.handling.public import LetterInstructed
from lienthong.casework.intake import public as intake
from lienthong.office.org.testing import MONDAY_8AM as AT
from lienthong.toolkit import edxml102 as edxml
from lienthong.toolkit import outbox
from lienthong.toolkit.edxml102.folder import FolderTransport
from lienthong.toolkit.edxml102.tests.packets import a_key, a_status
from lienthong.toolkit.outbox.models import Delivery

pytestmark = pytest.mark.usefixtures("axis")


def test_a_document_leaves_as_a_packet_with_its_file(town: Town, axis: Path) -> None:
    uid = a_letter(town.clerk)
    sent(town.clerk, uid, an_agency(town.clerk, organ=PROVINCE))
    assert (rows_of(town.clerk, uid)[0].state, left(axis)) == ("queued", []), "nothing leaves before the commit"
    carried()
    (packet,) = left(axis)
    assert isinstance(packet, edxml.DocumentPacket)
    header = packet.header
    assert (header.document_id, header.to[0].organ_id) == (key_of(town), PROVINCE)
    assert header.code == edxml.Code(number="01", notation="QĐ-UBND")
    assert (header.signer and header.signer.name, header.other and header.other.copies) == ("Hoàng Văn Cường", 12)
    assert [one.name for one in packet.attachments] == ["quyet-dinh.pdf"]
    (row,) = rows_of(town.clerk, uid)
    assert (row.state, row.sent_at is not None) == ("sent", True)
    assert broken() == []


@pytest.mark.parametrize("killed", ["before", "after"])
def test_killed_around_the_hand_over_nothing_is_lost_or_doubled(
    town: Town, axis: Path, monkeypatch: pytest.MonkeyPatch, killed: str
) -> None:
    uid = a_letter(town.clerk)
    sent(town.clerk, uid, an_agency(town.clerk, organ=PROVINCE))
    whole: Callable[..., str] = FolderTransport.send_document

    def dies(self: FolderTransport, data: bytes) -> str:
        if killed == "after":
            whole(self, data)
        raise OSError("nguồn điện mất")

    monkeypatch.setattr(FolderTransport, "send_document", dies)
    carried()
    assert rows_of(town.clerk, uid)[0].state == "queued"
    monkeypatch.setattr(FolderTransport, "send_document", whole)
    Delivery.objects.filter(delivered_at=None).update(next_try_at=AT)
    carried()
    assert rows_of(town.clerk, uid)[0].state == "sent"
    assert len(left(axis)) == 1


def test_a_packet_that_cannot_be_made_says_why_and_is_sent_again(town: Town, axis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = a_letter(town.clerk)
    (dispatch,) = sent(town.clerk, uid, an_agency(town.clerk, organ=PROVINCE))
    made = packing._written
    monkeypatch.setattr(packing, "_written", lambda packet: edxml.write(edxml.read(b"<x/>")))
    carried()
    (row,) = rows_of(town.clerk, uid)
    assert row.state == "failed"
    assert row.note
    monkeypatch.setattr(packing, "_written", made)
    delivery.send_again(actor=town.clerk, at=AT, dispatch_uid=dispatch)
    carried()
    assert (rows_of(town.clerk, uid)[0].state, len(left(axis))) == ("sent", 1)
    with pytest.raises(delivery.NotWaiting):
        delivery.send_again(actor=town.clerk, at=AT, dispatch_uid=dispatch)


def test_where_the_axis_is_cut_off_the_packet_waits(town: Town, axis: Path, settings: Any) -> None:
    uid = a_letter(town.clerk)
    sent(town.clerk, uid, an_agency(town.clerk, organ=PROVINCE))
    settings.EDXML_DIR = ""
    carried()
    assert rows_of(town.clerk, uid)[0].state == "queued"
    assert "LIENTHONG_EDXML_DIR" in Delivery.objects.get(handler="delivery.send_packet").last_error
    assert fetched() == (0, 0)


def test_our_packets_are_signed_with_the_key_of_the_installation(town: Town, axis: Path, settings: Any, tmp_path: Path) -> None:
    key, certificate = a_key()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + certificate.public_bytes(Encoding.PEM)
    (tmp_path / "own.pem").write_bytes(pem)
    settings.EDXML_KEY = str(tmp_path / "own.pem")
    sent_out(town)
    (path,) = (axis / "out").glob("*.edxml")
    signed = edxml.read_signed(path.read_bytes(), edxml.Trust((certificate,), certificate.not_valid_before_utc))
    assert isinstance(signed.packet, edxml.DocumentPacket)


def test_statuses_from_outside_move_the_document_on(town: Town, axis: Path) -> None:
    uid = sent_out(town)
    (row,) = rows_of(town.clerk, uid)
    for place, (code, state) in enumerate({"01": "arrived", "03": "registered", "05": "processing", "06": "done"}.items()):
        come(axis, status_of(row, code, key_of(town)), str(place))
        assert fetched() == (1, 0)
        assert rows_of(town.clerk, uid)[0].state == state


def test_a_status_of_a_document_that_never_left_is_kept_as_wrong(town: Town, axis: Path) -> None:
    (row,) = rows_of(town.clerk, sent_out(town))
    come(axis, status_of(row, "03", key_of(town), organ="H01"), "x")
    come(axis, a_status(), "y")
    assert fetched() == (0, 2)
    reasons = {one.reason for one in FolderTransport(axis).refused()}
    assert all("không gửi từ đây" in one for one in reasons)


def test_a_packet_lies_before_the_clerk_it_is_for_and_its_sender_is_told(town: Town, axis: Path) -> None:
    come(axis, letter_of(town))
    assert fetched() == (1, 0)
    (row,) = waiting(town.clerk)
    assert (row.channel, row.title, row.proposal.symbol) == ("axis", "Về cải cách", "1520/SNV-CCHC")
    assert (row.proposal.issuer, row.body_key, row.files) == ("Sở Nội vụ tỉnh Quảng Ninh", "people_committee", 1)
    assert "chữ ký" in row.trouble, "it was not signed, and that is told"
    carried()
    assert statuses(axis) == [("01", "")]
    number = taken_in(town.clerk)
    carried()
    carried()
    assert statuses(axis) == [("03", "")]
    assert number.document_uid is not None
    outbox.announce(LetterInstructed(number.document_uid, AT))
    carried()
    carried()
    assert statuses(axis) == [("04", "")]
    (came,) = rows_of(town.clerk, number.document_uid)
    assert (came.state, came.number) == ("assigned", number.label)
    assert broken() == []


def test_a_unit_is_found_by_its_old_code_too_and_told_by_it(town: Town, axis: Path) -> None:
    unit = town.district.units["hoanh_mo"]
    unit.code_legacy = "000.01.90.H49"
    unit.save()
    come(axis, letter_of(town, organ="000.01.90.H49"))
    fetched()
    assert len(waiting(town.commune)) == 1
    carried()
    (status,) = left(axis)
    assert isinstance(status, edxml.StatusPacket)
    assert status.header.sender.organ_id == "000.01.90.H49"


def test_the_same_document_in_other_bytes_is_laid_once(town: Town, axis: Path) -> None:
    come(axis, letter_of(town))
    fetched()
    come(axis, edxml.write(letter_of(town)) + b"\n", "again")
    assert fetched() == (1, 0)
    assert len(waiting(town.clerk)) == 1
    carried()
    assert len(statuses(axis)) == 1


def test_killed_before_the_transport_is_told_the_packet_is_taken_once(
    town: Town, axis: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    come(axis, letter_of(town))
    whole: Callable[..., None] = FolderTransport.update_status

    def dies(*_: object) -> None:
        raise OSError("nguồn điện mất")

    monkeypatch.setattr(FolderTransport, "update_status", dies)
    with pytest.raises(OSError, match="điện"):
        fetched()
    monkeypatch.setattr(FolderTransport, "update_status", whole)
    assert fetched() == (1, 0)
    assert len(waiting(town.clerk)) == 1
    carried()
    assert [code for code, _ in statuses(axis)] == ["01"]


def test_a_packet_for_nobody_here_is_refused_with_02(town: Town, axis: Path) -> None:
    come(axis, letter_of(town, organ="H01.02"))
    assert fetched() == (0, 1)
    (wrong,) = FolderTransport(axis).refused()
    assert "H01.02" in wrong.reason
    carried()
    ((code, why),) = statuses(axis)
    assert (code, "H01.02" in why) == ("02", True)


def test_what_the_clerk_refuses_is_told_with_02_and_the_reason(town: Town, axis: Path) -> None:
    come(axis, letter_of(town))
    fetched()
    (row,) = waiting(town.clerk)
    intake.refuse(actor=town.clerk, at=AT, arrival_uid=row.uid, reason="Thiếu phụ lục")
    carried()
    carried()
    assert ("02", "Thiếu phụ lục") in statuses(axis)


def test_where_signatures_are_required_a_packet_without_one_is_wrong(town: Town, axis: Path, settings: Any) -> None:
    settings.EDXML_SIGNED = "required"
    come(axis, letter_of(town))
    assert (fetched(), waiting(town.clerk)) == ((0, 1), [])


def test_a_signature_of_nobody_trusted_is_wrong_under_each_policy(town: Town, axis: Path, settings: Any, tmp_path: Path) -> None:
    key, certificate = a_key()
    come(axis, edxml.write_signed(letter_of(town), key, certificate))
    at = certificate.not_valid_before_utc + timedelta(minutes=1)
    assert fetched(at) == (0, 1)
    trust = tmp_path / "trust"
    trust.mkdir()
    (trust / "so.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    settings.EDXML_SIGNED = "required"
    come(axis, edxml.write_signed(letter_of(town), key, certificate), "again")
    data = edxml.write_signed(letter_of(town), key, certificate)
    packet, told = unpacking.verified(data, at)
    assert (isinstance(packet, edxml.DocumentPacket), told) == (True, "")
