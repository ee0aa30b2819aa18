"""Official papers as PDF: a Typst template of an app, filled with data that never becomes markup."""

from __future__ import annotations

from lienthong.toolkit.paper.errors import PaperFault
from lienthong.toolkit.paper.fields import Field, list_fields
from lienthong.toolkit.paper.qr import qr_svg
from lienthong.toolkit.paper.rendering import render

__all__ = ["Field", "PaperFault", "list_fields", "qr_svg", "render"]
