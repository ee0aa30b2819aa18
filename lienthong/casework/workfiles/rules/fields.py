"""The official electronic fields of files and documents with their sizes, and values that must fit: nothing is ever cut."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from lienthong.casework.workfiles.errors import FieldDoesNotFit

FILE_FIELDS: dict[str, int] = {
    "OrganId": 13, "FileCatalog": 4, "FileNotation": 20, "Title": 500, "Maintenance": 30, "Rights": 30, "Creator": 30,
    "Language": 50, "StartDate": 10, "EndDate": 10, "DocTotal": 4, "PageTotal": 4, "Description": 500,
}  # fmt: skip
"""Characters or digits of the fields of a file: law:nd-30-2020 [V: domain 2.4]."""
DOCUMENT_FIELDS: dict[str, int] = {
    "DocOrdinal": 3, "TypeName": 100, "CodeNumber": 11, "CodeNotation": 30, "IssuedDate": 10, "OrganName": 200, "Subject": 500,
    "Language": 30, "PageAmount": 3, "Description": 500,
}  # fmt: skip
"""The same of a document in it."""
LANGUAGE = "Tiếng Việt"
_CODE = re.compile(r"^(\d{1,11})[/-](.+)$")


def fitted(name: str, values: Mapping[str, str], sizes: Mapping[str, int]) -> dict[str, str]:
    """Return the fields in the official order, empty ones left out.  Raises FieldDoesNotFit for one that is too long.

    name  what the fields are of, for the refusal.
    """
    for field, most in sizes.items():
        said = values.get(field, "")
        if len(said) > most:
            raise FieldDoesNotFit(field=field, name=name, long=len(said), most=most)
    return {field: values[field] for field in sizes if values.get(field)}


def code_of(symbol: str) -> tuple[str, str]:
    """Return number and notation of a symbol: «12/QĐ-UBND» is 12 and QĐ-UBND; one without number is all notation."""
    found = _CODE.match(symbol)
    return (found[1], found[2]) if found else ("", symbol)


def day_of(day: date | None) -> str:
    """Return a day as the fields write it (ten characters), nothing for none."""
    return f"{day:%d/%m/%Y}" if day else ""
