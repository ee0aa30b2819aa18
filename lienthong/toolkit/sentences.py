"""Vietnamese sentences that remember what they were made of, so that a page can say them in another language.

A rule that builds a sentence of figures hands out one of these texts in place of an f-string: it *is* the Vietnamese sentence,
letter for letter, for papers, records, the API and the command line, and knows its template and its facts.  `toolkit.ui.tongues`
looks the template up where a page shows it and writes the facts anew; `tools.messages` demands an English text of each template.
What is done to such a text as to any text (joined, cut, put in lower case) gives a plain one: Vietnamese, and marked as that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final, Literal

How = Literal["day", "days", "day_with_weekday", "moment", "moment_with_weekday", "amount", "decimal", "work_hours"]
"""By which function of `toolkit.formats.pages` a page writes a figure."""
ONE: Final = "một"
"""The context of a message that counts exactly one thing: Vietnamese has no plural forms, English has."""


class Words(str):
    """A Vietnamese text that knows its parts; by itself, one of data that is whole."""


class Typed(Words):
    """What somebody typed: in every language as it was typed, even where it is the same as a message."""


class Figure(Words):
    """A day, an instant or an amount as the rule writes it in Vietnamese, with the value that a page writes anew."""

    value: Any
    how: How

    def __new__(cls, words: str, value: Any, how: How) -> Figure:
        """Return `words`, which stand for `value`; `how` names the function that writes it on a page."""
        made = super().__new__(cls, words)
        made.value, made.how = value, how
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        """Return what a copy is made of."""
        return str(self), self.value, self.how


class Sentence(Words):
    """A whole sentence, or a part of one, with its facts filled in.

    template  a literal text with named `%(fact)s` places (`tools.messages` reads it in the source).
    facts     names and words of data as plain texts, whole numbers, figures, other sentences.
    """

    template: str
    facts: dict[str, Any]

    def __new__(cls, template: str, /, **facts: Any) -> Sentence:
        """Return the template with its facts filled in."""
        made = super().__new__(cls, template % facts)
        made.template, made.facts = template, facts
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Return what a copy is made of."""
        return (self.template,), self.facts

    @property
    def context(self) -> str:
        """Return the context in which the template is looked up, empty for none."""
        return ""


_PLACE = re.compile(r"%\((\w+)\)s|%%")


def plain_of(fact: Any) -> Any:
    """Return a fact of a sentence or refusal for JSON: a sentence as its template and facts, anything else as its text."""
    if isinstance(fact, Sentence):
        return {"template": fact.template, "facts": {key: str(value) for key, value in fact.facts.items()}}
    return str(fact)


def fact_of(plain: Any) -> str:
    """Return the fact that `plain_of` gave away, from whoever sends it back: nothing but named places may stand in a template."""
    if not isinstance(plain, dict) or not isinstance(plain.get("facts"), dict):
        return str(plain)
    template, facts = str(plain.get("template", "")), {str(key): str(value) for key, value in plain["facts"].items()}
    if "%" in _PLACE.sub("", template) or not set(filter(None, _PLACE.findall(template))) <= set(facts):
        return template
    return Sentence(template, **facts)


class Counted(Sentence):
    """How many of something there are: «3 ngày làm việc»; on an English page one is «1 working day».

    template  says `%(count)s` and nothing else.
    count     a whole number; shown, how it is written in Vietnamese when not as it stands: «05».
    """

    def __new__(cls, template: str, /, count: int, shown: str = "") -> Counted:
        """Return the template with its count."""
        made = super().__new__(cls, template, count=Figure(shown or str(count), count, "amount"))
        assert isinstance(made, Counted)  # noqa: S101 - for the reader of types: `super` makes what it was asked to make
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Return what a copy is made of."""
        return (self.template, self.facts["count"].value, str(self.facts["count"])), {}

    @property
    def context(self) -> str:
        """Return ONE for one thing."""
        return ONE if self.facts["count"].value == 1 else ""


class Lowered(Words):
    """A name inside a sentence: in small letters."""

    name: str

    def __new__(cls, name: str) -> Lowered:
        """Return the name in small letters; on an English page the first one is."""
        made = super().__new__(cls, name.lower())
        made.name = name
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        """Return what a copy is made of."""
        return (self.name,)


class Several(Words):
    """Parts that say something, with a sign between them: «a; b»."""

    sign: str
    parts: tuple[str, ...]

    def __new__(cls, sign: str, parts: Iterable[str]) -> Several:
        """Return the parts that are not empty, joined."""
        told = tuple(part for part in parts if part)
        made = super().__new__(cls, sign.join(told))
        made.sign, made.parts = sign, told
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        """Return what a copy is made of."""
        return self.sign, self.parts
