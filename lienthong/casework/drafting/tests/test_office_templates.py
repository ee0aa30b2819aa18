"""An office's own templates: written, published by another from a day on, offered, filled, withdrawn."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import docx
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import UBND
from lienthong.casework.drafting import public as drafting
from lienthong.casework.drafting.models import OfficeTemplate
from lienthong.casework.drafting.testing import Room, a_template, begun, content, letters_of, published, torn
from lienthong.office.files import public as files
from lienthong.office.files.testing import packages
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.paper.testing import words_of

TODAY = date(2018, 3, 12)
TOMORROW = TODAY + timedelta(days=1)
LETTER = {
    "symbol": "12/KH-UBND",
    "issuer": "UBND tỉnh Quảng Ninh",
    "body": "Ủy ban nhân dân huyện Bình Liêu",
    "place": "Bình Liêu",
}


def found(actor: Actor, uid: UUID) -> drafting.TemplateRow:
    with ledger.seeing({actor.unit_id}):
        return drafting.office_template(actor, uid)


def offered(actor: Actor, *, source: str = "blank", day: date = TODAY) -> list[str]:
    bodies = [one for one in documents.bodies_near(actor.unit_id, day) if one.system == actor.capacity]
    with ledger.seeing({actor.unit_id}):
        return [one.name for one in drafting.offered_templates(actor, source, day, bodies)]


def publish(room: Room, uid: UUID, *, since: date = TODAY, shared: bool = False, at: Any = MONDAY_8AM) -> None:
    drafting.publish_template(actor=room.head, at=at, version_uid=uid, since=since, shared=shared)


def withdraw(actor: Actor, uid: UUID, reason: str = "Sai thể thức", at: Any = MONDAY_8AM) -> None:
    drafting.withdraw_template(actor=actor, at=at, version_uid=uid, reason=reason)


def test_a_specialist_writes_a_template_and_the_head_publishes_it_from_a_day_on(room: Room) -> None:
    uid = a_template(room.writer, name="  Thư mời   họp ")
    row = found(room.writer, uid)
    assert (row.name, row.number, row.state, row.type_name, row.template_uid) == ("Thư mời họp", 1, "draft", "Giấy mời", uid)
    assert offered(room.writer) == []
    publish(room, uid, since=TOMORROW)
    assert found(room.writer, uid).publisher_name == room.head.name
    assert offered(room.writer) == []
    assert offered(room.writer, day=TOMORROW) == ["Thư mời họp"]


def test_a_page_sent_twice_is_one_version(room: Room) -> None:
    key = new_uid()
    assert a_template(room.writer, key=key) == a_template(room.writer, key=key)
    with ledger.seeing({room.writer.unit_id}):
        assert len(drafting.office_templates(room.writer)) == 1


def test_who_wrote_a_version_does_not_publish_it(room: Room) -> None:
    uid = a_template(room.head)
    with pytest.raises(drafting.OwnTemplate):
        publish(room, uid)
    with pytest.raises(drafting.NotTemplatePublisher):
        drafting.publish_template(actor=room.writer, at=MONDAY_8AM, version_uid=uid, since=TODAY)
    with ledger.seeing({room.head.unit_id}), pytest.raises(IntegrityError), transaction.atomic():
        OfficeTemplate.objects.filter(uid=uid).update(publisher_uid=room.head.person_uid)


def test_a_version_is_written_further_by_its_writer_until_it_is_published(room: Room) -> None:
    uid = a_template(room.writer)
    again = drafting.NewTemplate("Thư mời", "blank", "giay-moi", content(text="Kính mời dự họp."), note="ngắn hơn")
    with pytest.raises(drafting.NotTemplateWriter, match=room.writer.name):
        drafting.rewrite_template(actor=room.head, at=MONDAY_8AM, version_uid=uid, new=again)
    drafting.rewrite_template(actor=room.writer, at=MONDAY_8AM, version_uid=uid, new=again)
    row = found(room.writer, uid)
    assert (row.name, row.note, row.content.text) == ("Thư mời", "ngắn hơn", "Kính mời dự họp.")
    publish(room, uid)
    for act in (
        lambda: drafting.rewrite_template(actor=room.writer, at=MONDAY_8AM, version_uid=uid, new=again),
        lambda: publish(room, uid),
    ):
        with pytest.raises(drafting.TemplateNotDraft, match="đã ban hành"):
            act()  # type: ignore[no-untyped-call]  # one of two acts


def test_the_next_version_ends_the_one_before_on_its_first_day(room: Room) -> None:
    first = published(room)
    second = a_template(room.writer, name="Thư mời mới", of=found(room.writer, first).template_uid)
    assert found(room.writer, second).number == 2
    with pytest.raises(drafting.TemplatePast, match="13/03/2018"):
        publish(room, second)
    publish(room, second, since=TOMORROW)
    assert found(room.writer, first).until == TOMORROW
    assert (offered(room.writer), offered(room.writer, day=TOMORROW)) == (["Thư mời họp"], ["Thư mời mới"])
    with ledger.seeing({room.writer.unit_id}):
        versions = drafting.template_versions(found(room.writer, second))
    assert [one.number for one in versions] == [2, 1]
    assert [one.holds(TOMORROW) for one in versions] == [True, False]


def test_a_version_never_begins_in_the_past(room: Room) -> None:
    with pytest.raises(drafting.TemplatePast, match="12/03/2018"):
        publish(room, a_template(room.writer), since=TODAY - timedelta(days=1))


def test_a_withdrawn_version_is_offered_no_more_and_says_why(room: Room) -> None:
    uid = published(room)
    with pytest.raises(drafting.NotTemplatePublisher):
        withdraw(room.writer, uid)
    with pytest.raises(drafting.ReasonNeeded):
        withdraw(room.head, uid, " ")
    withdraw(room.head, uid)
    row = found(room.writer, uid)
    assert (row.state, row.withdraw_reason, row.withdrawn_by, row.never_held) == (
        "withdrawn",
        "Sai thể thức",
        room.head.name,
        True,
    )
    assert offered(room.writer) == []
    with pytest.raises(drafting.TemplateEnded):
        withdraw(room.head, uid)


def test_the_end_of_a_version_that_was_followed_stays_when_it_is_withdrawn(room: Room) -> None:
    first = published(room)
    publish(room, a_template(room.writer, of=first), since=TOMORROW)
    withdraw(room.head, first, at=MONDAY_8AM + timedelta(days=5))
    assert found(room.writer, first).until == TOMORROW


def test_a_writer_puts_an_unpublished_version_away(room: Room) -> None:
    uid = a_template(room.writer)
    withdraw(room.writer, uid, "Trùng")
    assert found(room.writer, uid).until is None
    assert not found(room.writer, uid).never_held


def test_a_shared_template_is_offered_to_whoever_drafts_for_the_body_and_is_written_by_its_office_alone(room: Room) -> None:
    office = room.town.actor("office", "unit_head")
    own = a_template(room.clerk, name="Riêng của văn phòng")
    drafting.publish_template(actor=office, at=MONDAY_8AM, version_uid=own, since=TODAY)
    uid = a_template(room.clerk, name="Tờ trình xin kinh phí", type_key="to-trinh")
    drafting.publish_template(actor=office, at=MONDAY_8AM, version_uid=uid, since=TODAY, shared=True)
    assert offered(room.writer) == ["Tờ trình xin kinh phí"]
    assert offered(room.clerk) == ["Riêng của văn phòng", "Tờ trình xin kinh phí"]
    assert offered(room.party) == []
    assert found(room.writer, uid).unit_id == room.clerk.unit_id
    with pytest.raises(drafting.TemplateUnknown):
        found(room.writer, own)
    with pytest.raises(drafting.TemplateUnknown):
        withdraw(room.head, uid)
    copy = a_template(room.writer, of=uid)
    assert (found(room.writer, copy).template_uid, found(room.writer, copy).number) == (copy, 1)


def test_a_template_for_letters_is_offered_to_answers_alone_and_a_blank_one_everywhere(room: Room) -> None:
    published(room, name="Phúc đáp", source="letter", text="Phúc đáp {{ số ký hiệu văn bản đến }}")
    published(room, name="Thư mời họp")
    assert offered(room.writer) == ["Thư mời họp"]
    assert offered(room.writer, source="letter") == ["Phúc đáp", "Thư mời họp"]
    assert offered(room.writer, source="dossier") == ["Thư mời họp"]


def test_places_are_filled_and_marked_and_dots_stay_where_nothing_is_known(room: Room) -> None:
    text = "{{ cơ quan ban hành }} nhận được {{ số ký hiệu văn bản đến }} ngày {{ ngày văn bản đến }}."
    uid = a_template(room.writer, source="letter", to="{{ cơ quan gửi }}", text=text, subject="Phúc đáp")
    made, marked = drafting.fill_template(found(room.writer, uid), LETTER)
    assert made.text == "Ủy ban nhân dân huyện Bình Liêu nhận được 12/KH-UBND ngày …."
    assert made.to == "UBND tỉnh Quảng Ninh"
    assert [one.field for one in marked] == ["to", "text"]
    assert [(one.words, one.known) for one in marked[1].parts if one.place][-1] == ("…", False)


def test_the_leader_is_asked_for_only_where_a_template_names_one(room: Room, query_count: Any) -> None:
    bodies = documents.bodies_near(room.writer.unit_id, TODAY)
    body = next(one for one in bodies if one.key == UBND)
    plain = found(room.writer, a_template(room.writer))
    with query_count() as counted:
        assert drafting.head_facts(plain, body, MONDAY_8AM) == {}
    assert counted.statements == 0
    named = found(room.writer, a_template(room.writer, signer="{{ người đứng đầu }}", signer_post="{{ chức vụ người đứng đầu }}"))
    facts = drafting.head_facts(named, body, MONDAY_8AM)
    leader = room.town.actor("district", "unit_head")
    assert (facts["head"], bool(facts["head_post"])) == (leader.name, True)
    assert drafting.head_facts(named, None, MONDAY_8AM) == {}


def test_a_preview_is_a_paper_with_samples(room: Room) -> None:
    uid = a_template(room.writer, text="{{ cơ quan ban hành }} kính mời dự họp tháng {{ tháng }}.")
    words = words_of(drafting.preview_template(found(room.writer, uid), TODAY))
    assert "Ủy ban nhân dân huyện Bình Liêu kính mời dự họp tháng 3." in words
    assert "GIẤY MỜI" in words


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"name": " "}, drafting.TemplateNameless),
        ({"name": "x" * 151}, drafting.TooLong),
        ({"note": "x" * 301}, drafting.TooLong),
        ({"source": "mail"}, drafting.ChoiceUnknown),
        ({"type_key": "khong-co"}, drafting.TypeNotDrafted),
        ({"text": "", "subject": ""}, drafting.NothingWritten),
        ({"text": "x" * 200_001}, drafting.TooLong),
        ({"text": "{{ mã hồ sơ }}"}, drafting.PlacesStrange),
    ],
)
def test_what_is_wrong_with_a_template_is_refused(room: Room, changes: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        a_template(room.writer, **changes)


def test_a_strange_place_is_named_with_what_is_allowed(room: Room) -> None:
    with pytest.raises(drafting.PlacesStrange) as no:
        a_template(room.writer, text="{{ ngày họp }} {% if x %}")
    assert "{{ ngày họp }}, {%, %}" in str(no.value)
    assert "{{ đơn vị soạn }}, {{ cơ quan ban hành }}" in str(no.value)
    assert "mã hồ sơ" not in str(no.value)


def test_who_drafts_nothing_writes_no_template(room: Room) -> None:
    with pytest.raises(drafting.NotADrafter):
        a_template(room.town.actor("district", "system_admin"))


def test_a_draft_remembers_the_template_it_began_with_and_what_was_filled_in(room: Room) -> None:
    from_ = {"uid": str(new_uid()), "name": "Thư mời họp", "number": 2, "filled": [["địa danh", "Bình Liêu"]]}
    new = drafting.NewDraft(UBND, "giay-moi", content(), begun_from=from_)
    made = drafting.begin(actor=room.writer, at=MONDAY_8AM, new=new, key=new_uid())
    with ledger.seeing({room.writer.unit_id}):
        assert drafting.version(room.writer, made.version_uid).begun_from == from_
        assert drafting.version(room.writer, begun(room.writer).version_uid).begun_from == {}


def test_the_database_rewrites_no_published_version_and_erases_none(room: Room) -> None:
    uid = published(room)
    with ledger.seeing({room.writer.unit_id}):
        mine = OfficeTemplate.objects.filter(uid=uid)
        for bend in (
            lambda: mine.update(content={}),
            lambda: mine.update(since=TOMORROW),
            lambda: mine.update(number=7),
            lambda: mine.delete(),
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                bend()
        other = OfficeTemplate.objects.get(uid=a_template(room.writer, of=uid))
        with pytest.raises(IntegrityError), transaction.atomic():
            OfficeTemplate.objects.filter(pk=other.pk).update(since=TOMORROW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM drafting_officetemplate")
        assert cursor.fetchone() == (0,), "without a unit in the context nothing is seen"


def brought(actor: Actor, package: bytes, *, name: str = "thu-moi.docx", source: str = "blank", **facts: Any) -> UUID:
    """Upload a template that is a .docx."""
    new = drafting.NewTemplate("Thư mời họp", source, "giay-moi", drafting.Content(subject="Dự họp tháng {{ tháng }}"))
    told = {"key": new_uid(), **facts}
    return drafting.bring_template(actor=actor, at=MONDAY_8AM, new=new, name=name, content=io.BytesIO(package), **told)


def test_a_docx_with_places_is_a_template_whose_text_and_file_are_filled(room: Room) -> None:
    uid = brought(room.writer, torn("Tại {{ địa", " danh }}, tháng {{ tháng }}."))
    row = found(room.writer, uid)
    assert (row.file_name, row.content.text) == ("thu-moi.docx", "Tại {{ địa danh }}, tháng {{ tháng }}.")
    made, _ = drafting.fill_template(row, {"place": "Bình Liêu", "month": "3"})
    assert (made.subject, made.text) == ("Dự họp tháng 3", "Tại Bình Liêu, tháng 3.")
    package = drafting.filled_template_file(row, {"place": "Bình Liêu", "month": "3"})
    assert package is not None
    assert letters_of(package)[0] == "Tại Bình Liêu, tháng 3."
    assert drafting.filled_template_file(found(room.writer, a_template(room.writer)), {}) is None


def test_a_shared_docx_is_filled_for_whoever_drafts_for_the_body(room: Room) -> None:
    uid = brought(room.clerk, torn("Tại {{ địa danh }}"))
    office = room.town.actor("office", "unit_head")
    drafting.publish_template(actor=office, at=MONDAY_8AM, version_uid=uid, since=TODAY, shared=True)
    with ledger.seeing({room.writer.unit_id}):
        package = drafting.filled_template_file(drafting.office_template(room.writer, uid), {"place": "Bình Liêu"})
        assert package is not None
        new = drafting.NewDraft(UBND, "giay-moi", content(), file=("Thư mời.docx", package))
        made = drafting.begin(actor=room.writer, at=MONDAY_8AM, new=new, key=new_uid())
        version = drafting.version(room.writer, made.version_uid)
        assert version.file_name == "Thư mời.docx"
        assert version.word["margins"]
        assert version.file_uid is not None
        with files.open_file(version.file_uid) as kept:
            assert letters_of(kept.read())[0] == "Tại Bình Liêu"


def test_a_docx_sent_twice_is_one_version_and_the_next_upload_the_next(room: Room) -> None:
    key = new_uid()
    first = brought(room.writer, torn("Một {{ tháng }}"), key=key)
    assert brought(room.writer, torn("Một {{ tháng }}"), key=key) == first
    second = brought(room.writer, torn("Hai {{ tháng }}"), of=first)
    assert (found(room.writer, second).template_uid, found(room.writer, second).number) == (first, 2)


def test_the_words_of_a_docx_are_changed_in_a_word_processor(room: Room) -> None:
    uid = brought(room.writer, torn("Một {{ tháng }}"))
    new = drafting.NewTemplate("Thư mời", "blank", "giay-moi", content())
    with pytest.raises(drafting.TemplateIsFile):
        drafting.rewrite_template(actor=room.writer, at=MONDAY_8AM, version_uid=uid, new=new)


def test_a_strange_place_in_the_foot_of_a_docx_is_named(room: Room) -> None:
    made = docx.Document()
    made.add_paragraph("Tại {{ địa danh }}")
    made.sections[0].footer.paragraphs[0].text = "{{ số điện thoại }}"
    kept = io.BytesIO()
    made.save(kept)
    with pytest.raises(drafting.PlacesStrange, match="số điện thoại"):
        brought(room.writer, kept.getvalue())
    with ledger.seeing({room.writer.unit_id}):
        assert drafting.office_templates(room.writer) == []


@pytest.mark.parametrize(
    ("package", "name", "refusal"),
    [
        (torn("Một"), "thu-moi.doc", drafting.NotWordFile),
        (packages.docx({"word/vbaProject.bin": b"x"}), "thu-moi.docx", files.FileRefused),
        (packages.docx_with_relationship("attachedTemplate", "https://xa.example/mau.dotm"), "thu-moi.docx", files.FileRefused),
        (packages.docx_with_entity(), "thu-moi.docx", files.FileRefused),
        (b"khong phai", "thu-moi.docx", files.FileRefused),
    ],
)
def test_a_file_that_the_policy_refuses_is_no_template(room: Room, package: bytes, name: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        brought(room.writer, package, name=name)
