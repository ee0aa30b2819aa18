"""A YAML text as a tree that knows its lines, read in one pass and without trust: no anchors, no tags, no bombs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn

import yaml

from lienthong.casework.procedures.errors import DefinitionFaults, Fault
from lienthong.toolkit.sentences import Sentence

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 12
MAX_NODES = 50_000
_UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What an escape in quotes could bring in, but neither a database nor a drawing can hold."""
NULLS = ("", "~", "null", "Null", "NULL")

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Tree:
    """A scalar (`text`), a list (`items`) or a mapping (`fields`), with the place where it stands, from 1."""

    kind: str
    line: int
    column: int
    text: str = ""
    quoted: bool = False
    items: list[Tree] = field(default_factory=list)
    fields: dict[str, Tree] = field(default_factory=dict)
    keys: dict[str, Tree] = field(default_factory=dict)
    pending: Tree | None = None

    @property
    def empty(self) -> bool:
        """Return whether it is a scalar that says nothing."""
        return self.kind == "scalar" and not self.quoted and self.text in NULLS


def read_tree(source: str | bytes) -> tuple[Tree, list[Fault]]:
    """Return the tree of the text and the faults that do not stop the reading (a field given twice).

    Raises DefinitionFaults when the text cannot be read at all: too big, not UTF-8, tabs, no YAML, anchors, no mapping.
    """
    text = _decoded(source)
    tabs = _tabs(text)
    if tabs:
        raise DefinitionFaults(tuple(tabs))
    faults: list[Fault] = []
    root = Tree("list", 1, 1)
    try:
        _grow(root, yaml.parse(text, Loader=_Loader), faults)
    except yaml.MarkedYAMLError as no:
        mark = no.problem_mark or no.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        _stop(line, column, "Dòng này sai cú pháp YAML; kiểm tra thụt đầu dòng, dấu hai chấm, dấu ngoặc và dấu nháy.")
    except yaml.YAMLError:
        _stop(1, 1, "Tệp có ký tự không đọc được; lưu lại bằng mã UTF-8, bỏ ký tự điều khiển.")
    if len(root.items) != 1 or root.items[0].kind != "mapping":
        _stop(1, 1, "Một tệp chứa đúng một quy trình, bắt đầu bằng các trường như «procedure: …»; sửa lại đầu tệp.")
    return root.items[0], faults


def _stop(line: int, column: int, message: str) -> NoReturn:
    raise DefinitionFaults((Fault(line, column, "", message),))


def _decoded(source: str | bytes) -> str:
    raw = source.encode(errors="surrogatepass") if isinstance(source, str) else source
    if len(raw) > MAX_BYTES:
        _stop(
            1,
            1,
            Sentence(
                "Tệp nặng %(count)s KB, quá 1024 KB; một quy trình chỉ vài chục KB, kiểm tra lại tệp.", count=len(raw) // 1024
            ),
        )
    try:
        return unicodedata.normalize("NFC", raw.decode("utf-8-sig"))
    except UnicodeDecodeError as no:
        before = raw[: no.start]
        line = before.count(b"\n") + 1
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        _stop(line, column, "Tệp không phải mã UTF-8; mở bằng trình soạn thảo và lưu lại với mã UTF-8.")


def _tabs(text: str) -> list[Fault]:
    message = "Có ký tự Tab; thay bằng dấu cách (mỗi bậc thụt vào 2 dấu cách)."
    lines = enumerate(text.split("\n"), 1) if "\t" in text else ()
    return [Fault(number, line.index("\t") + 1, "", message) for number, line in lines if "\t" in line][:100]


def _grow(root: Tree, events: Iterator[yaml.Event], faults: list[Fault]) -> None:
    stack, count = [root], 0
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            stack.pop()
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        count += 1
        tree = _checked(event, len(stack), count)
        _attach(stack[-1], tree, faults)
        if tree.kind != "scalar":
            stack.append(tree)


def _checked(event: yaml.NodeEvent, depth: int, count: int) -> Tree:
    mark = event.start_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        _stop(line, column, "Không dùng dấu neo & và tham chiếu * trong tệp quy trình; viết đầy đủ nội dung tại chỗ.")
    tag = getattr(event, "tag", None)
    if tag is not None and str(tag) != "!":
        _stop(line, column, "Không dùng thẻ kiểu (!…) trong tệp quy trình; bỏ thẻ, chỉ giữ giá trị.")
    if depth > MAX_DEPTH or count > MAX_NODES:
        _stop(line, column, "Tệp lồng quá sâu hoặc quá nhiều mục; kiểm tra lại thụt đầu dòng và dấu ngoặc.")
    if isinstance(event, yaml.ScalarEvent):
        if _UNREADABLE.search(event.value):
            _stop(line, column, "Nội dung có ký tự điều khiển (viết bằng dấu \\); bỏ ký tự đó, chỉ để chữ đọc được.")
        return Tree("scalar", line, column, event.value.strip(), quoted=event.style is not None and event.style != "")
    return Tree("list" if isinstance(event, yaml.SequenceStartEvent) else "mapping", line, column)


def _attach(parent: Tree, tree: Tree, faults: list[Fault]) -> None:
    if parent.kind == "list":
        parent.items.append(tree)
        return
    if parent.pending is None:
        if tree.kind != "scalar":
            _stop(tree.line, tree.column, "Tên trường phải là một từ, không phải danh sách; kiểm tra dấu ngoặc.")
        parent.pending = tree
        return
    name, parent.pending = parent.pending, None
    if name.text in parent.fields:
        first = parent.fields[name.text].line
        faults.append(
            Fault(
                name.line,
                name.column,
                name.text,
                Sentence(
                    "«%(text)s» đã ghi ở dòng %(first)s; chỉ giữ một, bỏ hoặc đổi tên cái kia.", text=name.text, first=first
                ),
            )
        )
        return
    parent.fields[name.text], parent.keys[name.text] = tree, name
