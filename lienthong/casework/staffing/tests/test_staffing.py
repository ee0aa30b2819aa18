"""Who works here: posts are made, given, taken away; accounts are handed over."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from lienthong.casework.dossiers import testing as given
from lienthong.casework.handover.testing import a_colleague, a_held_dossier, giver
from lienthong.casework.staffing import public as staffing
from lienthong.office.accounts import public as accounts
from lienthong.office.accounts.testing import an_account
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org.testing import a_person, a_post, an_appointment
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor

TODAY = date(2018, 3, 12)
DECISION = "QĐ 12/QĐ-UBND ngày 10/3/2018"


def admin(world: given.World) -> Actor:
    """Return the administrator of Hoành Mô."""
    return world.district.actor("hoanh_mo", "unit_admin")


def system(world: given.World) -> Actor:
    """Return the administrator of the system."""
    return world.district.actor("district", "system_admin")


def made(world: given.World, *duties: str, actor: Actor | None = None, unit: str = "hoanh_mo", seats: int = 1) -> UUID:
    """Make a post."""
    wanted = staffing.NewPost(
        world.district.units[unit].pk, "Công chức Tư pháp (thứ hai)", duties or ("specialist.justice",), TODAY, seats
    )
    return staffing.make_post(actor=actor or admin(world), at=world.at, wanted=wanted)


def appointed(world: given.World, post: UUID, who: staffing.Newcomer | None = None, **facts: Any) -> UUID:
    """Give a post to somebody new."""
    told: dict[str, Any] = {"actor": admin(world), "since": TODAY, "decision": DECISION, "kind": "appointed"} | facts
    return staffing.appoint(at=world.at, post_uid=post, who=who or staffing.Newcomer(name="Chíu Thị Én", birth_year=1990), **told)


def seats(world: given.World, post: UUID) -> list[tuple[str, bool]]:
    """Return who holds a post, and whether only later."""
    found = staffing.roster(admin(world), world.clerk.unit_id, world.at).places
    return [(one.staff.name, one.coming) for place in found if place.post.uid == post for one in place.seats]


def told(world: given.World, post: UUID) -> list[str]:
    """Return what the ledger tells of a post to its unit."""
    sql = """SELECT e.activity FROM ledger_event e JOIN ledger_event_object o ON o.event_id = e.id
              WHERE o.object_uid = %s ORDER BY e.id"""
    with ledger.seeing(admin(world).sees), connection.cursor() as cursor:
        cursor.execute(sql, [post])
        return [activity for (activity,) in cursor.fetchall()]


def dismissed(world: given.World, person: UUID, **facts: Any) -> None:
    """Let somebody leave the last post from tomorrow on."""
    row = org.person(person)
    assert row is not None
    held = org.held_from(TODAY, person_id=row.id)[-1]
    tomorrow = TODAY + timedelta(days=1)
    told: dict[str, Any] = {"actor": admin(world), "at": world.at, "on": tomorrow, "decision": DECISION} | facts
    staffing.dismiss(appointment_uid=held.appointment_uid, **told)


# --- posts and appointments ---------------------------------------------------------------------------------------------------


def test_the_command_line_gives_the_first_post_that_has_a_free_seat(world: given.World) -> None:
    unit_id = world.district.units["hoanh_mo"].pk
    post = made(world, "specialist.finance")

    person = staffing.first_holder(at=world.at, unit_id=unit_id, duty="specialist.finance", name="Chíu Thị Én")

    assert seats(world, post) == [("Chíu Thị Én", False)]
    assert org.person(person) is not None
    assert told(world, post)[-1] == "appointed"
    with pytest.raises(org.PostFull):
        staffing.first_holder(at=world.at, unit_id=unit_id, duty="specialist.finance", name="Lò Văn Sơn")
    with pytest.raises(staffing.NoSuchPost):
        staffing.first_holder(at=world.at, unit_id=unit_id, duty="system_admin", name="Lò Văn Sơn")


def test_a_post_is_made_and_given_and_its_holder_acts_from_that_day_on(world: given.World) -> None:
    post = made(world, seats=2)
    person = appointed(world, post)
    later = appointed(world, post, staffing.Newcomer(name="Lô Văn Kim"), since=TODAY + timedelta(days=30), kind="seconded")

    assert seats(world, post) == [("Chíu Thị Én", False), ("Lô Văn Kim", True)]
    assert [one.person_uid for one in org.holders("specialist.justice", world.clerk.unit_id, world.at)][-1] == person
    assert later not in {one.person_uid for one in org.holders("specialist.justice", world.clerk.unit_id, world.at)}
    assert told(world, post) == ["post_made", "appointed", "appointed"]


def test_the_rules_of_posts_are_kept(world: given.World) -> None:
    post = made(world)
    appointed(world, post)
    with pytest.raises(org.PostFull):
        appointed(world, post, staffing.Newcomer(name="Lô Văn Kim"))
    with pytest.raises(staffing.DecisionNeeded):
        appointed(world, made(world), decision=" ")
    with pytest.raises(staffing.NoDuty):
        staffing.make_post(actor=admin(world), at=world.at, wanted=staffing.NewPost(world.clerk.unit_id, "Trống", (), TODAY))
    with pytest.raises(org.PostHeld):
        staffing.end_post(actor=admin(world), at=world.at, post_uid=post, on=TODAY + timedelta(days=1))
    for unknown in (lambda: appointed(world, uuid4()), lambda: org.end_post(post_uid=uuid4(), on=TODAY)):
        with pytest.raises(org.UnknownPost):
            unknown()
    with pytest.raises(staffing.PersonUnknown):
        appointed(world, made(world), staffing.Newcomer(person_uid=uuid4()))


def test_an_empty_post_is_ended_and_offered_no_more(world: given.World) -> None:
    post = made(world)
    staffing.end_post(actor=admin(world), at=world.at, post_uid=post, on=TODAY + timedelta(days=1))

    there = [place.post.uid for place in staffing.roster(admin(world), world.clerk.unit_id, world.at + timedelta(days=1)).places]
    assert post not in there


def test_who_leaves_loses_the_duty_from_that_day_on_and_stays_in_the_record(world: given.World) -> None:
    post = made(world)
    person = appointed(world, post)
    dismissed(world, person)

    tomorrow = world.at + timedelta(days=1)
    assert person in {one.person_uid for one in org.holders("specialist.justice", world.clerk.unit_id, world.at)}
    assert person not in {one.person_uid for one in org.holders("specialist.justice", world.clerk.unit_id, tomorrow)}
    with pytest.raises(staffing.AppointmentUnknown):
        staffing.dismiss(actor=admin(world), at=tomorrow, appointment_uid=uuid4(), on=TODAY, decision=DECISION)


def test_no_post_is_taken_away_for_days_that_have_passed(world: given.World) -> None:
    person = appointed(world, made(world))
    with pytest.raises(staffing.EndsInThePast, match=r"\(19/03/2018\) đã qua; ghi từ 20/03/2018 trở đi"):
        dismissed(world, person, at=world.at + timedelta(days=8), on=TODAY + timedelta(days=7))


def test_who_holds_work_hands_it_over_by_minutes_first_unless_another_post_there_keeps_it(world: given.World) -> None:
    a_held_dossier(world)
    officer = giver(world)
    with pytest.raises(staffing.StillHolds, match="còn giữ 1 việc đang giữ ở UBND xã Hoành Mô; lập biên bản"):
        dismissed(world, officer.person_uid)

    appointed(world, made(world), staffing.Newcomer(person_uid=officer.person_uid))
    dismissed(world, officer.person_uid)


# --- rights -------------------------------------------------------------------------------------------------------------------


def test_who_administers_a_unit_acts_there_and_below_and_nowhere_else(world: given.World) -> None:
    below = org.tree(TODAY, root_id=world.district.units["district"].pk)
    assert [one.id for one in staffing.units(admin(world), TODAY)] == [world.clerk.unit_id]
    assert {node.unit.id for node in below} <= {one.id for one in staffing.units(system(world), TODAY)}
    assert staffing.units(world.clerk, TODAY) == []
    for actor, unit in ((admin(world), "dong_van"), (world.clerk, "hoanh_mo")):
        with pytest.raises(staffing.NotYourStaff):
            made(world, actor=actor, unit=unit)
        with pytest.raises(staffing.NotYourStaff):
            staffing.roster(actor, world.district.units[unit].pk, world.at)
    assert made(world, actor=system(world), unit="dong_van")


def test_a_post_that_administers_is_made_given_and_taken_by_the_administrator_of_the_system_alone(world: given.World) -> None:
    with pytest.raises(staffing.AdministratorsByTheSystem):
        made(world, "unit_admin")
    post = made(world, "unit_admin", actor=system(world))
    with pytest.raises(staffing.AdministratorsByTheSystem):
        appointed(world, post)
    person = appointed(world, post, actor=system(world))
    with pytest.raises(staffing.AdministratorsByTheSystem):
        dismissed(world, person)
    an_account(org.Person.objects.get(uid=person), username="en.ct")
    with pytest.raises(staffing.AdministratorsByTheSystem):
        handed(world, person, "en.ct")
    place = next(one for one in staffing.roster(admin(world), world.clerk.unit_id, world.at).places if one.post.uid == post)
    assert (place.changes, place.free) == (False, 0)


def test_nobody_gives_a_post_or_a_password_to_himself(world: given.World) -> None:
    me = admin(world)
    with pytest.raises(staffing.NotForYourself):
        appointed(world, made(world), staffing.Newcomer(person_uid=me.person_uid))
    with pytest.raises(staffing.NotForYourself):
        dismissed(world, system(world).person_uid, actor=system(world))
    with pytest.raises(staffing.NotForYourself):
        handed(world, system(world).person_uid, "quantri", actor=system(world))


def test_the_last_administrator_of_the_system_stays(world: given.World) -> None:
    other = a_colleague(world, "Vi Văn Lộc", "system_admin", unit="district")
    dismissed(world, system(world).person_uid, actor=other)
    tomorrow = world.at + timedelta(days=1)
    held = next(one for one in org.held_from(TODAY) if one.person_uid == other.person_uid)
    with pytest.raises(staffing.LastAdministrator):
        staffing.dismiss(
            actor=system(world),
            at=tomorrow,
            appointment_uid=held.appointment_uid,
            on=TODAY + timedelta(days=2),
            decision=DECISION,
        )


def test_an_administrator_who_is_to_leave_later_is_no_reason_to_let_the_other_go_first(world: given.World) -> None:
    other = a_colleague(world, "Vi Văn Lộc", "system_admin", unit="district")
    dismissed(world, system(world).person_uid, actor=other, on=TODAY + timedelta(days=30))

    with pytest.raises(staffing.LastAdministrator):
        dismissed(world, other.person_uid, actor=system(world))


# --- accounts -----------------------------------------------------------------------------------------------------------------


def handed(world: given.World, person: UUID, username: str, actor: Actor | None = None) -> str:
    """Set a new password for an account."""
    return staffing.hand_password(
        actor=actor or admin(world), at=world.at, real_at=clock.real_now(), person_uid=person, username=username
    )


def test_a_newcomer_gets_an_account_with_a_password_that_is_shown_once(world: given.World) -> None:
    person = appointed(world, made(world))
    assert staffing.member(admin(world), person, world.at).proposed == "en.ct"

    first = staffing.give_account(actor=admin(world), at=world.at, real_at=clock.real_now(), person_uid=person, username="en.ct")
    second = handed(world, person, "en.ct")
    account = accounts.account("en.ct")

    assert first != second
    assert (account.check_password(first), account.check_password(second), account.handed_at is not None) == (False, True, True)
    assert staffing.member(admin(world), person, world.at).proposed == "en.ct2"
    staffing.set_open(actor=admin(world), at=world.at, person_uid=person, username="en.ct", is_open=False)
    assert [row.open for row in staffing.member(admin(world), person, world.at).accounts] == [False]
    for _ in range(2):
        staffing.set_open(actor=admin(world), at=world.at, person_uid=person, username="en.ct", is_open=True)
    assert [row.open for row in staffing.member(admin(world), person, world.at).accounts] == [True]
    accounts.set_password(username="en.ct", password="suối chảy qua bản Pắc Pộc", at=world.at)
    assert accounts.account("en.ct").handed_at is None


def test_an_account_is_touched_through_its_own_person_alone_and_not_when_the_person_works_elsewhere_too(
    world: given.World,
) -> None:
    person = appointed(world, made(world))
    an_account(username="mai.ht")
    with pytest.raises(accounts.UnknownAccount):
        handed(world, person, "mai.ht")
    with pytest.raises(staffing.PersonUnknown):
        handed(world, world.district.person("dong_van", "unit_head").uid, "mai.ht")
    with pytest.raises(staffing.PersonUnknown):
        handed(world, uuid4(), "mai.ht", actor=system(world))
    there = org.Person.objects.get(uid=person)
    an_account(there, username="en.ct")
    an_appointment(a_post(world.district.units["district"], "unit_head", title="Phó Chủ tịch"), there)
    with pytest.raises(staffing.NotYourStaff):
        handed(world, person, "en.ct")
    assert handed(world, person, "en.ct", actor=system(world))


def test_somebody_known_is_found_again_with_the_posts_of_every_unit(world: given.World) -> None:
    known = a_person("Nông Thị Bích")
    appointed(world, made(world), staffing.Newcomer(person_uid=known.uid))
    post = made(world, "counter_clerk", actor=system(world), unit="dong_van")
    appointed(world, post, staffing.Newcomer(person_uid=known.uid), actor=system(world))

    found = staffing.member(admin(world), known.uid, world.at)
    assert [one.unit for one in found.posts] == ["UBND xã Hoành Mô", "UBND xã Đồng Văn"]
    assert len(found.here) == 1


def a_leaver(world: given.World, post: UUID | None = None) -> UUID:
    """Return somebody with an account who leaves the only post tomorrow."""
    person = appointed(world, post or made(world))
    an_account(org.Person.objects.get(uid=person), username="en.ct")
    dismissed(world, person)
    return person


def names_of_leavers(world: given.World, at: datetime) -> list[str]:
    """Return who left the unit and could still sign in."""
    return [one.staff.name for one in staffing.roster(admin(world), world.clerk.unit_id, at).leavers]


def test_the_account_of_who_has_left_is_closed_by_the_unit_of_the_last_post_which_does_nothing_else_with_it(
    world: given.World,
) -> None:
    person, tomorrow = a_leaver(world), world.at + timedelta(days=1)
    assert (names_of_leavers(world, world.at), names_of_leavers(world, tomorrow)) == ([], ["Chíu Thị Én"])
    facts: dict[str, Any] = {"actor": admin(world), "at": tomorrow, "person_uid": person, "username": "en.ct"}
    real: dict[str, Any] = facts | {"real_at": clock.real_now()}
    for act, told in (
        (staffing.hand_password, real), (staffing.give_account, real), (staffing.drop_second_factors, facts),
        (staffing.set_open, facts | {"is_open": True}),
    ):  # fmt: skip
        with pytest.raises(staffing.PersonUnknown):
            act(**told)
    there = staffing.member(admin(world), person, tomorrow)
    assert (there.left, there.posts, [one.open for one in there.accounts]) == (True, (), [True])

    staffing.set_open(**facts, is_open=False)

    assert [one.open for one in staffing.member(admin(world), person, tomorrow).accounts] == [False]
    assert names_of_leavers(world, tomorrow) == []
    staffing.set_open(**facts | {"actor": system(world)}, is_open=True)
    assert not staffing.member(system(world), person, tomorrow).left


def test_who_works_elsewhere_now_or_left_from_elsewhere_is_not_ours_to_close(world: given.World) -> None:
    person, tomorrow = a_leaver(world), world.at + timedelta(days=1)
    post = made(world, "counter_clerk", actor=system(world), unit="dong_van")
    there = appointed(world, post, staffing.Newcomer(person_uid=person), actor=system(world), since=TODAY + timedelta(days=1))
    assert there == person

    later = world.at + timedelta(days=9)
    for at in (tomorrow, later):
        assert names_of_leavers(world, at) == []
        with pytest.raises(staffing.PersonUnknown):
            staffing.set_open(actor=admin(world), at=at, person_uid=person, username="en.ct", is_open=False)
        if at == tomorrow:
            dismissed(world, person, actor=system(world), at=tomorrow, on=TODAY + timedelta(days=5))


def test_who_left_without_an_account_is_not_listed_and_nobody_else_lists_who_left(world: given.World) -> None:
    person = appointed(world, made(world))
    dismissed(world, person)

    tomorrow = world.at + timedelta(days=1)
    assert names_of_leavers(world, tomorrow) == []
    with pytest.raises(staffing.NotYourStaff):
        staffing.roster(world.clerk, world.clerk.unit_id, tomorrow)
