"""File names as people, scanners and attackers write them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lienthong.office.files.rules.names import FALLBACK, MAX_BYTES, clean_name, extension


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Giấy khai sinh.pdf", "Giấy khai sinh.pdf"),
        (unicodedata.normalize("NFD", "Lục Hồn.pdf"), "Lục Hồn.pdf"),
        ("don\u202efdp.exe", "donfdp.exe"),
        ("đơn\u200b xin\u00a0việc .pdf", "đơn xin việc .pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("con", "_con"),
        ("lpt1.tar.gz", "_lpt1.tar.gz"),
        ("console.pdf", "console.pdf"),
        (".htaccess", "htaccess"),
        ("..", FALLBACK),
        ("", FALLBACK),
        ("\u202e", FALLBACK),
        ("đơn.pdf. . ", "đơn.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Mai\\đơn.pdf", "đơn.pdf"),
        ("/tmp/", "tmp"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        ("a\x00b\r\n.pdf", "ab .pdf"),
        ("\ud800.pdf", "pdf"),
    ],
)
def test_a_name_is_cleaned(raw: str, clean: str) -> None:
    assert clean_name(raw) == clean


def test_a_name_of_255_letters_of_three_bytes_is_cut_at_a_letter_and_keeps_its_extension() -> None:
    name = clean_name("ệ" * 251 + ".pdf")

    assert name == "ệ" * 65 + ".pdf"
    assert len(name.encode()) <= MAX_BYTES


def test_a_name_without_an_extension_is_cut_too() -> None:
    assert clean_name("ệ" * 255) == "ệ" * 66
    assert len(clean_name("a." + "ệ" * 100).encode()) <= MAX_BYTES


@pytest.mark.parametrize(
    ("name", "last"), [("a.PDF", "pdf"), ("a.tar.gz", "gz"), ("pdf", ""), ("htaccess", ""), ("đơn.pdf.exe", "exe")]
)
def test_the_extension_is_what_stands_behind_the_last_dot(name: str, last: str) -> None:
    assert extension(name) == last


@given(some.text(some.characters(exclude_categories=[]), max_size=400))
def test_every_cleaned_name_is_safe_and_stays_as_it_is(raw: str) -> None:
    name = clean_name(raw)

    assert name
    assert len(name.encode()) <= MAX_BYTES
    assert not set(name) & set('/\\<>:"|?*\0\n\r\u202e')
    assert name[0] not in ". "
    assert name[-1] not in ". "
    assert clean_name(name) == name
