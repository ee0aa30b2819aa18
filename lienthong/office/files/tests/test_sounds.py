"""Recordings of speech: four containers pass when they are whole and hold one track of speech, and nothing else does."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from uuid import UUID

import pytest

from lienthong.office.files import public as files
from lienthong.office.files.rules import sounds as rules
from lienthong.office.files.rules.inspecting import inspect
from lienthong.office.files.testing import sounds

NOON = datetime(2018, 3, 12, 12, 0, tzinfo=UTC)
GOOD = {
    "noi.ogg": sounds.ogg(), "noi.opus": sounds.ogg(pages=9), "noi.webm": sounds.webm(), "whole.webm": sounds.webm(unknown=False),
    "noi.mp3": sounds.mp3(), "tags.mp3": sounds.mp3(head=b"ID3\4\0\0\0\0\0\x05hello", tail=b"TAG" + bytes(125)),
    "slow.mp3": (b"\xff\xf3\x44\xc0" + bytes(92)) * 2, "noi.m4a": sounds.m4a(),
    "long.m4a": sounds.m4a(extra=sounds.long_box(b"free", b"xx")),
}  # fmt: skip
BAD = {
    "cut.ogg": sounds.ogg()[:-1], "tail.ogg": sounds.ogg(tail=b"PK\3\4 hidden"), "vorbis.ogg": sounds.ogg(codec=b"\1vorbis!"),
    "one.ogg": sounds.ogg_page(b"OpusHead", 0), "twice.ogg": sounds.ogg()[:30] * 2,
    "two.ogg": sounds.ogg() + sounds.ogg_page(b"x", 4, serial=b"khac"), "later.ogg": sounds.ogg_page(b"x", 1) * 3,
    "head.ogg": sounds.ogg() + b"OggS\0\0",
    "film.webm": sounds.webm(kind=b"\1", codec=b"V_VP8"), "vorbis.webm": sounds.webm(codec=b"A_VORBIS"),
    "matroska.webm": sounds.webm(doctype=b"matroska"), "attached.webm": sounds.webm(extra=sounds.element(0x1941A469, b"x")),
    "cut.webm": sounds.webm(unknown=False)[:-2], "zero.webm": sounds.webm() + b"\0\0\0",
    "open.webm": sounds.webm(extra=sounds.element(0xEC, b"", unknown=True)),
    "tail.mp3": sounds.mp3(tail=b"<script>"), "one.mp3": sounds.mp3(frames=1),
    "two.mp3": b"ID3\4\0\0\0\0\0\0" + b"\xff\xfd\x90\x00" + bytes(1000),
    "art.mp3": sounds.mp3(head=b"ID3\4\0\0\0\x7f\x7f\x7f" + bytes(70_000)), "free.mp3": b"\xff\xfb\x00\x00" + bytes(500),
    "film.m4a": sounds.m4a(handler=b"vide"), "alac.m4a": sounds.m4a(codec=b"alac"), "brand.m4a": sounds.m4a(brand=b"qt  "),
    "tail.m4a": sounds.m4a(extra=b"PK\3\4"), "box.m4a": sounds.m4a(extra=sounds.box(b"uuid", b"x")),
    "cut.m4a": sounds.m4a()[:-1],
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_a_whole_recording_passes_as_it_came(name: str) -> None:
    verdict = inspect(BytesIO(GOOD[name]), name, limit=2**20)
    assert (verdict.cleaned, verdict.mime.partition("/")[0]) == (None, "audio")


@pytest.mark.parametrize("name", BAD)
def test_a_recording_that_is_broken_or_holds_something_else_is_refused(name: str) -> None:
    with pytest.raises(files.SoundBroken, match="ghi âm lại"):
        inspect(BytesIO(BAD[name]), name, limit=2**20)


def test_a_recording_above_its_own_cap_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST", 100)
    with pytest.raises(files.SoundTooBig):
        inspect(BytesIO(sounds.mp3()), "noi.mp3", limit=2**20)


@pytest.mark.parametrize("name", ["noi.ogg", "noi.webm", "noi.mp3", "noi.m4a"])
def test_a_recording_is_what_its_name_says(name: str) -> None:
    with pytest.raises(files.NotWhatItSays):
        inspect(BytesIO(b"<html>"), name, limit=2**20)


def test_where_papers_are_asked_for_no_recording_is_taken() -> None:
    with pytest.raises(files.KindNotAccepted, match="PDF, ảnh JPEG"):
        files.store(sounds.ogg(), name="noi.ogg", actor=None, object_uid=UUID(int=1), at=NOON)


def test_where_speech_is_asked_for_no_paper_is_taken() -> None:
    with pytest.raises(files.KindNotAccepted, match=r"bản ghi âm \.ogg"):
        files.store(b"chao", name="loi-noi.txt", actor=None, object_uid=UUID(int=1), at=NOON, among=files.SOUNDS)
