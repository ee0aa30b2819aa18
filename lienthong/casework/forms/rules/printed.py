"""Whether a printed paper really shows what its form demands: the values are looked for among the words of the PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lienthong.casework.forms.errors import Fault
from lienthong.casework.forms.rules.fields import PICTURES, Asked, mandatory
from lienthong.toolkit.sentences import Sentence


def unprinted(fields: Sequence[Asked], filled: Mapping[str, Any], words: str, figures: int) -> tuple[Fault, ...]:
    """Return a fault for each mandatory field whose value the paper does not show.

    filled   the values as the template got them; words, figures: what was read from the PDF.
    """
    whole = letters(words)
    found = []
    for field in mandatory(fields):
        shown = figures > 0 if field.name in PICTURES else all(letters(one) in whole for one in _values(field, filled))
        if not shown:
            name = field.name.replace("[]", "")
            words_of = Sentence(
                "Bản in thử không có giá trị của trường bắt buộc «%(name)s» (%(meaning)s); để trường này hiện trên giấy.",
                name=name,
                meaning=field.meaning,
            )
            found.append(Fault(0, field.name, words_of))
    return tuple(found)


def letters(text: str) -> str:
    """Return letters and digits alone, lower case: a line may break inside a value, and heads are in capitals."""
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _values(field: Asked, filled: Mapping[str, Any]) -> Iterator[str]:
    of, _, name = field.name.partition("[].")
    if name:
        yield from (item[name] for item in filled[of])
    elif field.kind == "texts":
        yield from filled[of]
    elif field.kind != "list":
        yield filled[of]
