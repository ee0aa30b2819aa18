"""The cell: no way out, no pass without a proper answer, little time and memory."""

from __future__ import annotations

import ctypes
import io
import json
import os
import re
import resource
import runpy
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.utils import translation

from lienthong.office.files import errors
from lienthong.office.files.rules.names import clean_name
from lienthong.office.files.services import cell, checking
from lienthong.office.files.testing import corpus, pdfs, pictures
from lienthong.office.files.tests.wild import ACTS

WILD = "lienthong.office.files.tests.wild"
LIMIT = 50 * 2**20
RSS_CAP_MB = 900


def check(folder: Path, content: bytes, name: str, **options: object) -> checking.Checked:
    path = folder / "upload"
    path.write_bytes(content)
    return checking.check(path, name, limit=LIMIT, **options)  # type: ignore[arg-type]  # `module` and `seconds` of the tests


def test_a_cell_that_does_nothing_wrong_is_believed(tmp_path: Path) -> None:
    with check(tmp_path, b"nothing", "a.txt", module=WILD).content as content:
        assert content.read() == b"nothing"


@pytest.mark.parametrize("act", [act for act in ACTS if act not in {"nothing", "sleep", "spin", "flood"}])
def test_a_cell_reaches_nothing_outside_and_a_strange_answer_is_no_pass(act: str, tmp_path: Path) -> None:
    with pytest.raises(errors.FileNotChecked, match="nên không nhận"):
        check(tmp_path, act.encode(), "a.txt", module=WILD)

    assert not Path("/tmp/lienthong-wild").exists()
    assert (tmp_path / "upload").read_bytes() == act.encode()


@pytest.mark.parametrize("act", ["sleep", "spin"])
def test_a_cell_that_takes_too_long_is_ended(act: str, tmp_path: Path) -> None:
    begun = time.monotonic()

    with pytest.raises(errors.FileNotChecked):
        check(tmp_path, act.encode(), "a.txt", module=WILD, seconds=2)

    assert time.monotonic() - begun < 20


def test_a_cell_that_floods_us_is_ended(tmp_path: Path) -> None:
    (tmp_path / "upload").write_bytes(b"flood")

    with pytest.raises(errors.FileNotChecked):
        checking.check(tmp_path / "upload", "a.txt", limit=100_000, module=WILD)


def test_a_module_that_breaks_is_no_pass(tmp_path: Path) -> None:
    with pytest.raises(errors.FileNotChecked):
        check(tmp_path, b"a", "a.txt", module="lienthong.office.files.no_such_module")


@pytest.mark.thorough
def test_a_pdf_that_unpacks_to_gigabytes_meets_the_memory_cap(tmp_path: Path) -> None:
    bomb = pdfs.stream_bomb()
    assert len(bomb) < 8 * 2**20

    with pytest.raises((errors.FileNotChecked, errors.PdfBroken)):
        check(tmp_path, bomb, "bom.pdf")


def test_the_refusal_of_the_cell_names_the_upload_which_the_cell_never_heard(tmp_path: Path) -> None:
    with pytest.raises(errors.PdfActive) as refused:
        check(tmp_path, pdfs.javascript(), "Giấy khai sinh Hoàng Văn Ánh.pdf")

    assert refused.value.facts["name"] == "Giấy khai sinh Hoàng Văn Ánh.pdf"


def test_what_the_cell_says_with_figures_is_told_in_the_language_of_the_page() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.txt", bytes(20 * 2**20))

    head, _ = cell.answer(bomb, "zip", LIMIT)
    refused = checking._refusal(json.loads(json.dumps(head)), "hồ sơ.zip", "x.zip")

    assert re.search(r"«hồ sơ.zip».*nén hơn \d+ lần \(bom nén\)", refused.message)
    with translation.override("en"):
        assert re.search(r"it is compressed more than \d+ times \(zip bomb\)", refused.message)


def test_a_picture_comes_back_drawn_anew(tmp_path: Path) -> None:
    checked = check(tmp_path, pictures.photo(), "ảnh.jpg")

    assert checked.redrawn
    assert pictures.opened(checked.content.read()).size == (40, 60)


def test_a_signed_pdf_stays_identical(tmp_path: Path) -> None:
    signed = pdfs.signed_with_proof()

    with check(tmp_path, signed, "quyết định.pdf").content as content:
        assert content.read() == signed


def test_the_answer_of_the_cell_is_plain() -> None:
    head, body = cell.answer(io.BytesIO(pdfs.encrypted()), "pdf", LIMIT)
    assert (head, body) == ({"ok": False, "code": "files.pdf_encrypted", "facts": {"name": "x.pdf"}}, b"")

    head, body = cell.answer(io.BytesIO(pictures.drawn()), "png", LIMIT)
    assert head == {"ok": True, "kind": "png", "cleaned": len(body)}

    assert cell.answer(io.BytesIO(b"a"), "txt", LIMIT) == ({"ok": True, "kind": "txt", "cleaned": 0}, b"")


@dataclass
class Doors:
    """What the cell asked of the kernel and of the interpreter, which in the process of the tests cannot be given back."""

    limits: dict[int, tuple[int, int]] = field(default_factory=dict)
    hooks: list[Callable[[str, tuple[object, ...]], None]] = field(default_factory=list)
    kernel: list[tuple[int, ...]] = field(default_factory=list)

    def prctl(self, *arguments: int) -> int:
        self.kernel.append(arguments)
        return 0

    def unshare(self, flags: int) -> int:
        """Refuse a network of its own to a process that is not root, as the kernel does."""
        self.kernel.append((flags,))
        return 0 if flags & 0x10000000 else -1


@pytest.fixture
def doors(monkeypatch: pytest.MonkeyPatch) -> Doors:
    asked = Doors()
    monkeypatch.setattr(resource, "setrlimit", lambda limit, value: asked.limits.update({limit: value}))
    monkeypatch.setattr(sys, "addaudithook", asked.hooks.append)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: asked)
    return asked


@contextmanager
def standard_input(path: Path) -> Iterator[None]:
    kept = os.dup(0)
    try:
        with path.open("rb") as file:
            os.dup2(file.fileno(), 0)
        yield
    finally:
        os.dup2(kept, 0)
        os.close(kept)


def test_the_cell_run_as_a_program_shuts_every_door_and_answers(
    doors: Doors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "upload").write_bytes(pictures.drawn())
    monkeypatch.setattr(sys, "argv", ["cell", "png", str(LIMIT)])
    monkeypatch.delitem(sys.modules, checking.CELL)

    with standard_input(tmp_path / "upload"), pytest.raises(SystemExit) as left:
        runpy.run_module(checking.CELL, run_name="__main__")

    line, _, body = capsysbinary.readouterr().out.partition(b"\n")
    assert left.value.code == 0
    assert json.loads(line) == {"ok": True, "kind": "png", "cleaned": len(body)}
    assert pictures.opened(body).format == "PNG"
    assert doors.limits[resource.RLIMIT_FSIZE] == doors.limits[resource.RLIMIT_CORE] == (0, 0)
    assert doors.limits[resource.RLIMIT_AS] == (cell.MEMORY, cell.MEMORY)
    assert len(doors.hooks) == 1


def test_the_cell_gives_up_privileges_before_it_asks_for_a_network_of_its_own(doors: Doors) -> None:
    cell.lock()

    assert doors.kernel == [(38, 1, 0, 0, 0), (4, 0, 0, 0, 0), (0x40000000,), (0x50000000,)]


@pytest.mark.thorough
def test_the_largest_picture_allowed_stays_within_memory_and_time(tmp_path: Path) -> None:
    begun = time.monotonic()

    checked = check(tmp_path, pictures.drawn("PNG", "RGBA", size=(7_071, 7_071)), "ảnh.png")

    assert checked.redrawn
    assert time.monotonic() - begun < checking.SECONDS
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024 < RSS_CAP_MB


@pytest.mark.long
def test_the_whole_corpus_through_the_cell_within_time_and_memory(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seconds: list[float] = []
    for hostile in corpus.HOSTILE:
        content, begun = hostile.make(), time.monotonic()
        with pytest.raises(errors.FileRefused) as refused:
            check(tmp_path, content, clean_name(hostile.name))
        assert type(refused.value) is hostile.refused, hostile.label
        seconds.append(time.monotonic() - begun)
    for name, make in {**corpus.GOOD, **corpus.REDRAWN}.items():
        content, begun = make(), time.monotonic()
        check(tmp_path, content, name).content.close()
        seconds.append(time.monotonic() - begun)

    worst = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    assert worst < RSS_CAP_MB
    with capsys.disabled():
        seconds.sort()
        half, most = seconds[len(seconds) // 2], seconds[int(len(seconds) * 0.95)]
        sys.stdout.write(
            f"\n{len(seconds)} files: p50 {half:.2f} s, p95 {most:.2f} s, slowest {seconds[-1]:.2f} s, RSS {worst:.0f} MB\n"
        )
