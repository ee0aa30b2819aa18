"""Prints a paper: the template's compiler is kept, fonts are read once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

import typst

from lienthong.toolkit.paper.errors import PaperFault
from lienthong.toolkit.paper.fields import fill, template_path

ROOT: Final = Path(__file__).resolve().parents[2]
"""The folder `lienthong`: templates import `/toolkit/paper/data/papers/common.typ` from here, and nothing outside."""

_lock = Lock()


def render(
    template: str,
    data: Mapping[str, Any],
    *,
    standard: str | Sequence[str] = "a-2b",
    at: datetime | None = None,
    system_fonts: bool = True,
) -> bytes:
    """Return the PDF of `app/name.typ` (an app's `data/papers/name.typ`) filled with `data`.

    data          what `list_fields` tells; dates and amounts as values, an image as the text of an SVG.
    standard      PDF/A-2b, always tagged; e.g. ("a-2b", "ua-1") for both.
    at            the instant written into the PDF's properties; with it the same data give the same bytes.
    system_fonts  without them Typst's own Libertinus Serif is used, else Liberation Serif when installed.
    Raises   PaperFault: no such template, data that do not fit it, or a fault in the template.
    """
    filled = json.dumps(fill(template, data), ensure_ascii=False)
    standards = [standard] if isinstance(standard, str) else list(standard)
    try:
        with _lock:
            made = _compiler(template_path(template), system_fonts).compile(
                format="pdf",
                sys_inputs={"data": filled},
                pdf_standards=standards,  # type: ignore[arg-type]  # Typst checks the names itself
                timestamp=int(at.timestamp()) if at else None,
            )
    except (typst.TypstError, ValueError) as fault:
        raise PaperFault(template, str(fault)) from fault
    if not isinstance(made, bytes):
        raise PaperFault(template, "Typst returned no document")
    return made


@dataclass(frozen=True)
class Spot:
    """A place that a paper keeps free: `role` as the paper names it, page from 0, its lower left corner and size in points.

    The origin is the lower left corner of the page, as PDF counts; pages are A4 upright.
    """

    role: str
    page: int
    x: float
    y: float
    w: float
    h: float


_A4_HEIGHT: Final = 297 / 25.4 * 72


def spots(template: str, data: Mapping[str, Any], *, system_fonts: bool = True) -> tuple[Spot, ...]:
    """Return the places that a paper marks with `metadata` of the label `<spot>` when it is filled with `data`, in their order.

    Raises   PaperFault as `render`.
    """
    filled = json.dumps(fill(template, data), ensure_ascii=False)
    compiler = typst.Compiler(template_path(template), root=ROOT, font_paths=_fonts(system_fonts), sys_inputs={"data": filled})
    try:
        found = json.loads(compiler.query("<spot>", field="value"))
    except (typst.TypstError, ValueError) as fault:
        raise PaperFault(template, str(fault)) from fault
    return tuple(
        Spot(one["role"], int(one["page"]) - 1, one["x"], _A4_HEIGHT - one["y"] - one["h"], one["w"], one["h"]) for one in found
    )


@cache
def _compiler(path: Path, system_fonts: bool) -> typst.Compiler:
    return typst.Compiler(path, root=ROOT, font_paths=_fonts(system_fonts))


@cache
def _fonts(system_fonts: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=system_fonts, include_embedded_fonts=True)
