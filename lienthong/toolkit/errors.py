"""The refusal: how the trade says no."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from lienthong.toolkit.sentences import Words


class Refusal(Exception):
    """The trade says no; the person is told, in Vietnamese, what to do.

    A subclass sets `code` (stable, `app.reason`) and `reason`, a whole sentence with named `%(fact)s`
    places.  Entrances show `message` as it stands and answer 409; anything that is not a `Refusal` is a
    defect and answers 500.  `translate` looks a sentence up in the language of the page; `toolkit.ui` sets it, because the
    rules that raise refusals know no Django.
    """

    translate: ClassVar[Callable[[str], str]] = staticmethod(str)

    code: ClassVar[str] = "toolkit.refused"
    reason: ClassVar[Any] = "Không thực hiện được."
    status: ClassVar[int] = 409

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(self.code, facts)

    @property
    def message(self) -> str:
        """Return the sentence, in the language of the page that shows it, with its facts filled in."""
        translate = type(self).translate
        facts = {key: translate(fact) if isinstance(fact, Words) else fact for key, fact in self.facts.items()}
        return translate(str(self.reason)) % facts

    @property
    def on_record(self) -> str:
        """Return the sentence in Vietnamese, as records keep it whoever's page it came from."""
        return str(self.reason) % self.facts

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"

    def as_dict(self) -> dict[str, Any]:
        """Return the refusal as the API and the command line print it."""
        return {"code": self.code, "message": self.message, "facts": {k: _plain(v) for k, v in self.facts.items()}}


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool | int | float | str | type(None) | list) else str(value)
