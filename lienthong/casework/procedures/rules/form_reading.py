"""The part `form` of a procedure file: pages of questions, each fault with its line and field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lienthong.casework.procedures.rules.form import MAX_ROWS, FieldKind, FormField, FormPage, Option, When
from lienthong.casework.procedures.rules.reading import KEY, Branch, suggestion
from lienthong.casework.procedures.rules.references import Finding
from lienthong.toolkit.sentences import Sentence

_ANSWER = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


def form_page(branch: Branch) -> FormPage:
    """Return one page of the form."""
    page = FormPage(
        key=branch.matching("key", KEY, "child"),
        title=branch.text("title", required=True, limit=200),
        fields=tuple(_field(one) for one in branch.branches("fields", required=True)),
        intro=branch.text("intro", limit=500),
        repeat=branch.integer("repeat", default=0, low=2, high=MAX_ROWS) or 0,
        when=_when(branch.branch("when")),
    )
    branch.done()
    return page


def _field(branch: Branch) -> FormField:
    field = FormField(
        key=branch.matching("key", KEY, "mother"),
        kind=FieldKind(branch.choice("kind", list(FieldKind), required=True, default="text")),
        label=branch.text("label", required=True, limit=200),
        required=branch.flag("required", default=True),
        help=branch.text("help", limit=300),
        example=branch.text("example", limit=200),
        options=tuple(_option(one) for one in branch.branches("options")),
        low=branch.integer("low"),
        high=branch.integer("high"),
        when=_when(branch.branch("when")),
    )
    branch.done()
    return field


def _option(branch: Branch) -> Option:
    option = Option(branch.matching("value", KEY, "married"), branch.text("label", required=True, limit=200))
    branch.done()
    return option


def _when(branch: Branch | None) -> When | None:
    if branch is None:
        return None
    when = When(branch.matching("answer", _ANSWER, "parents.married"), branch.words("one_of"))
    branch.done()
    return when


def check_form(form: tuple[FormPage, ...]) -> Iterator[Finding]:
    """Yield the faults of keys, options and conditions, in the order of the file."""
    pages: set[str] = set()
    choices: dict[str, tuple[str, ...]] = {}
    for number, page in enumerate(form, 1):
        path = f"form[{number}]"
        if page.key in pages:
            yield Finding(f"{path}.key", Sentence("Khóa «%(key)s» đã dùng cho trang trước; đặt khóa khác.", key=page.key))
        pages.add(page.key)
        yield from _condition(page.when, f"{path}.when", choices)
        keys: set[str] = set()
        for place, field in enumerate(page.fields, 1):
            here = f"{path}.fields[{place}]"
            if field.key in keys:
                yield Finding(f"{here}.key", Sentence("Khóa «%(key)s» đã dùng trong trang này; đặt khóa khác.", key=field.key))
            keys.add(field.key)
            yield from _shape(field, here)
            yield from _condition(field.when, f"{here}.when", choices)
            if field.kind is FieldKind.CHOICE and not page.repeat:
                choices[f"{page.key}.{field.key}"] = tuple(option.value for option in field.options)


def _shape(field: FormField, path: str) -> Iterator[Finding]:
    values = [option.value for option in field.options]
    if field.kind is FieldKind.CHOICE and len(values) < 2:
        yield Finding(path, "Ô chọn cần ít nhất hai lựa chọn; thêm vào «options».")
    if field.kind is not FieldKind.CHOICE and values:
        yield Finding(f"{path}.options", "Chỉ ô chọn (kind: choice) mới có «options»; bỏ hoặc đổi «kind».")
    if len(set(values)) < len(values):
        yield Finding(f"{path}.options", "Có lựa chọn ghi hai lần; bỏ một.")
    if field.low is not None and field.high is not None and field.low > field.high:
        yield Finding(f"{path}.low", "«low» lớn hơn «high»; đổi lại.")


def _condition(when: When | None, path: str, choices: dict[str, tuple[str, ...]]) -> Iterator[Finding]:
    if when is None:
        return
    if when.answer not in choices:
        hint = suggestion(when.answer, list(choices))
        yield Finding(
            f"{path}.answer",
            Sentence("Trước chỗ này không có ô chọn «%(answer)s»%(hint)s; sửa hoặc đổi thứ tự.", answer=when.answer, hint=hint),
        )
        return
    if not choices[when.answer]:
        yield Finding(
            f"{path}.answer", Sentence("Ô chọn «%(answer)s» chưa có lựa chọn; thêm vào «options» của ô đó.", answer=when.answer)
        )
        return
    strange = [value for value in when.one_of if value not in choices[when.answer]]
    shown = ", ".join(choices[when.answer])
    if strange:
        yield Finding(
            f"{path}.one_of",
            Sentence(
                "«%(strange)s» không phải lựa chọn của ô đó; chọn trong: %(shown)s.", strange=", ".join(strange), shown=shown
            ),
        )
    elif not when.one_of:
        yield Finding(f"{path}.one_of", Sentence("Điều kiện chưa ghi lựa chọn nào; chọn trong: %(shown)s.", shown=shown))
