"""Files as answers to a browser."""

from __future__ import annotations

from typing import Any

import pytest

from lienthong.office.files import public as files
from lienthong.office.files.testing import HOANH_MO, LUC_HON, MONDAY_8AM, an_actor, as_units, corpus, pdfs, pictures, stored
from lienthong.toolkit.identity import new_uid

pytestmark = pytest.mark.django_db


def answer(content: bytes, name: str, *, inline: bool = False) -> Any:
    row = stored(content, name)
    with as_units(HOANH_MO):
        found = files.response(row.uid, inline=inline)
    found.body = found.getvalue()  # type: ignore[attr-defined]  # kept for the test
    assert found.file_to_stream
    found.file_to_stream.close()  # the response's own close() would end the connection of the test
    return found


@pytest.mark.parametrize("name", ["ghi chú.txt", "đơn.pdf", "thư.docx", "hồ sơ.zip"])
def test_a_download_runs_nowhere_and_is_cached_nowhere(name: str) -> None:
    content = corpus.GOOD[name]()

    found = answer(content, name)

    assert found.body == content
    assert found["Content-Length"] == str(len(content))
    assert found["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert found["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in found["Content-Security-Policy"]
    assert "default-src 'none'" in found["Content-Security-Policy"]
    assert found["Cache-Control"] == "private, no-store"
    assert found["Cross-Origin-Resource-Policy"] == "same-origin"
    assert found["Referrer-Policy"] == "no-referrer"


def test_the_type_is_ours() -> None:
    assert answer(b"<script>alert(1)</script>", "trang.txt")["Content-Type"] == "text/plain; charset=utf-8"
    assert answer(pictures.photo(), "ảnh.JPG")["Content-Type"] == "image/jpeg"


def test_a_picture_and_a_pdf_may_be_shown_and_nothing_else() -> None:
    picture = answer(pictures.drawn(), "ảnh.png", inline=True)
    assert picture["Content-Disposition"].startswith("inline")
    assert "sandbox" in picture["Content-Security-Policy"]

    paper = answer(pdfs.good(), "đơn.pdf", inline=True)
    assert paper["Content-Disposition"].startswith("inline")
    assert "script-src" not in paper["Content-Security-Policy"]
    assert "default-src 'none'" in paper["Content-Security-Policy"]

    assert answer(b"a", "a.txt", inline=True)["Content-Disposition"].startswith("attachment")


def test_a_name_cannot_add_a_header() -> None:
    found = answer(b"a", 'a"; filename=b.exe\r\nSet-Cookie: x=1.txt')

    assert "Set-Cookie" not in found
    assert "\n" not in found["Content-Disposition"]
    assert '"a_; filename=b.exe Set-Cookie_ x=1.txt"' in found["Content-Disposition"]


def test_another_unit_gets_no_answer() -> None:
    row = stored(b"a")

    with as_units(LUC_HON), pytest.raises(files.FileUnknown, match="Không tìm thấy tệp"):
        files.response(row.uid)


def test_a_file_kept_untouched_is_only_downloaded_under_a_name_that_opens_nothing() -> None:
    dossier = new_uid()
    with as_units(HOANH_MO):
        row = files.keep(pictures.drawn(), name="ảnh.png", actor=an_actor(), object_uid=dossier, at=MONDAY_8AM)
        found = files.response(row.uid, inline=True)
    assert found.file_to_stream
    found.file_to_stream.close()
    assert found["Content-Type"] == "application/octet-stream"
    assert found["Content-Disposition"].startswith("attachment")
    assert found["Content-Disposition"].endswith(".png.bin")
    assert "sandbox" in found["Content-Security-Policy"]
