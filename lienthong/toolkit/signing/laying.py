"""Lays empty fields on a PDF before the first signature, and fills those that hold a text, in the revision of a later one.

What follows a first signature that allows only this (DocMDP 2: fill in, sign) breaks none (docs/decisions/0019).
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NumberObject,
    StreamObject,
    pdf_name,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.stamp import StaticStampStyle

from lienthong.toolkit.signing.errors import NotAPdf
from lienthong.toolkit.signing.words import Filling, Slot

PRINTED, READ_ONLY = 4, 1
"""Flags: of an annotation that is printed, of a field that nobody types into (ISO 32000-1, 12.5.3 and 12.7.3)."""
_WHOLE = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, Margins(0, 0, 0, 0))


def laid(pdf: bytes, slots: Sequence[Slot]) -> bytes:
    """Return the PDF with an empty field for each slot.  Raises NotAPdf: no PDF, encrypted, no such page, a field twice."""
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
        for slot in slots:
            if slot.holds_text:
                _lay_text(writer, slot)
            else:
                box = _box(slot) if slot.width else None
                append_signature_field(writer, SigFieldSpec(slot.field, on_page=slot.page - 1, box=box))  # type: ignore[arg-type] # it takes points
        made = BytesIO()
        writer.write(made)
    except (PdfError, ValueError, KeyError) as fault:
        raise NotAPdf(str(fault)) from fault
    return made.getvalue()


def found(pdf: bytes, name: str) -> Slot:
    """Return a field of a PDF that was laid before.  Raises NotAPdf: no PDF, or no such field."""
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        for reference in reader.root["/AcroForm"]["/Fields"]:
            field = reference.get_object()
            if str(field.get("/T")) == name:
                left, bottom, right, top = map(float, field.get("/Rect", (0, 0, 0, 0)))
                return Slot(name, 1, left, bottom, right - left, top - bottom, holds_text=field.get("/FT") == "/Tx")
    except (PdfError, ValueError, KeyError) as fault:
        raise NotAPdf(str(fault)) from fault
    raise NotAPdf(name)


def _box(slot: Slot) -> tuple[float, float, float, float]:
    return slot.left, slot.bottom, slot.left + slot.width, slot.bottom + slot.height


def _lay_text(writer: IncrementalPdfFileWriter, slot: Slot) -> None:
    page, _ = writer.find_page_for_modification(slot.page - 1)[:2]
    empty = StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"), pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): _numbers((0, 0, slot.width, slot.height)), pdf_name("/Resources"): DictionaryObject(),
        },
        stream_data=b"",
    )  # fmt: skip
    field = writer.add_object(
        DictionaryObject(
            {
                pdf_name("/FT"): pdf_name("/Tx"), pdf_name("/T"): pdf_string(slot.field), pdf_name("/V"): pdf_string(""),
                pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/Widget"),
                pdf_name("/F"): NumberObject(PRINTED), pdf_name("/Ff"): NumberObject(READ_ONLY),
                pdf_name("/Rect"): _numbers(_box(slot)), pdf_name("/P"): page,
                pdf_name("/AP"): DictionaryObject({pdf_name("/N"): writer.add_object(empty)}),
            }
        )
    )  # fmt: skip
    fields = _fields(writer)
    fields.append(field)
    writer.update_container(fields)
    writer.register_annotation(page, field)


def _fields(writer: IncrementalPdfFileWriter) -> Any:
    """Return the list of fields of a file; the first one makes it."""
    if "/AcroForm" not in writer.root:
        form = DictionaryObject({pdf_name("/Fields"): writer.add_object(ArrayObject())})
        writer.root[pdf_name("/AcroForm")] = writer.add_object(form)
        writer.update_root()
    return writer.root["/AcroForm"]["/Fields"]


def _numbers(some: Sequence[float]) -> ArrayObject:
    return ArrayObject(FloatObject(one) for one in some)


def fill(writer: IncrementalPdfFileWriter, fillings: Sequence[Filling]) -> None:
    """Write texts into fields that were laid for them, each with how it looks.  Raises ValueError: there is no such field."""
    wanted = {one.field: one for one in fillings}
    for reference in _fields(writer) if wanted else ():
        field = reference.get_object()
        one = wanted.pop(str(field.get("/T")), None)
        if one is None:
            continue
        left, bottom, right, top = map(float, field["/Rect"])
        with shown(one.look) as style:
            stamp = style.create_stamp(writer, BoxConstraints(width=right - left, height=top - bottom), {})
            look = writer.add_object(stamp.as_form_xobject())
        field[pdf_name("/V")] = pdf_string(one.words)
        field[pdf_name("/AP")] = DictionaryObject({pdf_name("/N"): look})
        writer.mark_update(reference.reference)
    if wanted:
        raise ValueError(f"no field {next(iter(wanted))}")


class shown:  # noqa: N801 - a context, used like a function
    """How the first page of a PDF is drawn into a field, in its own size where it fits; the library reads it from a file."""

    def __init__(self, look: bytes) -> None:
        self._look = look

    def __enter__(self) -> StaticStampStyle:
        self._file = tempfile.NamedTemporaryFile(suffix=".pdf")
        self._file.write(self._look)
        self._file.flush()
        page = ImportedPdfPage(self._file.name)
        return StaticStampStyle(background=page, background_opacity=1, border_width=0, background_layout=_WHOLE)

    def __exit__(self, *_: object) -> None:
        self._file.close()
