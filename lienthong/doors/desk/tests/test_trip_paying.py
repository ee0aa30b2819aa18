"""What a dossier owes on the paper sheet of a trip: paid in the village, typed in, in the till."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.casework.trips.testing import a_trip, copies_unpaid, shown
from lienthong.doors.desk.testing import hidden, page_of, set_clock
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.paper.testing import words_of

PROCEDURES = ("2.000815-2015",)


def test_the_sheet_asks_whether_what_is_owed_was_paid(world: given.World, clerk: Client, settings: Any) -> None:
    uid = copies_unpaid(world)
    set_clock(settings, world.at + timedelta(hours=6))
    trip = a_trip(world, hours=4)
    (line,) = shown(world, trip).lines
    address = reverse("desk:trip_paper", args=[trip])
    page = page_of(clerk.get(address))
    assert "Còn phải thu 21.000 đồng." in page
    assert "còn phải thu 21.000 đồng" in words_of(clerk.get(reverse("desk:trip_pdf", args=[trip])).content)

    said = {f"l{line.id}-receiver": "Hoàng Thị Sen", f"l{line.id}-paid": "on"}
    form = {"key": hidden(page, "key"), "at": "12:30 12/03/2018", **said}
    told = page_of(clerk.post(address, form, follow=True))
    assert "Đã nhập 1 việc từ bản giấy." in told
    with ledger.seeing({world.clerk.unit_id}):
        assert [one.amount for one in fees.payments_of_dossier(uid)] == [21_000]
