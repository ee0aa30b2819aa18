"""The bank accounts of the demonstration."""

from __future__ import annotations

from datetime import datetime

import pytest

from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.office.ledger import public as ledger
from lienthong.site.demo import banking
from lienthong.toolkit.clock import VIETNAM

IN_2026 = datetime(2026, 3, 9, 8, tzinfo=VIETNAM)


@pytest.mark.django_db
def test_from_2026_on_every_counter_with_a_head_has_one_account_of_its_own() -> None:
    world = given.a_world(given.BIRTH)
    unit = world.district.units["hoanh_mo"]

    assert banking.open_accounts(world.at) == 0, "in 2018 nobody pays by QR"
    opened = banking.open_accounts(IN_2026)
    assert banking.open_accounts(IN_2026) == 0, "what is there stays as it is"

    with ledger.seeing({unit.pk}):
        account = fees.account_of(unit.pk, IN_2026.date())
    assert opened >= 1
    assert account is not None
    assert (account.holder, account.since) == (unit.name, IN_2026.date())
