"""What a kept .docx says: the file store examined it in its confined process before it was kept."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from uuid import UUID

from lienthong.casework.drafting.errors import NotWordFile
from lienthong.casework.drafting.queries.office_templates import TemplateRow
from lienthong.casework.drafting.rules import word, word_places
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger


def read_word(uid: UUID, name: str) -> word.Word:
    """Return what a kept .docx says.  The context is the caller's.  Raises NotWordFile, also when it has no text."""
    with files.open_file(uid) as source, zipfile.ZipFile(source) as package:
        try:
            found = word.read(package.read("word/document.xml"))
        except word.NotWord as fault:
            raise NotWordFile(name=name) from fault
    if not found.text:
        raise NotWordFile(name=name)
    return found


def word_texts(uid: UUID, name: str) -> list[str]:
    """Return the letters of each paragraph of a kept .docx, heads, feet and notes too.  Raises NotWordFile."""
    with files.open_file(uid) as source:
        try:
            return word_places.texts_of(source.read())
        except word.NotWord as fault:
            raise NotWordFile(name=name) from fault


def filled_template_file(row: TemplateRow, facts: Mapping[str, str]) -> bytes | None:
    """Return the .docx of a template with its places filled; None of one that is no file.

    facts  by key of the place.  The file is seen by the unit that has the template; a shared one is for whoever drafts for the
    body, so it is read in that unit's context, after `office_template` or `offered_templates` has let the actor have the row.
    """
    if row.file_uid is None:
        return None
    with ledger.seeing({row.unit_id}), files.open_file(row.file_uid) as source:
        return word_places.filled_package(source.read(), facts)
