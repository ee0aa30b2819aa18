"""Applicants as they are, and the codes on the slip."""

from __future__ import annotations

from datetime import date

import pytest

from lienthong.casework.dossiers.rules import codes
from lienthong.casework.dossiers.rules.persons import Person, cleaned, faults
from lienthong.casework.dossiers.rules.status import FINAL, FOLLOWERS, OPEN, Status, may_follow
from lienthong.casework.dossiers.rules.verdicts import owed
from lienthong.toolkit.keys import clean_key
from lienthong.toolkit.quantities import Dong

TODAY = date(2018, 3, 12)


def sentences(**facts: object) -> list[str]:
    person = cleaned(Person(name="Chíu Sếch Và", **facts))  # type: ignore[arg-type]  # the test gives any fact
    return [f"{fault.field}: {fault.sentence}" for fault in faults(person, on=TODAY)]


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"born_year": 1931},
        {"id_type": "cmnd", "id_number": "012 345 678"},
        {"id_type": "cccd", "id_number": "022085001234"},
        {"id_type": "passport", "id_number": "b1234567"},
        {"signs_by": "thumbprint", "witness": "Tằng Dảu Tình"},
        {"phone": "0912 345 678", "email": "sen@example.vn"},
    ],
)
def test_people_as_they_are_may_file(facts: dict[str, object]) -> None:
    assert sentences(**facts) == []


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"id_type": "cmnd", "id_number": "12345678"}, "id_number"),
        ({"id_type": "cccd", "id_number": "12345678901"}, "id_number"),
        ({"id_type": "passport", "id_number": "!!"}, "id_number"),
        ({"id_type": "stamp", "id_number": "1"}, "id_type"),
        ({"id_number": "123456789"}, "id_type"),
        ({"born_year": 1850}, "born_on"),
        ({"born_on": date(2019, 1, 1)}, "born_on"),
        ({"phone": "12"}, "phone"),
        ({"email": "sen"}, "email"),
        ({"kind": "ghost"}, "kind"),
        ({"signs_by": "thumbprint"}, "witness"),
    ],
)
def test_what_cannot_be_right_names_its_field(facts: dict[str, object], field: str) -> None:
    assert next(line.split(":")[0] for line in sentences(**facts)) == field


def test_a_birth_date_also_gives_the_year() -> None:
    assert cleaned(Person(name="Vi Văn Lộc", born_on=date(1990, 5, 1))).born_year == 1990


def test_the_dossier_code_has_the_form_in_use() -> None:
    code = codes.dossier_code("000.00.16.H40", date(2021, 1, 15), 1)

    assert code == "000.00.16.H40-210115-0001"
    assert codes.is_dossier_code(code)
    assert not codes.is_dossier_code("000.00.16.H40-21-1")


def test_numbers_start_at_one() -> None:
    with pytest.raises(ValueError, match="start at 1"):
        codes.dossier_code("H49", TODAY, 0)


def test_a_look_up_key_is_read_aloud_without_mistakes() -> None:
    keys = {codes.lookup_key(number * 2_654_435_761 % 2**40) for number in range(200)}

    assert len(keys) == 200
    assert all(len(key) == 8 and not set(key) & set("01IO") for key in keys)
    assert clean_key(" abcd-efgh ") == "ABCDEFGH"


def test_nobody_owes_less_than_nothing() -> None:
    assert owed(fee=Dong(50_000), paid=Dong(20_000)) == 30_000
    assert owed(fee=Dong(50_000), paid=Dong(60_000)) == 0


def test_every_status_has_followers_and_final_ones_have_none() -> None:
    assert set(FOLLOWERS) == set(Status)
    assert all(not FOLLOWERS[status] for status in FINAL)
    assert not OPEN & FINAL


def test_a_received_dossier_cannot_be_returned_at_once() -> None:
    assert not may_follow(Status.RECEIVED, Status.RETURNED)
    assert may_follow(Status.COMPLETED, Status.RETURNED)
