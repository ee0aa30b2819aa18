"""A document that is shared at the desk: its page opens for the reader, with nothing of the register around it."""

from __future__ import annotations

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import registered
from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import as_person, page_of
from lienthong.doors.desk.tests.test_leading import words_of


def test_the_page_of_a_shared_document_opens_for_its_reader_with_the_boxes_of_every_room(
    world: given.World,
) -> None:
    office, justice = world.district.actor("office", "records_clerk"), world.district.units["justice"]
    uid = registered(office).document_uid
    assert uid is not None
    page, reader = f"/van-ban/{uid}/", as_person(world, "justice", "unit_head")
    assert reader.get(page).status_code == 404
    documents.share(actor=office, at=world.at, document_uid=uid, unit_id=justice.pk, reason="Phối hợp thẩm định")
    answer = reader.get(page)
    assert "Phối hợp thẩm định" in words_of(answer)
    assert "Soạn văn bản trả lời" in words_of(answer)
    assert "/van-ban/so/" not in page_of(answer)
