"""What fits, what is refused by the name of its box, who is told the key, which lists go on, which index a question uses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from lienthong.casework.petitions import public as petitions
from lienthong.casework.petitions.models import Petition
from lienthong.casework.petitions.queries.lists import of_view
from lienthong.casework.petitions.testing import answered, entered, filed, row, short_pages
from lienthong.office.citizens import public as citizens
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM, District
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

TUESDAY = MONDAY_8AM + timedelta(days=1)


def published(head: Actor, clerk: Actor, subject: str) -> UUID:
    uid = entered(clerk).uid
    answered(head, uid, at=TUESDAY, public_subject=subject, public_answer="Xã đang sửa.")
    return uid


def test_a_page_sent_again_to_another_unit_is_another_petition(district: District) -> None:
    key = new_uid()
    first, elsewhere = filed(district, key=key), filed(district, key=key, unit="dong_van")

    assert first.code != elsewhere.code
    assert not elsewhere.repeated
    assert [filed(district, key=key, unit=unit).code for unit in ("hoanh_mo", "dong_van")] == [first.code, elsewhere.code]


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"address": "a" * 301}, "Địa chỉ dài quá 300 ký tự"),
        ({"contact": f"{'a' * 200}@noi.vn"}, "Số điện thoại hoặc thư điện tử dài quá 200 ký tự"),
        ({"procedure": "1" * 41}, "Mã thủ tục dài quá 40 ký tự"),
        ({"dossier": "h" * 61}, "Mã hồ sơ dài quá 60 ký tự"),
    ],
)
def test_what_is_too_long_is_refused_by_the_name_of_its_box_and_not_cut(
    district: District, facts: dict[str, Any], says: str
) -> None:
    with pytest.raises(petitions.TooManyWords) as no:
        filed(district, **facts)
    assert no.value.message.startswith(says)


def test_an_agency_with_too_long_a_name_is_refused(clerk: Actor, head: Actor) -> None:
    uid = entered(clerk).uid
    with pytest.raises(petitions.TooManyWords, match="Cơ quan nhận chuyển dài quá 300"):
        petitions.transfer(actor=head, at=TUESDAY, uid=uid, agency="a" * 301, reason="Đúng thẩm quyền")
    assert row(head, uid).state == "open"


def test_a_refusal_names_what_is_to_be_written(clerk: Actor, head: Actor) -> None:
    uid = entered(clerk).uid
    with pytest.raises(petitions.NeedsWords, match="Ghi nội dung trả lời"):
        answered(head, uid, at=TUESDAY, words=" ")
    with pytest.raises(petitions.NeedsWords, match="Ghi lý do"):
        petitions.refuse(actor=head, at=TUESDAY, uid=uid, reason=" ")
    with pytest.raises(petitions.NeedsWords, match="Ghi tên cơ quan nhận chuyển"):
        petitions.transfer(actor=head, at=TUESDAY, uid=uid, agency=" ", reason="Đúng thẩm quyền")
    with pytest.raises(petitions.PublicNeedsBoth, match="Ghi cả tóm tắt và trả lời công khai"):
        answered(head, uid, at=TUESDAY, public_subject="Đi lại")


def test_the_key_is_told_to_who_entered_the_petition_and_to_nobody_else(district: District, clerk: Actor, head: Actor) -> None:
    sent, said = filed(district), entered(clerk)

    def key(actor: Actor, uid: UUID) -> str:
        with ledger.seeing(actor.sees):
            return petitions.sheet(actor, uid, MONDAY_8AM).lookup_key

    assert key(clerk, said.uid) == said.lookup_key
    assert [key(actor, uid) for actor, uid in ((head, said.uid), (clerk, sent.uid), (head, sent.uid))] == ["", "", ""]


def test_who_takes_in_what_is_about_behaviour_opens_it_no_more(district: District, clerk: Actor, head: Actor) -> None:
    uid = filed(district).uid
    petitions.receive(actor=clerk, at=MONDAY_8AM, uid=uid, kind="behaviour", handler_id=clerk.unit_id)

    with ledger.seeing(clerk.sees):
        assert (petitions.seen(clerk, uid), petitions.seen(head, uid)) == (False, True)
    assert [petitions.may_read_behaviour(actor) for actor in (clerk, head)] == [False, True]


def test_a_last_page_that_is_just_full_leads_nowhere(clerk: Actor, head: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    short_pages(monkeypatch)
    published(head, clerk, "Việc đầu")
    assert petitions.published().before == 0
    published(head, clerk, "Việc sau")
    first = petitions.published()
    rest = petitions.published(before=first.before)

    assert [one.subject for one in (*first.rows, *rest.rows)] == ["Việc sau", "Việc đầu"]
    assert rest.before == 0


def test_of_the_own_petitions_the_database_tells_so_many_as_it_is_said(district: District, clerk: Actor) -> None:
    citizen = new_uid()
    made = row(clerk, filed(district, citizen=citizen).uid)
    with ledger.seeing(clerk.sees):
        for number in range(2, petitions.OWN_MOST + 2):
            made.pk, made.uid, made.key, made.number, made.code = (
                None,
                new_uid(),
                new_uid(),
                number,
                f"{made.code[:-4]}{number:04d}",
            )
            made.save(force_insert=True)
    with citizens.seeing(citizen):
        mine = petitions.own()

    assert (len(mine), mine[0].code) == (petitions.OWN_MOST, made.code)


def test_what_lies_open_is_counted_where_it_lies(district: District, clerk: Actor, head: Actor) -> None:
    here, above, elsewhere = (district.units[key].pk for key in ("hoanh_mo", "district", "dong_van"))
    filed(district)
    given_on, done = entered(clerk).uid, entered(clerk).uid
    petitions.assign(actor=head, at=MONDAY_8AM, uid=given_on, handler_id=above)
    answered(head, done, at=TUESDAY)

    with ledger.seeing({here, above, elsewhere}):
        assert petitions.open_at([here, above, elsewhere]) == {here: 1, above: 1}


@pytest.mark.parametrize("view", ["waiting", "open", "overdue"])
def test_a_view_of_open_petitions_uses_the_index_of_open_ones(db: None, view: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE; SET LOCAL enable_seqscan = off")
    plan = Petition.objects.filter(of_view(view, MONDAY_8AM)).explain()

    assert "petition_open" in plan, plan
