"""Work files in the minutes: what a person has not finished passes on."""

from __future__ import annotations

from lienthong.casework.dossiers import testing as given
from lienthong.casework.handover.models import Keeping
from lienthong.casework.handover.testing import a_colleague, begun, shown, signed
from lienthong.casework.workfiles import public as workfiles
from lienthong.office.ledger import public as ledger


def test_files_that_are_not_finished_are_listed_and_become_the_receivers(world: given.World) -> None:
    old = world.district.actor("hoanh_mo", "specialist.land")
    new = a_colleague(world)
    file = workfiles.NewFile(title="Đường về bản", reason="Chưa có danh mục", period="y20")
    uid = workfiles.open_file(actor=old, at=world.at, new=file)
    minutes = begun(world, old, new)

    items = shown(old, minutes).items
    assert [(one.kind, one.label, one.detail) for one in items] == [("file", "01.BS năm 2018", "Đường về bản")]
    assert signed(world, minutes, old, new)

    with ledger.seeing({old.unit_id}):
        assert workfiles.sheet(old, uid).file.person_uid == new.person_uid
        assert not Keeping.objects.exists(), "its own column says whose it is"
        assert workfiles.unfinished(old.unit_id, old.person_uid) == []
