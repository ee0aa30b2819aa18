"""Papers on the command line: what is wrong goes to standard error with exit code 2, and no database is asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lienthong.casework.forms.testing import NOTE, own_text
from lienthong.site import cli
from lienthong.site.cli import database
from lienthong.toolkit.paper.testing import words_of


@pytest.fixture(autouse=True)
def _awake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django is awake already in the tests."""
    monkeypatch.setattr(database, "without_database", lambda installation: None)


def test_a_paper_without_a_fault_is_printed_as_a_sample(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "giay.typ").write_text(own_text(), encoding="utf-8")
    shown = tmp_path / "xem.pdf"

    assert cli.main(["forms", "check", str(tmp_path / "giay.typ"), "--kind", "receipt_slip", "--preview", str(shown)]) == 0
    assert "không có chỗ sai" in capsys.readouterr().out
    assert NOTE in words_of(shown.read_bytes())

    assert cli.main(["forms", "check", str(tmp_path / "giay.typ"), "--kind", "receipt_slip", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["kind"], len(told["sha256"])) == (True, "receipt_slip", 64)


def test_every_fault_is_told_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "giay.typ"
    file.write_text(f'#import "@preview/x:1.0.0"\n{own_text()}#data.zzz\n', encoding="utf-8")

    assert cli.main(["forms", "check", str(file), "--kind", "receipt_slip"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert [line.partition(":")[0] for line in printed.err.splitlines()] == ["dòng 1, @preview", "dòng 1, import", "dòng 88, zzz"]

    assert cli.main(["forms", "check", str(file), "--kind", "receipt_slip", "--json"]) == 2
    refused = json.loads(capsys.readouterr().err)["refusal"]
    assert refused["code"] == "forms.text_faults"
    assert [fault["line"] for fault in refused["faults"]] == [1, 1, 88]


@pytest.mark.parametrize(
    ("file", "kind", "code"),
    [("khong-co.typ", "receipt_slip", "site.file_unreadable"), ("rong.typ", "receipt_slip", "forms.text_empty"),
     ("rong.typ", "ho_chieu", "forms.kind_unknown")],
)  # fmt: skip
def test_what_cannot_be_checked_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str, kind: str, code: str
) -> None:
    (tmp_path / "rong.typ").touch()
    assert cli.main(["forms", "check", str(tmp_path / file), "--kind", kind, "--json"]) == 2
    assert json.loads(capsys.readouterr().err)["refusal"]["code"] == code


def test_the_built_in_text_is_printed_as_a_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["forms", "text", "--kind", "stop_notice"]) == 0
    newest = capsys.readouterr().out
    assert "#data.agency_name thông báo dừng giải quyết" in newest
    assert cli.main(["forms", "text", "--kind", "stop_notice", "--day", "2018-03-12", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"kind": "stop_notice", "text": newest}
