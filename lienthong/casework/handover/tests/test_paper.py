"""The minutes on paper, and what keeps a half-done hand-over from being one."""

from __future__ import annotations

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.handover import public as handover
from lienthong.casework.handover.testing import a_book, a_colleague, a_held_dossier, at, begun, giver, shown, signed
from lienthong.toolkit import paper
from lienthong.toolkit.paper.testing import words_of


def test_the_paper_names_both_sides_the_list_and_the_signatures(world: given.World) -> None:
    a_held_dossier(world)
    a_book(world)
    old, new = giver(world), a_colleague(world)
    uid = begun(world, old, new, things=[("seal", "Dấu chức danh, 01 chiếc")])
    draft = words_of(paper.render("handover/minutes.typ", handover.printed(shown(old, uid))))
    assert ("(Đang soạn)" in draft, "Đã ký trên hệ thống" in draft) == (True, False)
    assert "hồ sơ, công việc đang giữ: 1; sổ: 1; con dấu: 1" in draft
    signed(world, uid, old, new)
    words = words_of(paper.render("handover/minutes.typ", handover.printed(shown(old, uid))))
    for told in (old.name, new.name, "Hoành Mô, ngày 12 tháng 3 năm 2018", "Sổ đăng ký khai sinh", "Dấu chức danh, 01 chiếc",
                 "Đã ký trên hệ thống lúc 11 giờ 00 phút"):  # fmt: skip
        assert told in words, told


def test_what_did_not_move_stops_the_whole_act(world: given.World, monkeypatch: pytest.MonkeyPatch) -> None:
    a_held_dossier(world)
    old, new = giver(world), a_colleague(world)
    uid = begun(world, old, new)
    monkeypatch.setattr(dossiers, "pass_on", lambda **_: None)
    with pytest.raises(handover.Ownerless, match="chưa có trong biên bản"):
        signed(world, uid, old, new)
    assert shown(new, uid).state == "given"
    monkeypatch.undo()
    assert handover.receive(actor=new, at=at(world, 4), handover_uid=uid, digest=shown(new, uid).digest)
