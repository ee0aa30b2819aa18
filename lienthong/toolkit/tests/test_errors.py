"""A refusal tells a person what to do and a program which refusal it is."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from lienthong.toolkit.errors import Refusal


class _FeeOwed(Refusal):
    code = "testing.fee_owed"
    reason = "Hồ sơ %(dossier)s còn nợ %(owed)s đồng; thu phí rồi mới trả kết quả."


def test_the_sentence_holds_the_facts() -> None:
    no = _FeeOwed(dossier="H49.15-180312-0001", owed=8000)

    assert no.message == "Hồ sơ H49.15-180312-0001 còn nợ 8000 đồng; thu phí rồi mới trả kết quả."
    assert str(no) == f"testing.fee_owed: {no.message}"
    assert no.facts == {"dossier": "H49.15-180312-0001", "owed": 8000}


def test_the_api_gets_code_sentence_and_plain_facts() -> None:
    uid = UUID(int=7)

    shown = _FeeOwed(dossier=uid, owed=8000, on=date(2018, 3, 12), papers=["Tờ khai"], none=None, is_late=True).as_dict()

    assert shown["code"] == "testing.fee_owed"
    assert shown["message"].startswith(f"Hồ sơ {uid} còn nợ")
    assert shown["facts"] == {
        "dossier": str(uid),
        "owed": 8000,
        "on": "2018-03-12",
        "papers": ["Tờ khai"],
        "none": None,
        "is_late": True,
    }


def test_a_fact_that_the_sentence_needs_cannot_be_forgotten() -> None:
    with pytest.raises(KeyError, match="owed"):
        _ = _FeeOwed(dossier="A").message


def test_a_percent_sign_in_a_fact_is_only_text() -> None:
    assert "100%(x)s" in _FeeOwed(dossier="100%(x)s", owed=1).message


def test_a_refusal_is_a_conflict_unless_it_says_otherwise() -> None:
    assert _FeeOwed(dossier="A", owed=1).status == 409
