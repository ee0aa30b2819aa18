"""Typed reading of one mapping of a procedure file: every wrong field becomes a fault and the reading goes on."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from datetime import date

from lienthong.casework.procedures.errors import Fault
from lienthong.casework.procedures.rules.text_tree import Tree
from lienthong.toolkit.sentences import Sentence

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
CODE = re.compile(r"[1-9]\.\d{6}")
RESULT_CODE = re.compile(r"KQ\.[A-Z]\d{2}(\.\d{1,3})*\.\d{6}")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
TRUE, FALSE = ("true", "yes", "có"), ("false", "no", "không")
MAX_TEXT = 8000


def suggestion(word: str, options: Iterable[str]) -> str:
    """Return « (có phải «…»?)» with the nearest allowed word, or nothing."""
    near = difflib.get_close_matches(word, list(options), n=1, cutoff=0.55)
    return Sentence(" (có phải «%(near)s»?)", near=near[0]) if near else ""


class Notes:
    """The faults found so far, and where each field stands, for later checks."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        self.places: dict[str, tuple[int, int]] = {}

    def at(self, path: str) -> tuple[int, int]:
        """Return line and column of the field, or of the nearest field above it; (1, 1) when there is none."""
        while path:
            if path in self.places:
                return self.places[path]
            path = re.sub(r"(\.[^.\[]*|\[[^\]]*\]|^[^.\[]+)$", "", path)
        return (1, 1)

    def fault(self, path: str, message: str, tree: Tree | None = None) -> None:
        """Note a fault at the field (or at `tree`)."""
        line, column = (tree.line, tree.column) if tree else self.at(path)
        self.faults.append(Fault(line, column, path, message))


class Branch:
    """One mapping of the file; remembers which fields were asked for, so that `done` can refuse the others."""

    def __init__(self, tree: Tree, path: str, notes: Notes) -> None:
        self.tree, self.path, self.notes = tree, path, notes
        self._known: list[str] = []
        notes.places[path] = (tree.line, tree.column)
        for name, child in tree.fields.items():
            notes.places[self.name(name)] = (child.line, child.column)

    def name(self, field: str) -> str:
        """Return the full path of a field of this mapping."""
        return f"{self.path}.{field}" if self.path else field

    def fault(self, field: str, message: str) -> None:
        """Note a fault at a field of this mapping (or at the mapping itself, when the field is absent)."""
        self.notes.fault(self.name(field) if field else self.path, message, self.tree.fields.get(field, self.tree))

    def misnamed(self, field: str, message: str) -> None:
        """Note a fault at the name of a field, not at its value."""
        self.notes.fault(self.name(field), message, self.tree.keys[field])

    def done(self) -> None:
        """Refuse every field that nobody asked for."""
        for field, tree in self.tree.fields.items():
            if field in self._known:
                continue
            if tree.empty and not KEY.fullmatch(field):
                self.misnamed(
                    field,
                    Sentence(
                        "«%(field)s» đứng sau dấu phẩy; nội dung có dấu phẩy thì đặt cả trong dấu nháy kép.", field=field[:60]
                    ),
                )
                continue
            hint = suggestion(field, self._known)
            self.misnamed(
                field,
                Sentence("Không có trường «%(field)s» ở đây%(hint)s; sửa tên hoặc bỏ dòng này.", field=field[:60], hint=hint),
            )

    def has(self, field: str) -> bool:
        """Return whether the field is written and not empty."""
        return field in self.tree.fields and not self.tree.fields[field].empty

    def text(self, field: str, *, required: bool = False, limit: int = MAX_TEXT) -> str:
        """Return the text of the field; empty when absent."""
        tree = self._take(field, "scalar", "một dòng chữ", required=required)
        if tree is None:
            return ""
        if len(tree.text) > limit:
            self.fault(
                field, Sentence("Nội dung dài %(count)s ký tự, quá %(limit)s; rút gọn lại.", count=len(tree.text), limit=limit)
            )
        return tree.text

    def matching(self, field: str, pattern: re.Pattern[str], example: str, *, required: bool = True) -> str:
        """Return a text of the given shape."""
        text = self.text(field, required=required)
        if text and not pattern.fullmatch(text):
            self.fault(field, Sentence("«%(text)s» không đúng mẫu; viết như %(example)s.", text=text[:40], example=example))
        return text

    def choice(self, field: str, options: Iterable[str], *, required: bool = False, default: str = "") -> str:
        """Return one of the allowed words; the default when absent or wrong."""
        text = self.text(field, required=required)
        return self._allowed(field, text, tuple(options)) or default

    def integer(self, field: str, *, default: int | None = None, low: int = 0, high: int = 10**12) -> int | None:
        """Return a whole number within bounds; the default when absent."""
        tree = self._take(field, "scalar", "một số nguyên", required=False)
        if tree is None:
            return default
        if not re.fullmatch(r"-?\d{1,15}", tree.text):
            self.fault(
                field, Sentence("«%(text)s» không phải số nguyên; viết số không có dấu chấm, phẩy hay chữ.", text=tree.text[:40])
            )
            return default
        value = int(tree.text)
        if not low <= value <= high:
            self.fault(
                field,
                Sentence("Giá trị %(value)s không hợp lệ; ghi số từ %(low)s đến %(high)s.", value=value, low=low, high=high),
            )
            return default
        return value

    def flag(self, field: str, *, default: bool) -> bool:
        """Return true or false."""
        tree = self._take(field, "scalar", "true hoặc false", required=False)
        if tree is None:
            return default
        if tree.text.lower() not in TRUE + FALSE:
            self.fault(field, Sentence("«%(text)s» không hiểu được; ghi true (có) hoặc false (không).", text=tree.text[:40]))
            return default
        return tree.text.lower() in TRUE

    def day(self, field: str, *, required: bool = False) -> date | None:
        """Return a day written YYYY-MM-DD."""
        text = self.text(field, required=required)
        if not text:
            return None
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        self.fault(field, Sentence("«%(text)s» không phải ngày; viết năm-tháng-ngày có thật, ví dụ 2018-03-12.", text=text[:40]))
        return None

    def words(self, field: str, options: Iterable[str] | None = None) -> tuple[str, ...]:
        """Return the list of words (each of `options`, when given)."""
        tree = self._take(field, "list", "một danh sách, ví dụ [a, b]", required=False)
        if tree is None:
            return ()
        words: list[str] = []
        for item in tree.items:
            if item.kind != "scalar" or item.empty:
                self.notes.fault(self.name(field), "Mỗi mục của danh sách này là một từ hoặc một dòng chữ; sửa lại.", item)
            elif item.text in words:
                self.notes.fault(self.name(field), Sentence("«%(text)s» ghi hai lần; bỏ một.", text=item.text), item)
            elif options is None or self._allowed(field, item.text, tuple(options), item):
                words.append(item.text)
        return tuple(words)

    def branch(self, field: str, *, required: bool = False) -> Branch | None:
        """Return the mapping under the field."""
        tree = self._take(field, "mapping", "một nhóm trường {tên: giá trị}", required=required)
        return None if tree is None else Branch(tree, self.name(field), self.notes)

    def branches(self, field: str, *, required: bool = False, short: str = "") -> list[Branch]:
        """Return the mappings listed under the field; their paths count from 1.

        short   a bare word in the list stands for a mapping with only this field.
        """
        tree = self._take(field, "list", "một danh sách, mỗi mục bắt đầu bằng dấu -", required=required)
        found = []
        for number, item in enumerate(tree.items if tree else (), 1):
            path = f"{self.name(field)}[{number}]"
            if short and item.kind == "scalar" and not item.empty:
                item = Tree("mapping", item.line, item.column, fields={short: item}, keys={short: item})
            if item.kind == "mapping":
                found.append(Branch(item, path, self.notes))
            else:
                self.notes.fault(path, "Mục này phải là một nhóm trường {tên: giá trị}; sửa lại.", item)
        return found

    def named_branches(self, field: str) -> list[tuple[str, Branch]]:
        """Return the mappings under the field with their keys (`nodes`, `legs`)."""
        group = self.branch(field, required=True)
        found: list[tuple[str, Branch]] = []
        if group is None:
            return found
        for key, item in group.tree.fields.items():
            path = group.name(key)
            if not KEY.fullmatch(key):
                group.misnamed(
                    key, Sentence("Khóa «%(key)s» phải là chữ thường không dấu, số, gạch dưới, ví dụ verify.", key=key[:40])
                )
            if item.kind == "mapping":
                found.append((key, Branch(item, path, self.notes)))
            else:
                self.notes.fault(path, "Mục này phải là một nhóm trường {tên: giá trị}; sửa lại.", item)
        return found

    def _take(self, field: str, kind: str, what: str, *, required: bool) -> Tree | None:
        self._known.append(field)
        tree = self.tree.fields.get(field)
        if tree is None or tree.empty:
            if required:
                self.fault(field, Sentence("Thiếu trường «%(field)s»; ghi thêm %(what)s.", field=field, what=what))
            return None
        if tree.kind != kind:
            self.fault(field, Sentence("Trường «%(field)s» phải là %(what)s; sửa lại.", field=field, what=what))
            return None
        return tree

    def _allowed(self, field: str, word: str, options: tuple[str, ...], tree: Tree | None = None) -> str:
        if not word or word in options:
            return word
        hint = suggestion(word, options)
        message = Sentence(
            "«%(word)s» không dùng được%(hint)s; chọn một trong: %(options)s.",
            word=word[:40],
            hint=hint,
            options=", ".join(options),
        )
        self.notes.fault(self.name(field), message, tree or self.tree.fields[field])
        return ""
