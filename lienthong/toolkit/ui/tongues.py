"""Words that come to a page from somewhere else, in the language of that page.

Rules, forms and refusals speak Vietnamese and know no Django; their sentences are looked up here, when they are shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

from django.conf import settings
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeData, mark_safe
from django.utils.translation import gettext, override, pgettext

from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.formats import pages
from lienthong.toolkit.formats.pages import is_english
from lienthong.toolkit.sentences import Figure, Lowered, Sentence, Several, Typed, Words

P = ParamSpec("P")
R = TypeVar("R")

LANGUAGE_FIELD: Final = "ngon-ngu"
"""Name under which the choice of language is posted (`site.language` takes it)."""
VIETNAMESE: Final = re.compile("[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300\u0301\u0303\u0309\u0323]")
"""A letter that stands in Vietnamese words and in no English one."""


def translated(words: Any, /, **facts: Any) -> str:
    """Return words in the language of the page, as they stand when they have no translation; then fill in their facts.

    facts  for the named `%(fact)s` places; without facts a sign % stays what it is.
    """
    if isinstance(words, Words):
        return _plainly(words)
    found = gettext(str(words)) if str(words) else ""
    return found % facts if facts else found


def _plainly(words: Words) -> str:
    """Return a text that knows its parts in the language of the page, unmarked; a template without translation stays whole."""
    if not is_english():
        return str(words)
    match words:
        case Typed():
            return str(words)
        case Figure():
            return pages.figure(words.value, words.how)
        case Lowered():
            return _small(translated(words.name))
        case Several():
            return translated(words.sign).join(translated(part) for part in words.parts)
        case Sentence():
            found = _found(words)
            return found % {key: translated(fact) for key, fact in words.facts.items()} if found else str(words)
    return translated(str(words))


def _small(name: str) -> str:
    """Return a name as it stands inside a sentence; an abbreviation stays, and so does what is Vietnamese throughout."""
    if VIETNAMESE.search(name):
        return name.lower()
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _found(sentence: Sentence) -> str:
    """Return the English template of a sentence, empty when it has none."""
    words = sentence.template
    found = pgettext(sentence.context, words) if sentence.context else gettext(words)
    return found if found != words or not VIETNAMESE.search(words) else ""


def said(words: Any) -> Any:
    """Return words for the text of a page: translated, and where they stay Vietnamese on an English page, marked as that.

    Names of procedures, offices, people and papers stay; a screen reader must know in which language to read them.
    words  a text, or a refusal; a figure is given back for the template to write.
    """
    if isinstance(words, Refusal):
        return told(words.reason, **words.facts)
    if isinstance(words, SafeData | int | float):
        return words
    if isinstance(words, Words) and is_english():
        return _with_marks(words)
    return _marked(translated(words))


def _with_marks(words: Words) -> str:
    """Return a text that knows its parts in English, what stays Vietnamese in it marked part by part."""
    match words:
        case Typed():
            return _marked(str(words))
        case Figure():
            return pages.figure(words.value, words.how)
        case Lowered():
            return _marked(_small(translated(words.name)))
        case Several():
            return joined(translated(words.sign), words.parts)
        case Sentence():
            found = _found(words)
            if found:
                shown = {key: conditional_escape(said(fact)) for key, fact in words.facts.items()}
                return mark_safe(escape(found) % shown)  # noqa: S308 - sentence and facts are escaped
    return _marked(translated(str(words)))


def named(words: str) -> str:
    """Return the name of something that is asked for by its Vietnamese name: on an English page that one stands beside."""
    found = translated(words)
    return said(words) if found == words else format_html('{} <span lang="vi">({})</span>', found, words)


def told(sentence: Any, /, **facts: Any) -> str:
    """Return a sentence with its facts for the text of a page: each fact is said, so that names in it are marked."""
    found = translated(sentence)
    if not is_english() or VIETNAMESE.search(found):
        return _marked(found % facts)
    shown = {key: fact if isinstance(fact, int | float) else conditional_escape(said(fact)) for key, fact in facts.items()}
    return mark_safe(escape(found) % shown)  # noqa: S308 - sentence and facts are escaped


def joined(sign: str, parts: Iterable[Any]) -> str:
    """Return the parts that say something with a sign between them, each in the language of the page."""
    told_parts = [part for part in parts if part]
    if not is_english():
        return sign.join(map(str, told_parts))
    return format_html_join(sign, "{}", ((said(part),) for part in told_parts))


def in_vietnamese(view: Callable[P, R]) -> Callable[P, R]:
    """Let a view write Vietnamese whatever language its page was asked in: papers, workbooks and CSV stay as the law has them."""

    @wraps(view)
    def written(*given: P.args, **named: P.kwargs) -> R:
        with override(settings.LANGUAGE_CODE):
            return view(*given, **named)

    return written


def _marked(words: str) -> str:
    return format_html('<span lang="vi">{}</span>', words) if is_english() and VIETNAMESE.search(words) else words
