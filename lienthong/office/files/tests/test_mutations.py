"""Damaged, cut and spliced files: the policy answers with a verdict or a refusal, never with anything else."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from lienthong.office.files.errors import FileRefused
from lienthong.office.files.rules import kinds
from lienthong.office.files.rules.inspecting import inspect
from lienthong.office.files.testing import corpus

HONEST = {**corpus.GOOD, **corpus.REDRAWN}
NAMES = sorted(set(HONEST) - {"ba nghìn trang.pdf"})
Edit = tuple[float, bytes]


@cache
def honest(name: str) -> bytes:
    return HONEST[name]()


def answers(content: bytes, name: str) -> bool:
    """Return whether a file passes; anything but a verdict of its kind or a refusal fails the test."""
    try:
        verdict = inspect(BytesIO(content), name, limit=2**26)
    except FileRefused as refused:
        return not refused.message
    assert verdict.kind == kinds.said_kind(name)
    assert (verdict.cleaned is not None) == (verdict.kind in kinds.PICTURES)
    return True


@settings(max_examples=150)
@example(name="ký có chứng cứ.pdf", edits=[(0.8634958273736595, b"\x00\x00\x00\x00")])  # a number where the catalogue had a name
@example(name="ký có chứng cứ.pdf", edits=[(0.86328125, b"\x80")])  # and a null
@given(
    name=some.sampled_from(NAMES),
    edits=some.lists(some.tuples(some.floats(0, 1), some.binary(min_size=1, max_size=4)), max_size=4),
)
def test_changed_bytes(name: str, edits: list[Edit]) -> None:
    content = bytearray(honest(name))
    for place, new in edits:
        at = int(place * (len(content) - 1))
        content[at : at + len(new)] = new

    passed = answers(bytes(content), name)

    assert passed or edits


@settings(max_examples=80)
@given(name=some.sampled_from(NAMES), at=some.floats(0, 0.999))
def test_a_file_that_was_cut_off(name: str, at: float) -> None:
    content = honest(name)

    answers(content[: int(at * len(content))], name)


@settings(max_examples=80)
@given(name=some.sampled_from(NAMES), other=some.sampled_from(NAMES), at=some.floats(0, 1), middle=some.binary(max_size=30))
def test_two_files_in_one(name: str, other: str, at: float, middle: bytes) -> None:
    content, second = honest(name), honest(other)

    answers(content[: int(at * len(content))] + middle + second, name)


@pytest.mark.parametrize("kind", ["đơn.pdf", "thư.docx", "thư.odt", "bảng.xlsx", "hồ sơ.zip"])
def test_a_document_with_anything_behind_it_never_passes(kind: str) -> None:
    for tail in (b"<?php", b"MZ\x90\x00", b"PK\x05\x06" + bytes(18), honest("ảnh.png")):
        assert not answers(honest(kind) + tail, kind)


@pytest.mark.parametrize("kind", NAMES)
def test_every_honest_file_still_passes(kind: str) -> None:
    assert answers(honest(kind), kind)
