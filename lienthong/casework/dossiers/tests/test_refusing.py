"""A refusal is announced, so that whoever filed hears of it; a withdrawal at one's own wish is not."""

from __future__ import annotations

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.toolkit.outbox.models import Delivery

PROCEDURES = (given.BIRTH,)


def announced() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("topic", flat=True))


def test_a_refusal_is_announced_once_and_a_withdrawal_is_not(world: given.World) -> None:
    refused, withdrawn = given.registered(world), given.received(world)
    before = announced().count("dossiers.refused")

    for _ in range(2):
        dossiers.refuse(actor=world.clerk, at=world.at, dossier_uid=refused, reason="Sai nơi cư trú.", key="k-1")
    dossiers.withdraw(actor=world.clerk, at=world.at, dossier_uid=withdrawn, reason="Đổi ý")

    assert announced().count("dossiers.refused") == before + 1
