"""Official papers as PDF: a Typst template of an app, filled with data that never becomes markup."""

from __future__ import annotations

from lienthong.toolkit.paper.errors import PaperFault, PaperTextFault, PaperTooDear
from lienthong.toolkit.paper.fields import Field, fill_fields, list_fields, template_path
from lienthong.toolkit.paper.foreign import MOST_PAGES, Printed, render_text
from lienthong.toolkit.paper.joining import joined
from lienthong.toolkit.paper.qr import qr_svg
from lienthong.toolkit.paper.rendering import Spot, render, spots

__all__ = [
    "MOST_PAGES",
    "Field",
    "PaperFault",
    "PaperTextFault",
    "PaperTooDear",
    "Printed",
    "Spot",
    "fill_fields",
    "joined",
    "list_fields",
    "qr_svg",
    "render",
    "render_text",
    "spots",
    "template_path",
]
