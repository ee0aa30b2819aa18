"""Guidance is recorded, listened to by somebody else, heard; a newer version replaces it and the old one is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db.utils import IntegrityError

from lienthong.casework.guidance import public as guidance
from lienthong.casework.guidance.models import Recording
from lienthong.office.files import public as files
from lienthong.office.files.testing import sounds
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM, District, a_district
from lienthong.toolkit.actor import Actor

BIRTH = "1.001193"


@pytest.fixture
def district(db: None) -> District:
    """A small Bình Liêu."""
    return a_district()


def clerk(district: District) -> Actor:
    """Return the counter clerk of Hoành Mô."""
    return district.actor("hoanh_mo", "counter_clerk")


def head(district: District) -> Actor:
    """Return the chairman of Hoành Mô."""
    return district.actor("hoanh_mo", "unit_head")


def recorded(district: District, *, language: str = "tay", pages: int = 3, **facts: Any) -> UUID:
    """Record guidance for a birth; another number of pages is another file."""
    spoken = guidance.Spoken(
        **({"subject": "procedure", "code": BIRTH, "language": language, "words": "Mang giấy chứng sinh."} | facts)
    )
    content = sounds.ogg(pages=pages)
    return guidance.record(actor=clerk(district), at=MONDAY_8AM, spoken=spoken, content=content, name="khai-sinh.ogg")


def approved(district: District, uid: UUID, *, minutes: int = 5) -> None:
    """Let the chairman approve a recording."""
    at = MONDAY_8AM + timedelta(minutes=minutes)
    guidance.approve(actor=head(district), at=at, recording_uid=uid, heard=True)


def test_a_recording_is_heard_only_when_somebody_else_has_approved_it(district: District) -> None:
    uid = recorded(district)
    assert guidance.heard("procedure", BIRTH) == []
    with pytest.raises(guidance.RecordingUnknown):
        guidance.one_heard(uid)
    with pytest.raises(guidance.OwnRecording, match="tiếng Tày"):
        guidance.approve(actor=clerk(district), at=MONDAY_8AM, recording_uid=uid, heard=True)
    with pytest.raises(guidance.MustBeHeard):
        guidance.approve(actor=head(district), at=MONDAY_8AM, recording_uid=uid, heard=False)

    approved(district, uid)

    (row,) = guidance.heard("procedure", BIRTH)
    assert (row.uid, row.language_name, row.number, row.words, row.mime) == (
        uid,
        "Tiếng Tày",
        1,
        "Mang giấy chứng sinh.",
        "audio/ogg",
    )
    assert guidance.one_heard(uid) == row
    unit = clerk(district).unit_id
    with ledger.seeing({unit}):
        assert [one.activity for one in ledger.history(uid)] == ["guidance_recorded", "guidance_published"]
        with files.open_file(row.file_uid) as content:
            assert content.read() == sounds.ogg()
    with pytest.raises(guidance.RecordingUnknown):
        approved(district, uid)


def test_a_newer_version_replaces_and_the_old_one_is_kept(district: District) -> None:
    first, dao = recorded(district), recorded(district, language="dao", pages=4)
    approved(district, first)
    approved(district, dao)
    second = recorded(district, pages=5)
    approved(district, second, minutes=9)

    assert [(one.uid, one.number) for one in guidance.heard("procedure", BIRTH)] == [(second, 2), (dao, 1)]
    assert guidance.heard("procedure", BIRTH, unit_id=district.units["dong_van"].pk) == []
    kept = {row.uid: (row.state_name, row.mine) for row in guidance.recordings(clerk(district))}
    assert kept == {first: ("Đã có bản mới", True), dao: ("Đang phát", True), second: ("Đang phát", True)}
    with pytest.raises(IntegrityError):
        Recording.objects.filter(uid=first).update(state="published")


def test_a_recording_is_refused_with_a_reason(district: District) -> None:
    uid = recorded(district)
    with pytest.raises(guidance.RefusalNeedsReason):
        guidance.refuse(actor=head(district), at=MONDAY_8AM, recording_uid=uid, reason=" ")
    guidance.refuse(actor=head(district), at=MONDAY_8AM, recording_uid=uid, reason="nói nhầm tên giấy")
    row = guidance.recording(clerk(district), uid)
    assert (row.state_name, row.reason, row.decided_by) == ("Không duyệt", "nói nhầm tên giấy", head(district).name)
    with pytest.raises(guidance.RecordingUnknown):
        guidance.recording(clerk(district), uuid4())


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"subject": "page", "code": "nowhere"}, guidance.SubjectUnknown),
        ({"subject": "book"}, guidance.SubjectUnknown),
        ({"code": "khai sinh"}, guidance.SubjectUnknown),
        ({"language": "en"}, guidance.SubjectUnknown),
        ({"words": " "}, guidance.WordsMissing),
    ],
)
def test_it_is_told_of_what_in_which_language_and_what_is_said(
    district: District, facts: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        recorded(district, **facts)


def test_only_some_posts_record_and_review_and_only_sound(district: District) -> None:
    spoken = guidance.Spoken("page", "kiosk", "san_chi", "Mời bấm ô lớn.")
    with pytest.raises(files.KindNotAccepted, match=r"bản ghi âm \.ogg"):
        guidance.record(actor=clerk(district), at=MONDAY_8AM, spoken=spoken, content=b"chao", name="loi-noi.txt")
    with pytest.raises(guidance.NotYourGuidance):
        guidance.record(actor=head(district), at=MONDAY_8AM, spoken=spoken, content=sounds.mp3(), name="noi.mp3")
    uid = recorded(district)
    stranger = district.actor("hoanh_mo", "records_clerk")
    with pytest.raises(guidance.NotYourGuidance):
        guidance.approve(actor=stranger, at=MONDAY_8AM, recording_uid=uid, heard=True)
