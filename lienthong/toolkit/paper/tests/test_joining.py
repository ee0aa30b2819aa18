"""A scan and a paper of ours in one PDF."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from lienthong.toolkit import paper
from lienthong.toolkit.signing.testing import a_paper


def pages(pdf: bytes) -> list[tuple[int, int]]:
    with pikepdf.open(BytesIO(pdf)) as document:
        return [(round(float(one.mediabox[2])), round(float(one.mediabox[3]))) for one in document.pages]


def a_picture(size: tuple[int, int]) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "white").save(out, "JPEG")
    return out.getvalue()


def test_the_pages_of_ours_come_after_those_of_the_scan() -> None:
    assert len(pages(paper.joined(a_paper("Bản quét"), a_paper("Lời chứng")))) == 2


@pytest.mark.parametrize(("size", "sheet"), [((827, 1169), (595, 842)), ((1169, 827), (595, 421)), ((400, 1600), (210, 842))])
def test_a_picture_lies_on_a_sheet_not_larger_than_a4(size: tuple[int, int], sheet: tuple[int, int]) -> None:
    (width, height), _ = pages(paper.joined(a_picture(size), a_paper()))

    assert abs(width - sheet[0]) <= 1
    assert abs(height - sheet[1]) <= 1


@pytest.mark.parametrize("scan", [b"%PDF-1.7 broken", b"no picture"])
def test_what_is_neither_is_told(scan: bytes) -> None:
    with pytest.raises(paper.PaperFault):
        paper.joined(scan, a_paper())
