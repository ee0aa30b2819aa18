"""The decisions about notices, without tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from lienthong.casework.notices import rules
from lienthong.casework.notices.errors import TemplateFaults
from lienthong.casework.notices.queries import templates
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.ui.tongues import VIETNAMESE

NOON = datetime(2018, 3, 12, 12, 0, tzinfo=VIETNAM)
SECRET = b"bi mat"
LONG = {
    "code": "H49.16.05-180312-0001", "unit": "Ủy ban nhân dân xã Hoành Mô", "procedure": "Liên thông " * 8,
    "due": "08:00 thứ Năm, 15/03/2018", "papers": "Giấy chứng sinh", "reply_by": "20/03/2018",
    "owed": ", số tiền còn phải nộp 1.150.000 đồng", "when": "08:00 on Wednesday 12 September 2018", "reason": "x" * 100, "link": "https://motcua.binhlieu.example/tra-cuu/",
}  # fmt: skip


@pytest.mark.parametrize("one", templates.templates(), ids=lambda one: f"{one.key}-{one.language}")
def test_an_sms_fits_into_what_gateways_take(one: rules.Template) -> None:
    assert len(rules.fill(one.sms, LONG)) <= rules.SMS_LONGEST


def test_the_template_of_the_day_is_used() -> None:
    old = templates.template("ready", date(2018, 3, 1))
    new = replace(old, since=date(2018, 7, 1), sms="Mời ông/bà nhận {code}.")

    def on(day: date) -> rules.Template | None:
        return rules.in_force([new, old], key="ready", on=day)

    assert (on(date(2018, 6, 30)), on(date(2018, 7, 1)), on(date(2014, 1, 1))) == (old, new, None)
    with pytest.raises(KeyError, match="ready"):
        templates.template("ready", date(2014, 1, 1))


ENGLISH = [one for one in templates.templates() if one.language == "en"]


def test_every_template_has_an_english_version_with_the_same_facts() -> None:
    pairs = {(one.key, one.since): one for one in templates.templates() if one.language == "vi"}

    assert {(one.key, one.since) for one in ENGLISH} == set(pairs)
    for one in ENGLISH:
        for label in ("subject", "email", "sms", "zalo"):
            same = rules.fields_of(getattr(pairs[one.key, one.since], label))
            assert rules.fields_of(getattr(one, label)) == same, f"{one.key}, {label}"
            assert not VIETNAMESE.search(getattr(one, label)), f"{one.key}, {label}"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"email": "Dossier {code}"}, "ready từ 01/01/2015, email: hai bản không nêu cùng các trường"),
        ({"must": True}, "hai bản khác nhau về việc, loại tin hoặc quyền ngừng nhận"),
        ({"kind": "news"}, "hai bản khác nhau về việc, loại tin hoặc quyền ngừng nhận"),
        ({"key": "new"}, "ready từ 01/01/2015: thiếu bản tiếng Anh"),
        ({"since": date(2019, 1, 1)}, "ready từ 01/01/2019: thiếu bản tiếng Việt"),
        ({"sms": "{code"}, "sms: hai bản không nêu cùng các trường"),
        ({"about": "weather"}, "không có trường {code}"),
    ],
)
def test_an_english_version_that_differs_is_a_fault_of_the_file(change: dict[str, Any], fault: str) -> None:
    ready = [one for one in templates.templates() if one.key == "ready"]
    assert rules.faults(ready) == []

    wrong = [replace(one, **change) if one.language == "en" else one for one in ready]

    assert fault in " ".join(rules.faults(wrong))


def test_the_template_is_found_in_the_language_asked_for() -> None:
    assert templates.template("ready", date(2018, 3, 1), "en").subject == "The result of dossier {code} is ready"
    assert templates.template("ready", date(2018, 3, 1)).subject == "Hồ sơ {code} đã có kết quả"
    assert templates.kind_name("result") == "Đã có kết quả"


def test_a_field_that_does_not_exist_is_named_with_its_template() -> None:
    text = templates.FILE.read_text(encoding="utf-8")

    with pytest.raises(TemplateFaults, match=r"ready từ 01/01/2015, sms: không có trường \{mahoso\}"):
        templates.parsed(text.replace('sms: "Hồ sơ {code} đã có', 'sms: "Hồ sơ {mahoso} đã có'))


@pytest.mark.parametrize("text", ["a: b", "- key: [", "- key: x\n  kind: y"])
def test_a_file_that_is_no_list_of_templates_is_refused(text: str) -> None:
    with pytest.raises(TemplateFaults):
        templates.parsed(text)


@pytest.mark.parametrize(
    ("change", "fault"),
    [({"sms": " "}, "chưa có lời"), ({"email": "Hồ sơ {code"}, "không khép"), ({"zalo": "{code.x}"}, "{code.x}")],
)
def test_each_text_of_a_template_is_checked(change: dict[str, Any], fault: str) -> None:
    one = replace(templates.template("ready", date(2018, 3, 1)), **change)

    assert fault in " ".join(rules.faults([one]))
    assert "hai mẫu cùng ngày" in " ".join(rules.faults([one, one]))


def test_a_value_is_never_read_as_a_template() -> None:
    assert rules.fill("Hồ sơ {code}", {"code": "{unit}", "unit": "UBND"}) == "Hồ sơ {unit}"


@pytest.mark.parametrize(
    ("phone", "email", "channels", "ways"),
    [
        ("0912 345 678", "sen@example.vn", {"email", "sms"}, [("email", "sen@example.vn"), ("sms", "84912345678")]),
        ("0912345678", "", {"sms", "zalo"}, [("zalo", "84912345678")]),
        ("+84 912345678", "", {"sms"}, [("sms", "84912345678")]),
        ("0912345678", "sen@example.vn", set(), []),
        ("không có", " ", {"email", "sms"}, []),
    ],
)
def test_a_person_is_told_by_mail_and_by_one_way_on_the_phone(
    phone: str, email: str, channels: set[str], ways: list[tuple[str, str]]
) -> None:
    assert rules.ways(phone=phone, email=email, open_channels=channels) == ways


@pytest.mark.parametrize(
    ("address", "shown"), [("84912345678", "8491****678"), ("sen@example.vn", "s***@example.vn"), ("113", "***"), ("", "")]
)
def test_a_list_shows_too_little_of_an_address_to_write_to_it(address: str, shown: str) -> None:
    assert rules.masked(address) == shown


def test_history_that_is_entered_later_is_no_news() -> None:
    assert rules.is_history(happened=NOON, announced=NOON + timedelta(days=8))
    assert not rules.is_history(happened=NOON, announced=NOON + timedelta(days=3))


def test_tries_come_slower_and_never_stop_for_long() -> None:
    assert [rules.waiting_time(tries).seconds // 60 for tries in (1, 2, 3, 4, 5, 500)] == [1, 2, 4, 8, 15, 15]


def test_a_stop_link_holds_no_address_and_no_stranger_can_make_one() -> None:
    digest = rules.address_digest(SECRET, "email", " Sen@Example.vn ")
    token = rules.stop_token(SECRET, channel="email", kind="progress", digest=digest)

    assert digest == rules.address_digest(SECRET, "email", "sen@example.vn")
    assert "sen" not in token
    assert rules.read_stop_token(SECRET, token) == ("email", "progress", digest)
    for forged in (token.replace("progress", "result"), token[:-4], f"{token}.x", token.replace("email", "éma"), ""):
        assert rules.read_stop_token(SECRET, forged) is None
    assert rules.read_stop_token(b"khac", token) is None
