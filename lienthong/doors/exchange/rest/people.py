"""What goes over the wire about people, their addresses and their papers; and what every incoming body is checked for."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Schema
from pydantic import field_validator

Name = Annotated[str, Field(max_length=500)]
Note = Annotated[str, Field(max_length=2000)]


Number = Annotated[int, Field(ge=0, le=2**31 - 1)]
"""A count or a key: no larger than the column that holds it."""


class Incoming(Schema):
    """What comes in: text that no database can hold (NUL, half a character) is malformed, wherever it stands."""

    @field_validator("*", mode="before")
    @classmethod
    def storable(cls, value: Any) -> Any:
        """Return the value; ValueError when a text in it cannot be stored."""
        if not _storable(value):
            raise ValueError("text that cannot be stored")
        return value


def _storable(value: Any) -> bool:
    if isinstance(value, str):
        return "\x00" not in value and not any("\ud800" <= char <= "\udfff" for char in value)
    if isinstance(value, dict):
        return all(_storable(part) for pair in value.items() for part in pair)
    return all(_storable(part) for part in value) if isinstance(value, list) else True


class PersonIn(Incoming):
    """A person or organisation; a birth is a day, a year alone, or left out.

    place_uid  the commune or village of the address (`/places`); basis, of a representative.
    """

    name: Name
    kind: str = "citizen"
    id_type: str = ""
    id_number: Annotated[str, Field(max_length=30)] = ""
    born_on: date | None = None
    born_year: Number | None = None
    sex: Annotated[str, Field(max_length=10)] = ""
    phone: Annotated[str, Field(max_length=30)] = ""
    email: Annotated[str, Field(max_length=200)] = ""
    place_uid: UUID | None = None
    address_unit_id: Number | None = None
    address: Annotated[str, Field(max_length=300)] = ""
    signs_by: Annotated[str, Field(pattern="^(signature|thumbprint)$")] = "signature"
    witness: Annotated[str, Field(max_length=200)] = ""
    basis: Annotated[str, Field(max_length=300)] = ""


class PaperIn(Incoming):
    """A paper as handed in."""

    key: Annotated[str, Field(max_length=60)] = ""
    name: Name
    originals: Annotated[int, Field(ge=0, le=999)] = 0
    certified: Annotated[int, Field(ge=0, le=999)] = 0
    copies: Annotated[int, Field(ge=0, le=999)] = 0
    shown_only: bool = False


class PlaceOfAddressOut(Schema):
    """A commune or village that an address may name: what a form shows (`path`) and what it keeps (`uid`)."""

    uid: UUID
    code: str
    full_name: str
    path: str
    level: str
    since: date
    until: date | None


class PartyOut(Schema):
    """A person of a dossier."""

    role: str
    name: str
    address: str
    place_uid: UUID | None
    address_unit_id: int | None
    basis: str
