"""The register says in which work files a document lies: as many as the column holds, and only in the own register."""

from __future__ import annotations

from django.db import transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import Town, line, registered
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.actor import Actor


def filed(actor: Actor, letter: documents.Numbered, *symbols: str, sees: frozenset[int] = frozenset()) -> None:
    assert letter.document_uid is not None
    with transaction.atomic(), ledger.seeing(actor.sees | sees):
        for symbol in symbols:
            documents.file_under(actor=actor, at=MONDAY_8AM, document_uid=letter.document_uid, symbol=symbol)


def test_the_oldest_files_give_way_when_the_column_is_full(town: Town) -> None:
    letter = registered(town.clerk)
    filed(town.clerk, letter, "01.CCHC-KSTT", "02.CCHC-KSTT", "03.CCHC-KSTT")
    assert line(town.clerk, letter).file_code == "01.CCHC-KSTT; 02.CCHC-KSTT; 03.CCHC-KSTT"
    filed(town.clerk, letter, "04.CCHC-KSTT")
    assert line(town.clerk, letter).file_code == "02.CCHC-KSTT; 03.CCHC-KSTT; 04.CCHC-KSTT"


def test_who_files_a_letter_of_another_unit_writes_nothing_into_its_register(town: Town) -> None:
    letter = registered(town.clerk)
    filed(town.commune, letter, "01.HM", sees=town.clerk.sees)
    assert line(town.clerk, letter).file_code == ""
