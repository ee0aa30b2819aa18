"""One box over the registers: with marks and without, phrases, symbols, text of files, and only what may be seen."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.queries import searching as queries
from lienthong.casework.documents.rules import searching
from lienthong.casework.documents.testing import Town, a_term, issued, outgoing, registered, reserved, voided
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

TEXT = "Căn cứ Nghị quyết số 19-NQ/TU về tinh giản bộ máy.\nPhòng Nội vụ tổ chức hòa giải ở cơ sở trước ngày 05/4/2018."


@pytest.fixture
def shelf(town: Town) -> Town:
    """A letter of the province, one of the Party, a decision of ours, and a number kept free."""
    registered(town.clerk)
    registered(town.clerk, symbol="19-NQ/TU", issuer="Tỉnh ủy Quảng Ninh", subject="Tinh giản bộ máy, hòa giải ở cơ sở")
    issued(town.clerk)
    reserved(town.clerk)
    return town


def symbols(actor: Actor, text: str, **where: object) -> list[str]:
    with ledger.seeing(actor.sees):
        page = documents.search(actor, text, **where)  # type: ignore[arg-type]
    return [one.line.symbol or one.line.label for one in page.rows]


PROVINCE, PARTY, OURS, KEPT = "1520/UBND-TH1", "19-NQ/TU", "01/QĐ-UBND", "02/QĐ-UBND"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1520", [PROVINCE]), ("152", []), ("1520/UBND", [PROVINCE]), ("19-nq/tu", [PARTY]), ("19", [PARTY]),
        ("01/QĐ-UBND", [OURS]), ("1/QĐ-UBND", [OURS]), ("UBND thanh lap", [OURS]), ("tinh uy", [PARTY]), ("Tỉnh Ủy", [PARTY]),
        ("quang ninh", [PARTY, PROVINCE]), ("chỉ số", [OURS, PROVINCE]), ("Hoàng Văn Cường", [OURS]), ("khen thưởng", [KEPT]),
        ("hoa giai tinh gian", [PARTY]), ('"hoa giai tinh gian"', []), ('"giải ở cơ sở"', [PARTY]), ("«giải ở cơ»", [PARTY]),
        ("không có gì", []), ("-/-", []), ("", [KEPT, OURS, PARTY, PROVINCE]),
    ],
)  # fmt: skip
def test_words_find_lines_the_latest_first(shelf: Town, typed: str, found: list[str]) -> None:
    assert symbols(shelf.clerk, typed) == found


@pytest.mark.parametrize("word", ["hòa giải", "Tỉnh ủy", "Quảng Ninh", "thành lập", "bộ máy"])
def test_three_spellings_find_the_same_lines(shelf: Town, word: str) -> None:
    tone = {"hòa giải": "hoà giải", "Tỉnh ủy": "Tỉnh uỷ"}.get(word, word)
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    spelled = {unicodedata.normalize(form, said) for form in ("NFC", "NFD") for said in (word, tone, bare, word.upper())}
    assert len({tuple(symbols(shelf.clerk, said)) for said in spelled}) == 1
    assert symbols(shelf.clerk, word)


def test_where_to_look_narrows_what_is_found(shelf: Town) -> None:
    assert symbols(shelf.clerk, "UBND", part="symbol") == [KEPT, OURS, PROVINCE]
    assert symbols(shelf.clerk, "bộ máy", part="people") == symbols(shelf.clerk, "bộ máy", part="text") == []
    assert symbols(shelf.clerk, "bộ máy", part="subject") == [PARTY]
    assert symbols(shelf.clerk, "Quảng Ninh", part="people") == [PARTY, PROVINCE]
    assert symbols(shelf.clerk, "", direction="out") == [KEPT, OURS]
    monday = date(2018, 3, 12)
    assert symbols(shelf.clerk, "", since=monday, until=monday, direction="in") == [PARTY, PROVINCE]
    assert symbols(shelf.clerk, "", since=monday + timedelta(days=1)) == symbols(shelf.clerk, "", until=date(2018, 3, 11)) == []
    assert len(symbols(shelf.clerk, "", until=date(9999, 12, 31))) == 4


def test_what_is_found_comes_in_pages(shelf: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "FOUND", 3)
    with ledger.seeing(shelf.clerk.sees):
        first = documents.search(shelf.clerk, "")
        rest = documents.search(shelf.clerk, "", before=first.before)
    assert ([len(page.rows) for page in (first, rest)], rest.before) == ([3, 1], 0)
    assert rest.rows[0].line.symbol == PROVINCE


def test_a_number_kept_free_is_found_by_its_document_once_it_has_one(shelf: Town) -> None:
    with ledger.seeing(shelf.clerk.sees):
        (kept,) = documents.search(shelf.clerk, "khen thưởng").rows
    documents.use_reserved(
        actor=shelf.clerk, at=MONDAY_8AM, entry_uid=kept.line.uid, new=outgoing(subject="Công nhận sáng kiến một cửa")
    )
    assert symbols(shelf.clerk, "sáng kiến") == [KEPT]
    assert symbols(shelf.clerk, "khen thưởng") == []


def test_void_lines_are_found_as_such(town: Town) -> None:
    voided(town.clerk, registered(town.clerk))
    with ledger.seeing(town.clerk.sees):
        (one,) = documents.search(town.clerk, "PAR Index").rows
    assert one.line.state == "void"


def test_the_text_of_files_is_found_with_the_words_around_it(town: Town) -> None:
    taken = registered(town.clerk)
    assert taken.document_uid is not None
    with ledger.seeing(town.clerk.sees):
        documents.keep_text(at=MONDAY_8AM, document_uid=taken.document_uid, text=TEXT + "\x00")
        (one,) = documents.search(town.clerk, "hoa giai o co so").rows
        (symbol,) = documents.search(town.clerk, "19-NQ/TU", part="text").rows
        (subject,) = documents.search(town.clerk, "PAR").rows
        assert documents.search(town.clerk, "PAR", part="text").rows == ()
    assert [piece.words for piece in one.snippet if piece.hit] == ["hòa giải ở cơ sở"]
    assert "".join(piece.words for piece in one.snippet) == (
        "… NQ/TU về tinh giản bộ máy. Phòng Nội vụ tổ chức hòa giải ở cơ sở trước ngày 05/4/2018"
    )
    assert [piece.words for piece in symbol.snippet if piece.hit] == ["19-NQ/TU"]
    assert subject.snippet == (), "the subject itself says it"


def test_a_text_that_is_read_again_replaces_the_former(town: Town) -> None:
    taken = registered(town.clerk)
    assert taken.document_uid is not None
    with ledger.seeing(town.clerk.sees):
        for text in ("chữ đọc lần đầu", "bản đọc lại"):
            documents.keep_text(at=MONDAY_8AM, document_uid=taken.document_uid, text=text)
    assert symbols(town.clerk, "lần đầu") == []
    assert symbols(town.clerk, "đọc lại") == symbols(town.clerk, "PAR Index") == [PROVINCE]


def test_no_text_of_a_secret_document_is_kept_nor_of_one_that_is_not_there(town: Town) -> None:
    secret = registered(town.clerk, secrecy="secret", subject="")
    assert secret.document_uid is not None
    with ledger.seeing(town.clerk.sees):
        with pytest.raises(documents.SecretHasContent):
            documents.keep_text(at=MONDAY_8AM, document_uid=secret.document_uid, text=TEXT)
        with pytest.raises(documents.DocumentUnknown):
            documents.keep_text(at=MONDAY_8AM, document_uid=new_uid(), text=TEXT)
    assert symbols(town.clerk, "hòa giải") == []


def test_nobody_finds_what_is_not_to_be_seen(shelf: Town) -> None:
    a_term(shelf)
    issued(shelf.party, body="party_committee", type_key="nghi-quyet", subject="Tinh giản bộ máy của cấp ủy")
    assert symbols(shelf.commune, "bộ máy") == [], "the commune keeps none of them"
    assert symbols(shelf.party, "bộ máy") == ["01-NQ/HU"]
    assert symbols(shelf.clerk, "bộ máy") == [PARTY]
    assert symbols(shelf.actor("office", "specialist"), "bộ máy") == [], "without the duty to read registers"
    assert documents.search(shelf.clerk, "bộ máy").rows == (), "without a context"


def test_what_is_shared_is_found_by_those_who_may_read_it(shelf: Town) -> None:
    with ledger.seeing(shelf.clerk.sees):
        (one,) = documents.search(shelf.clerk, "PAR Index").rows
    uid, unit, specialist = one.line.document_uid, shelf.commune.unit_id, shelf.actor("hoanh_mo", "specialist.social")
    assert uid is not None
    act = {"at": MONDAY_8AM, "document_uid": uid, "reason": "Giao xử lý"}
    documents.share(actor=shelf.clerk, unit_id=unit, person_uid=specialist.person_uid, **act)  # type: ignore[arg-type]
    assert symbols(specialist, "PAR Index") == [PROVINCE]
    assert symbols(shelf.commune, "PAR Index") == [], "it was shared with one person"
    documents.share(actor=shelf.clerk, unit_id=unit, **act)  # type: ignore[arg-type]
    assert symbols(shelf.commune, "PAR Index") == [PROVINCE]
    assert symbols(shelf.other, "PAR Index") == symbols(shelf.commune, "bộ máy") == []
    with ledger.seeing(shelf.commune.sees):
        (found,) = documents.search(shelf.commune, "PAR Index").rows
    assert found.line.series_uid is None, "its register stays closed"


# --- the rules --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", ()), ("05/4", (("5", "4"),)), ("000", (("0",),)), ("một một", (("mot",),)),
        ('"Nội vụ" 12', (("noi", "vu"), ("12",))),
        ("“chưa đóng", (("chua",), ("dong",))), ("a_b", (("a", "b"),)), ("'; DROP --", (("drop",),)),
    ],
)  # fmt: skip
def test_what_is_asked_is_read_as_words_and_phrases(typed: str, asked: tuple[tuple[str, ...], ...]) -> None:
    assert searching.phrases(typed) == asked


def test_twenty_words_count() -> None:
    assert sum(map(len, searching.phrases(" ".join(f"w{n}" for n in range(40))))) == searching.MOST_WORDS
    assert searching.phrases("/".join(f"w{n}" for n in range(40))) == (tuple(f"w{n}" for n in range(20)),)


@pytest.mark.parametrize(
    ("typed", "is_one"), [("12", True), ("12/QĐ-UBND", True), ("12 quyết định", False), ("UBND", False), ("", False)]
)
def test_a_number_or_symbol_is_known_as_such(typed: str, is_one: bool) -> None:
    assert documents.looks_like_symbol(typed) is is_one


@given(st.text(max_size=200), st.text(max_size=40))
def test_a_snippet_says_what_the_text_says(text: str, typed: str) -> None:
    pieces = searching.snippet(text, searching.phrases(typed))
    plain = " ".join(text.split("\n"))
    assert all(piece.words in plain or piece.words in {"… ", " …"} for piece in pieces)
    assert not pieces or any(piece.hit for piece in pieces)
    for piece in pieces:
        assert not piece.hit or set(searching.words_of(piece.words)) <= {
            word for phrase in searching.phrases(typed) for word in phrase
        }


@given(st.text(max_size=60))
def test_no_typing_says_anything_else_to_the_database(typed: str) -> None:
    said = searching.query_of(searching.phrases(typed))
    assert all(char.isalnum() or char in "'()&<-> :" for char in said)
    assert "'" not in "".join(word for phrase in searching.phrases(typed) for word in phrase)
