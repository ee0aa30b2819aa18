"""A file as a package for another system: official fields as JSON and XML, what lies in it as files, a manifest of hashes."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from uuid import UUID

from lxml import etree

from lienthong.casework.workfiles.errors import NotInThisState
from lienthong.casework.workfiles.queries.contents import ItemRow
from lienthong.casework.workfiles.queries.reading import Sheet, sheet
from lienthong.casework.workfiles.rules.fields import DOCUMENT_FIELDS, FILE_FIELDS, LANGUAGE, code_of, day_of, fitted
from lienthong.casework.workfiles.rules.words import FILE_STATES
from lienthong.office.files import public as files
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

_STAMP = (1980, 1, 1, 0, 0, 0)
"""Day of every entry of a package: the same file gives the same bytes."""


def packaged(actor: Actor, uid: UUID) -> tuple[str, bytes]:
    """Return the name and the bytes (.zip) of a file's package; its contents in the order of the file.

    ho-so.json and ho-so.xml hold the official fields, manifest.json the sha-256 of every other entry.
    Dossiers go in by name only.
    Raises WorkFileUnknown, NotInThisState (destroyed), FieldDoesNotFit, FileDamaged of the file store.
    """
    found = sheet(actor, uid)
    if found.file.state == "destroyed":
        raise NotInThisState(symbol=found.file.symbol, state=FILE_STATES["destroyed"].lower())
    told = _file(found)
    documents = [_document(one) for one in found.items]
    entries: dict[str, bytes] = {
        "ho-so.json": json.dumps({"File": told, "Documents": documents}, ensure_ascii=False, indent=1).encode(),
        "ho-so.xml": _xml(told, documents),
    }
    for one in found.items:
        entries |= dict(_contents(one))
    manifest = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(entries.items())}
    entries["manifest.json"] = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in sorted(entries.items()):
            package.writestr(zipfile.ZipInfo(name, _STAMP), content, zipfile.ZIP_DEFLATED)
    return f"ho-so-{found.file.year}-{found.file.symbol.replace('.', '-').lower()}.zip", target.getvalue()


def _file(found: Sheet) -> dict[str, str]:
    """Return the official fields of a file.  Raises FieldDoesNotFit."""
    file = found.file
    days = [one.day for one in found.items if one.day]
    return fitted(
        file.symbol,
        {
            "OrganId": org.unit(file.keeper_id).code, "FileCatalog": str(file.year), "FileNotation": file.symbol,
            "Title": file.title, "Maintenance": file.period_name, "Creator": file.person,
            "Language": LANGUAGE, "StartDate": day_of(min(days, default=None)), "EndDate": day_of(max(days, default=None)),
            "DocTotal": str(len(found.items)), "PageTotal": str(sum(one.pages for one in found.items)),
            "Description": found.unplanned,
        },
        FILE_FIELDS,
    )  # fmt: skip


def _document(one: ItemRow) -> dict[str, str]:
    """Return the official fields of a document in a file.  Raises FieldDoesNotFit."""
    number, notation = code_of(one.symbol)
    type_name, colon, subject = one.title.partition(": ") if one.kind == "letter" else ("", "", "")
    return fitted(
        one.symbol or one.title[:80],
        {
            "DocOrdinal": str(one.place), "TypeName": type_name if colon else "", "CodeNumber": number, "CodeNotation": notation,
            "IssuedDate": day_of(one.day), "OrganName": one.author, "Subject": subject if colon else one.title,
            "Language": LANGUAGE, "PageAmount": str(one.pages or ""), "Description": one.note,
        },
        DOCUMENT_FIELDS,
    )  # fmt: skip


def _xml(told: dict[str, str], documents: list[dict[str, str]]) -> bytes:
    root = etree.Element("File")
    code = etree.SubElement(root, "FileCode")
    for name, value in told.items():
        etree.SubElement(code if name in {"OrganId", "FileCatalog", "FileNotation"} else root, name).text = value
    held = etree.SubElement(root, "Documents")
    for one in documents:
        document = etree.SubElement(held, "Document")
        for name, value in one.items():
            etree.SubElement(document, name).text = value
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _contents(one: ItemRow) -> Iterator[tuple[str, bytes]]:
    """Yield what lies at a place of a file, by its name in the package."""
    if one.kind in {"dossier", "result"}:
        return
    rows = [files.find(one.object_uid)] if one.kind == "loose" else files.of_object(one.object_uid)
    for number, row in enumerate(rows, 1):
        with files.content_of(row) as content:
            yield f"van-ban/{one.place:03}-{number}-{row.name}", content.read()
