"""The fee that a clerk sees and a dossier owes is that of the channel and the ground chosen."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.testing import a_text, published_by_officials
from lienthong.doors.desk.testing import page_of, typed
from lienthong.office.ledger import public as ledger

CODE = "1.009999"
PRICED = (
    'amount: 20000, by_channel: [{channels: [online], amount: 10000}], exemptions: [{ground: trẻ em, basis: "Điều 4"}, '
    "{ground: hộ cận nghèo, pays: 50}]"
)


@pytest.fixture
def priced(world: given.World) -> procedures.VersionRow:
    """A procedure whose levy is 20,000 at the counter and 10,000 online."""
    return published_by_officials(a_text(("1.001193", CODE), ("QT-HT-01", "QT-CT-01"), ("amount: 8000", PRICED)), at=world.at)


def owed(world: given.World, clerk: Client, changes: dict[str, str]) -> list[int]:
    """Receive a dossier at the counter and return what it owes."""
    answer = clerk.post(reverse("desk:receive"), typed(CODE) | changes)
    assert answer.status_code == 302, page_of(answer)
    with ledger.seeing(world.clerk.sees):
        return [fee.amount for fee in dossiers.Dossier.objects.latest("pk").fees.order_by("pk")]


@pytest.mark.usefixtures("priced")
@pytest.mark.parametrize(
    ("changes", "amount"),
    [
        ({}, 20_000),
        ({"channel": "online"}, 10_000),
        ({"fee-x_levy": "trẻ em"}, 0),
        ({"fee-x_levy": "hộ cận nghèo"}, 10_000),
        ({"fee-x_levy": "hộ cận nghèo", "channel": "online"}, 5_000),
        ({"fee-x_levy": "khác"}, 0),
    ],
    ids=str,
)
def test_a_dossier_owes_the_fee_of_its_channel_and_ground(
    world: given.World, clerk: Client, changes: dict[str, str], amount: int
) -> None:
    assert owed(world, clerk, changes) == [amount]


def test_the_page_shows_the_fee_of_the_channel_chosen_and_the_grounds(priced: procedures.VersionRow, clerk: Client) -> None:
    first = page_of(clerk.get(reverse("desk:receive"), {"thu-tuc": str(priced.uid)}))
    changed = page_of(clerk.post(reverse("desk:parts"), typed(CODE, channel="online")))

    assert '<td class="num" data-label="Đơn giá (đồng)">20.000</td>' in first
    assert '<td class="num" data-label="Đơn giá (đồng)">10.000</td>' in changed
    assert "Miễn: trẻ em" in first
    assert "Giảm 50 %: hộ cận nghèo" in first
    assert 'name="again"' in first, "without scripts a button brings the fee of another channel"


def test_a_reduced_fee_is_still_collected_and_says_why_it_is_less(world: given.World, clerk: Client, priced: object) -> None:
    owed(world, clerk, {"fee-x_levy": "hộ cận nghèo"})
    with ledger.seeing(world.clerk.sees):
        uid = dossiers.Dossier.objects.latest("pk").uid

    page = page_of(clerk.get(reverse("desk:dossier", args=[uid])))

    assert "giảm: hộ cận nghèo" in page
    assert "Đã thu đủ" in page


def test_the_page_of_a_version_tells_every_price_and_the_basis_of_a_ground(priced: procedures.VersionRow, clerk: Client) -> None:
    page = " ".join(page_of(clerk.get(reverse("desk:version", args=[priced.uid]))).split())

    assert "trực tiếp: 20.000 đồng; trực tuyến: 10.000 đồng" in page
    assert "Miễn: trẻ em (Điều 4)" in page
