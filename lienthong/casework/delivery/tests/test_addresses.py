"""Groups of recipients and the address book of a unit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from lienthong.casework.delivery import public as delivery
from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import UBND, Town
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM as AT
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

DAY = date(2018, 3, 12)


def book_of(actor: Actor) -> delivery.AddressBook:
    with ledger.seeing({actor.unit_id}):
        return delivery.address_book(actor, DAY)


def key_of(town: Town, slug: str, body: str = UBND) -> str:
    return f"{town.district.units[slug].pk}:{body}"


def grouped(town: Town, *slugs: str, name: str = "Các xã", **more: Any) -> Any:
    return delivery.write_group(
        actor=town.clerk, at=AT, name=name, members=[key_of(town, slug) for slug in slugs], **more
    )  # fmt: skip


def test_every_body_that_keeps_registers_can_be_sent_to(town: Town, query_count: Any) -> None:
    with query_count() as counted:
        found = documents.receivers_on(DAY)
    assert counted.statements == 1
    names = {(one.name, one.system) for one in found}
    assert ("UBND xã Hoành Mô", "state") in names
    assert ("Ban Tổ chức Huyện ủy Bình Liêu", "party") in names
    district = next(one for one in found if one.keeper_id == town.clerk.unit_id and one.body_key == UBND)
    assert district.organ == town.district.units["district"].code, "the code of the committee, though its office keeps the books"


def test_nobody_is_offered_before_its_unit_begins(town: Town) -> None:
    begins = town.district.units["dong_van"].since
    key = key_of(town, "dong_van")
    assert key in {one.key for one in documents.receivers_on(begins)}
    assert key not in {one.key for one in documents.receivers_on(begins - timedelta(days=1))}


def test_a_unit_does_not_send_to_itself_but_to_its_other_side(town: Town) -> None:
    keys = {one.key for one in book_of(town.clerk).inside}
    assert key_of(town, "hoanh_mo") in keys
    assert f"{town.clerk.unit_id}:{UBND}" not in keys


def test_a_group_keeps_its_recipients_in_their_order(town: Town) -> None:
    uid = grouped(town, "dong_van", "hoanh_mo")
    (group,) = book_of(town.clerk).groups
    assert (group.uid, group.name) == (uid, "Các xã")
    assert group.keys == [key_of(town, "dong_van"), key_of(town, "hoanh_mo")]


def test_a_group_is_changed_in_place(town: Town) -> None:
    uid = grouped(town, "dong_van", "hoanh_mo")
    assert grouped(town, "hoanh_mo", name="Xã  biên giới", uid=uid) == uid
    (group,) = book_of(town.clerk).groups
    assert (group.name, group.keys) == ("Xã biên giới", [key_of(town, "hoanh_mo")])


def test_a_group_is_the_matter_of_its_unit_alone(town: Town) -> None:
    uid = grouped(town, "hoanh_mo")
    assert not book_of(town.commune).groups
    with pytest.raises(delivery.GroupUnknown):
        delivery.close_group(actor=town.commune, at=AT, uid=uid)


def test_two_groups_of_a_unit_have_two_names_until_one_is_put_away(town: Town) -> None:
    uid = grouped(town, "hoanh_mo")
    with pytest.raises(delivery.NameTaken) as no:
        grouped(town, "dong_van")
    assert "«Các xã»" in no.value.message
    delivery.close_group(actor=town.clerk, at=AT, uid=uid)
    grouped(town, "dong_van")
    assert [one.keys for one in book_of(town.clerk).groups] == [[key_of(town, "dong_van")]]


@pytest.mark.parametrize(
    ("name", "members", "refusal"),
    [
        ("  ", ["hoanh_mo"], delivery.NameMissing), ("x" * 301, ["hoanh_mo"], delivery.TooLong),
        ("Các xã", [], delivery.NobodyInGroup),
    ],
)  # fmt: skip
def test_a_group_has_a_name_and_somebody_in_it(town: Town, name: str, members: list[str], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        grouped(town, *members, name=name)


def test_a_recipient_that_was_not_offered_is_not_taken(town: Town) -> None:
    with pytest.raises(delivery.RecipientUnknown):
        delivery.write_group(actor=town.clerk, at=AT, name="Các xã", members=["999999:people_committee"])
    with pytest.raises(delivery.RecipientUnknown):
        delivery.write_group(actor=town.clerk, at=AT, name="Các xã", members=[f"o:{new_uid()}"])


def test_only_a_records_clerk_keeps_groups_and_addresses(town: Town) -> None:
    acts: tuple[Callable[[], object], ...] = (
        lambda: delivery.write_group(actor=town.head, at=AT, name="Các xã", members=[key_of(town, "hoanh_mo")]),
        lambda: delivery.write_agency(actor=town.head, at=AT, new=delivery.NewAgency("Sở Nội vụ")),
    )
    for act in acts:
        with pytest.raises(delivery.NotYourPost):
            act()


def test_an_agency_outside_is_written_changed_and_put_into_a_group(town: Town) -> None:
    uid = delivery.write_agency(actor=town.clerk, at=AT, new=delivery.NewAgency("Sở Nội vụ  tỉnh", address="Hạ Long"))
    new = delivery.NewAgency("Sở Nội vụ tỉnh Quảng Ninh", organ="H49.05", means="axis")
    assert delivery.write_agency(actor=town.clerk, at=AT, new=new, uid=uid) == uid
    delivery.write_group(actor=town.clerk, at=AT, name="Cấp trên", members=[f"o:{uid}"])
    book = book_of(town.clerk)
    (row,) = book.outside
    assert (row.name, row.organ, row.means, row.address) == ("Sở Nội vụ tỉnh Quảng Ninh", "H49.05", "axis", "")
    assert [one.name for one in book.groups[0].members] == ["Sở Nội vụ tỉnh Quảng Ninh"]
    assert not book_of(town.commune).outside


def test_an_agency_that_is_put_away_leaves_its_groups(town: Town) -> None:
    uid = delivery.write_agency(actor=town.clerk, at=AT, new=delivery.NewAgency("Chi cục Kiểm lâm"))
    members = [f"o:{uid}", key_of(town, "hoanh_mo")]
    delivery.write_group(actor=town.clerk, at=AT, name="Phối hợp", members=members)
    delivery.close_agency(actor=town.clerk, at=AT, uid=uid)
    book = book_of(town.clerk)
    assert (book.outside, book.groups[0].keys) == ((), [key_of(town, "hoanh_mo")])
    with pytest.raises(delivery.AgencyUnknown):
        delivery.close_agency(actor=town.clerk, at=AT, uid=uid)


def test_the_axis_needs_a_code_and_a_known_means(town: Town) -> None:
    with pytest.raises(delivery.CodeNeeded):
        delivery.write_agency(actor=town.clerk, at=AT, new=delivery.NewAgency("Sở Nội vụ", means="axis"))
    with pytest.raises(delivery.MeansUnknown):
        delivery.write_agency(actor=town.clerk, at=AT, new=delivery.NewAgency("Sở Nội vụ", means="pigeon"))


def test_what_stands_below_a_document_names_units_agencies_and_groups(town: Town) -> None:
    grouped(town, "hoanh_mo", "dong_van", name="Các xã biên giới")
    uid = delivery.write_agency(actor=town.clerk, at=AT, new=delivery.NewAgency("Sở Nội vụ"))
    found = book_of(town.clerk).named_in("- Sở Nội Vụ;\n- các xã biên giới;\n- Như trên;\n- Lưu: VT.")
    assert {one.key for one in found} == {f"o:{uid}", key_of(town, "hoanh_mo"), key_of(town, "dong_van")}
