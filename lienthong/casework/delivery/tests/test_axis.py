"""Packets of the axis: out once, in once, statuses both ways, and what is wrong kept with its reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

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
from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import Town
from lienthong.casework.handling.events import LetterInstructed
from lienthong.casework.intake import public as intake
from lienthong.office.files.testing import pdfs
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM as AT
from lienthong.toolkit import edxml102 as edxml
from lienthong.toolkit import outbox
from lienthong.toolkit.edxml102.folder import FolderTransport
from lienthong.toolkit.edxml102.tests.packets import a_key, a_packet, a_status
from lienthong.toolkit.outbox.models import Delivery

PROVINCE = "H49.05"


@pytest.fixture(autouse=True)
def axis(settings: Any, tmp_path: Path) -> Path:
    """The folder that the gateway empties and fills."""
    settings.EDXML_DIR, settings.EDXML_TRUST_DIR = str(tmp_path / "axis"), str(tmp_path / "trust")
    settings.EDXML_KEY, settings.EDXML_SIGNED = "", "told"
    FolderTransport(tmp_path / "axis")
    return tmp_path / "axis"


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
    changed = {
        "sender": edxml.Organ(organ_id=PROVINCE, name="Sở Nội vụ tỉnh Quảng Ninh"),
        "to": (edxml.Organ(organ_id=organ or town.district.units["district"].code, name="UBND huyện Bình Liêu"),),
        "document_id": key or f"{PROVINCE},2018/03/09,1520/SNV-CCHC", "code": edxml.Code(number=number, notation=notation),
        "promulgation": edxml.Promulgation(place="Hạ Long", on=(AT - timedelta(days=3)).date()), "subject": "Về cải cách",
        "response_for": (),
    }  # fmt: skip
    fields = {name: changed.get(name, getattr(header, name)) for name in header.__dataclass_fields__ if name != "unknown"}
    attachment = edxml.Attachment(content_id="1", name="cong-van.pdf", content=pdfs.good())
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


def test_a_recall_from_outside_takes_back_what_waits_and_asks_for_what_is_registered(town: Town, axis: Path) -> None:
    come(axis, letter_of(town))
    fetched()
    come(axis, letter_of(town, edxml.Recall(reason="Gửi nhầm")), "recall")
    assert fetched() == (1, 0)
    assert not waiting(town.clerk)
    carried()
    assert [code for code, _ in statuses(axis)] == ["01", "15"]


def test_a_registered_document_is_frozen_when_its_clerk_agrees_to_the_recall(town: Town, axis: Path) -> None:
    come(axis, letter_of(town))
    fetched()
    number = taken_in(town.clerk)
    carried()
    come(axis, letter_of(town, edxml.Recall(reason="Sai nội dung")), "recall")
    fetched()
    assert number.document_uid is not None
    (row,) = rows_of(town.clerk, number.document_uid)
    assert (row.asked, row.asked_by, row.asked_why) == ("recall", "Sở Nội vụ tỉnh Quảng Ninh", "Sai nội dung")
    delivery.answer(actor=town.clerk, at=AT, dispatch_uid=row.uid, agree=True)
    carried()
    assert statuses(axis)[-1][0] == "15"
    with ledger.seeing({town.clerk.unit_id}):
        assert documents.line_of(town.clerk, number.document_uid).recall_reason == "Sai nội dung"
    assert broken() == []


def test_a_recall_of_what_never_came_is_answered_with_16(town: Town, axis: Path) -> None:
    come(axis, letter_of(town, edxml.Recall(reason="Gửi nhầm")))
    assert fetched() == (0, 1)
    carried()
    assert [code for code, _ in statuses(axis)] == ["16"]


def test_an_update_from_outside_waits_for_the_clerk_and_to_join_it_is_15(town: Town, axis: Path) -> None:
    come(axis, letter_of(town))
    fetched()
    number = taken_in(town.clerk)
    carried()
    left(axis)
    changes = edxml.Changes(document=True, receivers=False)
    update = edxml.Update(document_id=letter_of(town).header.document_id, reason="Thay phụ lục", changes=changes)
    come(axis, letter_of(town, update, key=f"{PROVINCE},2018/03/10,cap-nhat"), "update")
    assert fetched() == (1, 0)
    (row,) = waiting(town.clerk)
    assert number.document_uid is not None
    intake.join(actor=town.clerk, at=AT, arrival_uid=row.uid, document_uid=number.document_uid)
    carried()
    carried()
    assert [code for code, _ in statuses(axis)] == ["15"]


def test_a_replacement_from_outside_is_linked_with_what_it_replaces(town: Town, axis: Path) -> None:
    come(axis, letter_of(town))
    fetched()
    old = taken_in(town.clerk)
    carried()
    replaced = edxml.ReplacedList(items=(edxml.Replaced(document_id=letter_of(town).header.document_id),))
    newer = edxml.Replacement(replaced=replaced)
    come(axis, letter_of(town, newer, key=f"{PROVINCE},2018/03/12,1600", symbol="1600/SNV-CCHC"), "new")
    fetched()
    new = taken_in(town.clerk)
    carried()
    assert old.document_uid is not None
    with ledger.seeing({town.clerk.unit_id}):
        assert documents.line_of(town.clerk, old.document_uid).replaced_by == new.document_uid


def test_our_recall_goes_by_a_packet_and_the_answer_comes_back(town: Town, axis: Path) -> None:
    uid = sent_out(town)
    left(axis)
    assert delivery.recall(actor=town.clerk, at=AT, document_uid=uid, reason="Sai thẩm quyền") == (0, 1)
    carried()
    (packet,) = left(axis)
    assert isinstance(packet, edxml.DocumentPacket)
    assert (packet.trace.business.kind, packet.trace.business.reason) == (edxml.Kind.RECALL, "Sai thẩm quyền")
    (row,) = rows_of(town.clerk, uid)
    come(axis, status_of(row, "16", key_of(town), why="Đã thi hành"), "no")
    fetched()
    (row,) = rows_of(town.clerk, uid)
    assert (row.state, row.answer, row.answer_why) == ("sent", "refused", "Đã thi hành")


def test_a_recall_that_is_agreed_to_outside_ends_the_way(town: Town, axis: Path) -> None:
    uid = sent_out(town)
    delivery.recall(actor=town.clerk, at=AT, document_uid=uid, reason="Sai thẩm quyền")
    (row,) = rows_of(town.clerk, uid)
    come(axis, status_of(row, "15", key_of(town)), "yes")
    fetched()
    assert rows_of(town.clerk, uid)[0].state == "recalled"


def test_what_did_not_leave_yet_is_recalled_without_a_packet(town: Town, axis: Path) -> None:
    uid = a_letter(town.clerk)
    sent(town.clerk, uid, an_agency(town.clerk, organ=PROVINCE))
    assert delivery.recall(actor=town.clerk, at=AT, document_uid=uid, reason="Sai thẩm quyền") == (1, 0)
    carried()
    assert left(axis) == []


def test_our_update_and_our_replacement_say_what_they_change(town: Town, axis: Path) -> None:
    uid = sent_out(town)
    left(axis)
    files = (documents.Upload("sua.pdf", pdfs.good()),)
    delivery.update(actor=town.clerk, at=AT, document_uid=uid, reason="Sửa phụ lục", uploads=files)
    carried()
    (update,) = left(axis)
    assert isinstance(update, edxml.DocumentPacket)
    assert (update.trace.business.kind, [one.name for one in update.attachments]) == (edxml.Kind.UPDATE, ["sua.pdf"])
    new = a_letter(town.clerk)
    with ledger.seeing({town.clerk.unit_id}):
        (agency,) = delivery.agencies_of(town.clerk)
    sent(town.clerk, new, agency.key, replaces=uid)
    carried()
    (packet,) = left(axis)
    assert isinstance(packet, edxml.DocumentPacket)
    assert isinstance(packet.trace.business, edxml.Replacement)
    assert packet.trace.business.replaced.items[0].document_id == key_of(town)


def test_a_recall_asked_by_status_13_is_taken_as_one(town: Town, axis: Path) -> None:
    come(axis, letter_of(town))
    fetched()
    number = taken_in(town.clerk)
    carried()
    assert number.document_uid is not None
    (row,) = rows_of(town.clerk, number.document_uid)
    come(axis, status_of(row, "13", letter_of(town).header.document_id, why="Sai nội dung"), "ask")
    assert fetched() == (1, 0)
    assert rows_of(town.clerk, number.document_uid)[0].asked_why == "Sai nội dung"
