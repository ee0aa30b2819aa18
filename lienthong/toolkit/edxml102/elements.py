"""How a dataclass stands for an element: each field names its element, its type says how the text is read and written.

Reading is strict about what is known (name space, prefix, once or many, the form of values) and keeps what is not: elements that
nobody declared stay, as canonical XML, in `unknown` of the part that held them, and are written again after the known ones.
"""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from functools import cache
from typing import Annotated, Any, Final, TypeVar, get_args, get_origin, get_type_hints
from xml.sax.saxutils import escape

from lxml import etree

from lienthong.toolkit.edxml102.errors import PartMissing, PartTwice, PrefixMissing, TextForbidden, ValueUnreadable
from lienthong.toolkit.errors import Refusal

NAMESPACE: Final = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
PREFIX: Final = "edXML"
DSIG: Final = "http://www.w3.org/2000/09/xmldsig#"
VIETNAM: Final = timezone(timedelta(hours=7))
"""Packets write times without a zone; they are taken as Vietnamese time [P]."""
WHITE: Final = " \t\r\n"
_SHOWN = 80
_DATE = re.compile(r"(\d{4})/(\d{2})/(\d{2})", re.ASCII)
_MOMENT = re.compile(r"(\d{4})/(\d{2})/(\d{2}) (\d{2}):(\d{2}):(\d{2})", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SIGNATURE = frozenset(f"{{{space}}}Signature" for space in (DSIG, NAMESPACE))
"""The second is how a sample has it; neither is kept, because what is written anew was not signed by it."""
_TRUTH = {"0": False, "false": False, "1": True, "true": True}

P = TypeVar("P", bound="Part")


@dataclass(frozen=True)
class El:
    """The element of a field: its local name, and the words for no and yes when it is a truth."""

    name: str
    words: tuple[str, str] = ("false", "true")


@dataclass(frozen=True, kw_only=True)
class Part:
    """An element with elements inside.

    unknown     children that no field declares, each as exclusive canonical XML.
    attributes  those without a name space, as (name, value), sorted.
    Texts are kept without white space at their ends, times in Vietnamese time to the second.
    """

    unknown: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        for slot in slots(type(self)):
            value = getattr(self, slot.field)
            object.__setattr__(self, slot.field, tuple(map(_settled, value)) if slot.many else _settled(value))
        object.__setattr__(self, "attributes", tuple(sorted(self.attributes)))

    @classmethod
    def chosen(cls, element: Any) -> type[Part]:
        """Return the class that reads `element`: this one, or one that its content decides."""
        return cls


@dataclass(frozen=True)
class Slot:
    """A field that stands for an element: the type of one value, and how often it may and must be there."""

    field: str
    element: El
    kind: Any
    many: bool
    required: bool
    given: bool


def slots(part: type[Part]) -> tuple[Slot, ...]:
    """Return the fields of a class that stand for elements, in the order in which they are written."""
    whole: Any = part  # mypy takes classes of dataclasses for something that has no hash
    return _slots(whole)


@cache
def _slots(part: Any) -> tuple[Slot, ...]:
    hints = get_type_hints(part, include_extras=True)
    return tuple(
        _slot(field, *get_args(hints[field.name])) for field in dataclasses.fields(part) if _is_element(hints[field.name])
    )


def part_of(part: type[P], element: Any, *, prefixed: bool = True) -> P:
    """Return what `element` says as a `part`.

    prefixed  whether the children must carry the prefix edXML.
    Raises PrefixMissing, PartMissing, PartTwice, ValueUnreadable, and what the kinds of values raise.
    """
    chosen = part.chosen(element)
    found, unknown = children(element, {slot.element.name for slot in slots(chosen)}, prefixed=prefixed)
    values = {slot.field: _value(slot, found.get(slot.element.name, []), element) for slot in slots(chosen)}
    kept = {slot.field: values[slot.field] for slot in slots(chosen) if slot.given and values[slot.field] is not None}
    attributes = tuple((str(name), str(value)) for name, value in element.attrib.items() if not str(name).startswith("{"))
    return chosen(**kept, unknown=unknown, attributes=attributes)  # type: ignore[return-value]  # `chosen` is a kind of `part`


def children(element: Any, known: Collection[str], *, prefixed: bool = True) -> tuple[dict[str, list[Any]], tuple[str, ...]]:
    """Return the known children by local name, and the unknown ones as canonical XML; a signature is neither.

    Raises PrefixMissing for a known child without its prefix, ValueUnreadable for text between children.
    """
    found: dict[str, list[Any]] = {}
    unknown: list[str] = []
    _no_words_between(element)
    for child in element:
        name = etree.QName(child)
        if name.localname in known and name.namespace in (NAMESPACE, None):
            if name.namespace is None or (prefixed and child.prefix != PREFIX):
                raise PrefixMissing(element=name.localname)
            found.setdefault(name.localname, []).append(child)
        elif child.tag not in _SIGNATURE:
            unknown.append(_alone(child))
    return found, tuple(unknown)


def canonical(element: Any, *, exclusive: bool) -> bytes:
    """Return canonical XML (W3C 2001, or exclusive 2002) of an element, without comments.

    A part of a tree is parsed anew as a document first, with the name spaces that it stands in: lxml's own way of cutting it out
    writes `xmlns=""` on grandchildren (seen in 6.1; libxmlsec1 then finds every signature wrong).
    """
    if element.getparent() is not None:
        alone = etree.tostring(element, encoding="utf-8", with_tail=False)
        element = etree.fromstring(
            alone, etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, huge_tree=True)
        )
    return bytes(etree.tostring(element, method="c14n", exclusive=exclusive, with_comments=False))


def only(found: dict[str, list[Any]], name: str, parent: str) -> Any:
    """Return the one child of that name.  Raises PartMissing, PartTwice."""
    ones = found.get(name, [])
    if not ones:
        raise PartMissing(element=name, parent=parent)
    if len(ones) > 1:
        raise PartTwice(element=name, parent=parent)
    return ones[0]


def written(part: Part, name: str) -> Iterator[str]:
    """Yield the pieces of XML of a part under that name.  Raises TextForbidden."""
    inside = "".join(f' {key}="{_quoted(value, name)}"' for key, value in part.attributes)
    yield f"<{PREFIX}:{name}{inside}>"
    for slot in slots(type(part)):
        value = getattr(part, slot.field)
        for one in value if slot.many else (value,):
            if isinstance(one, Part):
                yield from written(one, slot.element.name)
            elif slot.many or slot.required or one not in ("", None):
                yield f"<{PREFIX}:{slot.element.name}>{_words(one, slot.element)}</{PREFIX}:{slot.element.name}>"
    yield from part.unknown
    yield f"</{PREFIX}:{name}>"


def text_in_xml(text: str, element: str) -> str:
    """Return a text as it stands between tags.  Raises TextForbidden."""
    if _NOT_IN_XML.search(text):
        raise TextForbidden(element=element)
    return escape(text, {"\r": "&#13;"})


def _alone(element: Any) -> str:
    """Return canonical XML of an element that says the same wherever it is put: what is in no name space says so, once."""
    text, name = canonical(element, exclusive=True).decode(), etree.QName(element)
    if (name.namespace and element.prefix is None) or not any(etree.QName(one).namespace is None for one in element.iter()):
        return text
    tag = f"{element.prefix}:{name.localname}" if element.prefix else name.localname
    return text.replace(f"<{tag}", f'<{tag} xmlns=""', 1)


def _quoted(text: str, element: str) -> str:
    return text_in_xml(text, element).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")


def _is_element(hint: Any) -> bool:
    return get_origin(hint) is Annotated and any(isinstance(one, El) for one in get_args(hint)[1:])


def _slot(field: dataclasses.Field[Any], kind: Any, element: El) -> Slot:
    many = get_origin(kind) is tuple
    if many:
        kind = get_args(kind)[0]
    elif get_origin(kind) is types.UnionType:
        kind = next(one for one in get_args(kind) if one is not type(None))
    required = field.default is dataclasses.MISSING or not field.init
    return Slot(field.name, element, kind, many, required, field.init)


def _settled(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Enum):
        return value.strip(WHITE)
    return value.astimezone(VIETNAM).replace(microsecond=0) if isinstance(value, datetime) else value


def _value(slot: Slot, found: list[Any], parent: Any) -> Any:
    """Return the value of a field, or None where the packet says nothing and the field has a default."""
    name, told = slot.element.name, etree.QName(parent).localname
    ones = [part_of(slot.kind, one) if _is_part(slot.kind) else _leaf(slot.kind, one) for one in found]
    if slot.required and not any(one not in ("", None) for one in ones):
        raise PartMissing(element=name, parent=told)
    if slot.many:
        return tuple(ones)
    if len(ones) > 1:
        raise PartTwice(element=name, parent=told)
    return ones[0] if ones else None


def _is_part(kind: Any) -> bool:
    return issubclass(kind, Part)


def _leaf(kind: Any, element: Any) -> Any:
    name = etree.QName(element).localname
    text = (element.text or "").strip(WHITE)
    if len(element):
        raise ValueUnreadable(element=name, value=etree.QName(element[0]).localname)
    if not text:
        return "" if kind is str else None
    if issubclass(kind, Enum):
        return kind(text)
    value = _READERS[kind](text)
    if value is None:
        raise ValueUnreadable(element=name, value=text[:_SHOWN])
    return value


def _no_words_between(element: Any) -> None:
    for words in (element.text, *(child.tail for child in element)):
        if words and words.strip(WHITE):
            raise ValueUnreadable(element=etree.QName(element).localname, value=words.strip(WHITE)[:_SHOWN])


def _day(text: str) -> date | None:
    found = _DATE.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    found = _MOMENT.fullmatch(text)
    try:
        year, month, day, hour, minute, second = map(int, found.groups()) if found else (0,) * 6
        return datetime(year, month, day, hour, minute, second, tzinfo=VIETNAM)
    except ValueError:
        return None


_READERS: dict[Any, Callable[[str], Any]] = {
    str: str,
    int: lambda text: int(text) if _NUMBER.fullmatch(text) else None,
    bool: lambda text: _TRUTH.get(text.lower()),
    date: _day,
    datetime: _moment,
}


def _words(value: Any, element: El) -> str:
    """Return a value as a packet writes it."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return element.words[value]
    if isinstance(value, datetime):
        return f"{_words(value.date(), element)} {value:%H:%M:%S}"
    if isinstance(value, date):
        return f"{value.year:04d}/{value.month:02d}/{value.day:02d}"
    return text_in_xml("" if value is None else str(value), element.name)


class Coded(Enum):
    """A closed list of codes; a code that is not in it is refused by the list's own refusal."""

    @classmethod
    def _missing_(cls, value: object) -> Any:
        raise cls.refusal(str(value)[:_SHOWN])

    @classmethod
    def refusal(cls, value: str) -> Refusal:
        """Return why a code is not taken."""
        raise NotImplementedError
