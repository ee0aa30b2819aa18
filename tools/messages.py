"""The English texts: every message of the finished rooms is found, translated with the same facts, and compiled.

A room is finished when `lienthong.site.language` lists it; then this check holds it to five rules.
1. A template says words in `{% translate %}` or `{% blocktranslate %}` alone.
2. Every Vietnamese text of its Python and JavaScript is a message, whoever looks it up; so it may not be an f-string.  What other
   apps let citizens read is named in DATA.
3. Every message has an English text with the same facts and without a Vietnamese letter.
4. A sentence that a rule of any app builds of figures (`toolkit.sentences`) is a message;
   rules fill no facts into Vietnamese words themselves.
5. So is every other Vietnamese text of queries and services, but for what `messages_filled` names as stored or printed.

`--write` brings the catalogue up to date (translations stay, what nobody says goes), compiles it for Django, and writes the words
of the scripts.  Without line numbers and dates a change of the catalogue is a change of words.
"""

from __future__ import annotations

import ast
import io
import json
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from lienthong.site.language import ENGLISH_ROOMS
from lienthong.toolkit.sentences import ONE
from lienthong.toolkit.ui.tongues import VIETNAMESE
from tools import house, messages_filled
from tools.messages_elsewhere import DATA, SILENT, names_of_data

CATALOGUE = "lienthong/site/locale/en/LC_MESSAGES/django.po"
SCRIPT = "lienthong/toolkit/ui/static/ui/english.js"
NO_PAGES = {"migrations", "tests", "testing", "testing.py", "apps.py", "models.py", "patterns.py"}
"""Rooms of an app, and modules, whose words no page shows."""
SENTENCES = "lienthong/toolkit/sentences.py"
BUILT = {"Sentence", "Counted", "Several"}
"""What makes a sentence of figures; its first argument is the template, or the sign between parts: a literal text, or one of a
module whose every text is a message."""
HEADS = {"Shown"}
"""What heads a column of the rows behind a figure: each of its words is a message."""
ACT = "act"
"""The argument that says what somebody wanted to do; refusals tell it."""
CONTEXT = "\x04"
"""Between the context of a message and the message, as in a compiled catalogue."""
HEADER = """# The English texts of the finished rooms: `make messages` lists them, people translate them.
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""
_OWN_NAME = re.compile("Liên Thông|Tiếng Việt|English")
"""What is called the same in every language."""
_WORD = re.compile(r"[^\W\d_]{2}")
SHOWN_ATTRIBUTES = {"title", "aria-label", "placeholder", "alt", "data-say", "data-label"}
_IN_A_TAG = re.compile(r"{%\s*block\s+(?:main_class|\w+_attributes)\s*%}.*?{%\s*endblock.*?%}", re.S)
"""Blocks that stand inside an HTML tag: classes and attributes for scripts."""
_TAG = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|{%\s*blocktrans.*?endblocktrans(?:late)?\s*%}|{%.*?%}|{{.*?}}", re.S)
_TEXT_OF_TAG = re.compile(r"{%(?!\s*(?:blocktrans|endblocktrans|translate|trans\b|comment)).*?%}|{{.*?}}", re.S)
_BARE = re.compile(r"""(?<!_\()(["'])((?:(?!\1).)*)\1""")
_FACT = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")
_WRITTEN = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`", re.S)
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def faults(root: Path = house.ROOT) -> list[str]:
    """Return what the finished rooms say and English pages could not."""
    found = [fault for path in _templates(root) for fault in _bare_words(path, root)]
    messages, mixed = _messages(root)
    found += mixed + messages_filled.unsaid(root, messages)
    known = _catalogue(root)
    for text in sorted(messages):
        found += _faults_of(text, known.get(text, ""))
    stale = sorted(set(known) - messages)
    found += [f"{CATALOGUE}: nobody says «{text[:60]}» any more; run `make messages`" for text in stale]
    for name, content in _compiled(root, known):
        if not (root / name).is_file() or (root / name).read_bytes() != content:
            found.append(f"{name} is not what the catalogue compiles to; run `make messages`")
    return found


def _faults_of(text: str, english: str) -> list[str]:
    if not english:
        return [f"no English text for «{text[:80]}»"]
    found = []
    if sorted(set(_FACT.findall(text))) != sorted(set(_FACT.findall(english))):
        found.append(f"«{text[:60]}»: the English text has other facts: «{english[:60]}»")
    if VIETNAMESE.search(english):
        found.append(f"«{text[:60]}»: a Vietnamese letter in the English text «{english[:60]}»")
    return found


# --- what is said -----------------------------------------------------------------------------------------------------


def _rooms(root: Path) -> list[Path]:
    return [root / room.replace(".", "/") for room in ENGLISH_ROOMS]


def _templates(root: Path) -> Iterator[Path]:
    for room in _rooms(root):
        for path in sorted(room.glob("templates/**/*.html")):
            if "patterns" not in path.parts and path.name != "500.html":  # that one must stand when all else is broken
                yield path


def _messages(root: Path) -> tuple[set[str], list[str]]:
    """Return every message, and the texts that cannot be one because facts are already in them."""
    said: set[str] = set()
    mixed: list[str] = []
    for path in _templates(root):
        source = io.BytesIO(templatize(path.read_text(encoding="utf-8")).encode())
        said |= {f"{found[3]}{CONTEXT}{found[1]}" if found[3] else str(found[1]) for found in extract("python", source)}
    shown = dict(_modules(root))
    for path in sorted(root.glob("lienthong/**/*.py")):
        if not {"tests", "migrations"}.intersection(path.parts):
            tree, name = ast.parse(path.read_text(encoding="utf-8")), path.relative_to(root).as_posix()
            said |= _said_by_module(tree, shown.get(path), f"{name}:", mixed)
            if _is_rule(path) and name not in SILENT:
                mixed += [f"{name}:{line}: «{text[:60]}» is an f-string; build a Sentence" for text, line in _filled(tree)]
            built, unread = _built(tree)
            said |= built
            if DATA.get(name) != () and name != SENTENCES:
                mixed += [f"{name}:{line}: the template of a sentence is no literal text" for line in unread]
    said |= names_of_data(root)
    for path in _scripts(root):
        written, wrong = _said_by_script(path.read_text(encoding="utf-8"))
        said |= written
        mixed += [f"{path.relative_to(root)}: «{text[:60]}» holds ${{…}}; write %s and hand the fact over" for text in wrong]
    return said, mixed


def _said_by_module(tree: ast.Module, names: Sequence[str] | None, where: str, mixed: list[str]) -> set[str]:
    """Return the texts that pages show of a module, None for no text; what cannot be looked up goes to `mixed`."""
    said: set[str] = set()
    for text, line, whole in [] if names is None else _texts_of(tree, names):
        if whole:
            said.add(text)
        else:
            mixed.append(f"{where}{line}: «{text[:60]}» is an f-string; name its facts: %(fact)s")
    return said


def _modules(root: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for room in _rooms(root):
        for path in sorted(room.rglob("*.py")):
            if not NO_PAGES.intersection(path.relative_to(room).parts):
                yield path, ()
    for name, names in DATA.items():
        if (root / name).is_file():
            yield root / name, names


def _texts_of(tree: ast.Module, names: Sequence[str]) -> Iterator[tuple[str, int, bool]]:
    """Yield the Vietnamese texts of a module with their lines, and whether each is whole; names: of these constants alone."""
    roots = [node for node in tree.body if not names or set(names).intersection(messages_filled.targets(node))]
    waiting: list[ast.AST] = list(roots)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call) and messages_filled.is_unspoken(node.func):
            continue
        if messages_filled.is_docstring(node):
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
            if VIETNAMESE.search(text):
                yield text, node.lineno, False
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and len(node.value) > 1
            and VIETNAMESE.search(node.value)
        ):
            yield node.value, node.lineno, True
        else:
            waiting += ast.iter_child_nodes(node)


def _built(tree: ast.Module) -> tuple[set[str], list[int]]:
    """Return the templates of a module's sentences, its heads, acts and labels of SQL, and the lines that cannot be read."""
    said: set[str] = set()
    unread: list[int] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            said |= {label for label in messages_filled.SQL_LABEL.findall(node.value) if VIETNAMESE.search(label)}
        if not isinstance(node, ast.Call):
            continue
        acts = [one.value for one in node.keywords if one.arg == ACT and isinstance(one.value, ast.Constant)]
        said |= {str(one.value) for one in acts if VIETNAMESE.search(str(one.value))}
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if called in HEADS:
            said |= {text for text, _, _ in _texts_of(ast.Module([ast.Expr(node)], []), ())}
        elif called in BUILT:
            first = node.args[0] if node.args else None
            if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
                unread.append(node.lineno)
            elif called != "Several" or VIETNAMESE.search(first.value):
                said |= {first.value} | ({f"{ONE}{CONTEXT}{first.value}"} if called == "Counted" else set())
    return said, unread


def _is_rule(path: Path) -> bool:
    return "rules" in path.parts or path.name == "rules.py"


def _filled(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield the Vietnamese f-strings of a module with their lines; how a Figure is written in Vietnamese may be one."""
    nodes = list(ast.walk(tree))
    calls = [node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    written = {id(call.args[0]) for call in calls if getattr(call.func, "id", "") == "Figure" and call.args}
    for node in nodes:
        if isinstance(node, ast.JoinedStr) and id(node) not in written:
            text = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
            if VIETNAMESE.search(text):
                yield text, node.lineno


def _scripts(root: Path) -> Iterator[Path]:
    for room in _rooms(root):
        yield from (path for path in sorted(room.glob("static/**/*.js")) if path != root / SCRIPT)


def _said_by_script(source: str) -> tuple[set[str], list[str]]:
    """Return the Vietnamese texts of a script, and those that have something filled in."""
    texts = [found[0][1:-1] for found in _WRITTEN.finditer(source) if found[0][0] in "\"'`"]
    vietnamese = [text for text in texts if VIETNAMESE.search(text)]
    return {text for text in vietnamese if "${" not in text}, [text for text in vietnamese if "${" in text]


# --- what is not said through a tag ---------------------------------------------------------------------------------------


class _Reader(HTMLParser):
    """Collects the texts and the shown attributes of a template whose tags are gone."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.inside_script = False

    def handle_endtag(self, tag: str) -> None:
        self.inside_script &= tag != "script"

    def handle_data(self, data: str) -> None:
        if not self.inside_script:
            self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts, self.inside_script = dict(attrs), tag == "script"
        self.texts += [facts[name] or "" for name in SHOWN_ATTRIBUTES.intersection(facts)]


def _bare_words(path: Path, root: Path) -> list[str]:
    source = path.read_text(encoding="utf-8")
    reader = _Reader()
    reader.feed(_TAG.sub("", _IN_A_TAG.sub("", source)))
    bare = [text for text in reader.texts if _WORD.search(_OWN_NAME.sub("", text))]
    for tag in _TEXT_OF_TAG.findall(source):
        bare += [text for _, text in _BARE.findall(tag) if VIETNAMESE.search(text)]
    return [f"{path.relative_to(root)}: «{' '.join(text.split())[:60]}» stands outside {{% translate %}}" for text in bare]


# --- the catalogue ----------------------------------------------------------------------------------------------------------


def _catalogue(root: Path) -> dict[str, str]:
    """Return the English texts by message; a message in a context is both with CONTEXT between them."""
    path = root / CATALOGUE
    if not path.is_file():
        return {}
    with path.open("rb") as source:
        found = [message for message in read_po(source, locale="en") if message.id]
    return {f"{one.context}{CONTEXT}{one.id}" if one.context else str(one.id): str(one.string) for one in found}


def _bare_catalogue(messages: dict[str, str]) -> Catalog:
    """Return a catalogue that says nothing of when and by whom it was made, so that its bytes follow from its words."""
    made = Catalog(locale="en", project="lienthong", creation_date=_EPOCH, revision_date=_EPOCH, fuzzy=False)
    for text in sorted(messages):
        context, _, words = text.rpartition(CONTEXT)
        made.add(words, string=messages[text], context=context or None)
    return made


def _compiled(root: Path, messages: dict[str, str]) -> list[tuple[str, bytes]]:
    """Return the files that are made from the catalogue, with what must stand in them."""
    machine = io.BytesIO()
    write_mo(machine, _bare_catalogue({text: english for text, english in messages.items() if english}))
    said = {text for path in _scripts(root) for text in _said_by_script(path.read_text(encoding="utf-8"))[0]}
    words = {text: messages[text] for text in sorted(said) if messages.get(text)}
    listed = json.dumps(words, ensure_ascii=False, indent=2)
    script = f"/* Written by `make messages`: the words of the scripts on English pages. */\nwindow.ltEnglish = {listed};\n"
    return [(CATALOGUE.removesuffix("po") + "mo", machine.getvalue()), (SCRIPT, script.encode())]


def write(root: Path = house.ROOT) -> None:
    """Bring the catalogue up to date and write what is made from it."""
    said, _ = _messages(root)
    known = _catalogue(root)
    made = io.BytesIO()
    write_po(made, _bare_catalogue({text: known.get(text, "") for text in said}), omit_header=True, width=0)
    path = root / CATALOGUE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(HEADER.encode() + made.getvalue())
    for name, content in _compiled(root, _catalogue(root)):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        write()
    house.report("messages", faults)
