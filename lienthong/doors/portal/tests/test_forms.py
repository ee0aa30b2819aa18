"""Every form of the library before a citizen: its pages in both languages, and one dossier filed with each."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.testing import an_answer, library
from lienthong.doors.portal.models import OnlineDraft
from lienthong.doors.portal.tests.filing import the_clerk, words
from lienthong.office.citizens import public as citizens
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import clock
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.ui.testing import choose, unmarked_vietnamese

pytestmark = pytest.mark.thorough

LIBRARY = library()
OLDEST = {definition.code: name for name, definition in sorted(LIBRARY.items(), reverse=True) if definition.form}
"""Of each procedure the oldest version with a form: the later ones ask the same, or are held to the rules alone."""
PROCEDURES = tuple(sorted(OLDEST.values()))
Kind = procedures.FieldKind
FIRST = date(2018, 3, 12)


def day_of(definition: procedures.Definition) -> date:
    """Return a working Wednesday on which the version is in force."""
    day = max(definition.since, FIRST) + timedelta(days=14)
    return day + timedelta(days=(2 - day.weekday()) % 7)


def typed(page: procedures.FormPage, pick: int) -> dict[str, str]:
    """Return what somebody types on a page of a form, of each choice the option number `pick`; what is not asked stays empty."""
    row: dict[str, Any] = {}
    for field in page.fields:
        if (
            field in procedures.asked_fields(page, {page.key: row})
            or not field.when
            or not field.when.answer.startswith(page.key)
        ):
            row[field.key] = an_answer(field, pick=pick)
    told: dict[str, str] = {"rows": "1"} if page.repeat else {}
    for key, value in row.items():
        kind = next(field.kind for field in page.fields if field.key == key)
        name = f"0-{key}" if page.repeat else key
        match kind:
            case Kind.PERSON:
                told |= {f"{name}-name": value["name"], f"{name}-born": value["born"]}
            case Kind.ADDRESS:
                told |= {f"{name}-commune": "Hoành Mô", f"{name}-line": "Bản Đồng Cậm"}
            case Kind.DATE:
                told[name] = "05/03/2018"
            case _:
                told[name] = str(value)
    return told


def answered(client: Client, at: str, definition: procedures.Definition, *, pick: int, english: bool) -> str:
    """Look at every page of the form and answer it, from `at` on; return the address of the review."""
    fixed = {
        "truong-hop": {"case": definition.cases[0].key}, "noi-nop": {"place-commune": "hoanh mo"}, "nop-cho": {"who": "me"},
        "giay-to": {}, "nhan-ket-qua": {"how": "counter"},
    }  # fmt: skip
    pages = {f"form-{page.key}": page for page in definition.form}
    for _ in range(40):
        step = at.rstrip("/").rpartition("/")[2]
        if step == "xem-lai":
            return at
        if step in pages:
            shown = client.get(at)
            assert definition.form_basis is not None
            assert definition.form_basis.text in words(shown)
            assert not english or unmarked_vietnamese(shown.content.decode()) == []
        answer = client.post(at, {"viec": "tiep"} | (typed(pages[step], pick) if step in pages else fixed[step]))
        assert answer.status_code == 302, words(answer)
        at = str(answer["Location"])
    raise AssertionError("the pages have no end")


@pytest.mark.parametrize("name", PROCEDURES)
def test_a_dossier_is_filed_with_each_form_and_the_counter_reads_its_answers(
    name: str, world: given.World, client: Client, sen: citizens.CitizenRow, settings: Any
) -> None:
    definition = LIBRARY[name]
    noon = datetime.combine(day_of(definition), time(10), VIETNAM)
    settings.CLOCK_OFFSET_SECONDS = int((noon - clock.real_now()).total_seconds())
    english = definition.code.startswith("1.00")
    choose(client, "en" if english else "vi")

    begun = str(client.get(f"/nop-ho-so/{definition.code}/")["Location"])
    review = answered(client, begun, definition, pick=1, english=english)
    lacking = [paper.key for paper in definition.papers_for(definition.cases[0].key) if paper.by_form]
    filed = client.post(review)

    assert filed.status_code == 302, words(filed)
    receipt = client.get(filed["Location"])
    assert ("was sent" if english else "Đã gửi hồ sơ") in words(receipt)
    with citizens.seeing(sen.uid):
        (row,) = dossiers.filed()
        assert OnlineDraft.objects.get().typed == {}
    with ledger.seeing([row.unit_id]):
        page = next(
            dossiers.page(actor, row.uid, noon) for actor in (world.clerk, world.centre_clerk) if actor.unit_id == row.unit_id
        )
    assert page.filing is not None
    assert procedures.answer_faults(definition.online_form, page.filing.answers) == []
    assert [line.key for line in page.papers] == lacking, "the form is the declaration; nothing else was sent"
    slug = "hoanh_mo" if row.unit_id == world.clerk.unit_id else "service_centre"
    assert "Bản khai trực tuyến" in words(the_clerk(world, slug).get(f"/ho-so/{row.uid}/"))
