"""Templates: each is used, says its variables, and obeys the Content-Security-Policy and the HTMX rules of the house."""

from __future__ import annotations

import re
from pathlib import Path

from tools import house

NAMED = re.compile(r"""["']((?:[\w-]+/)*_?[\w.-]+\.(?:html|txt))["']""")
INLINE = (
    (re.compile(r"\sstyle\s*=\s*[\"']", re.I), "inline style; the policy refuses it"),
    (re.compile(r"\son[a-z]+\s*=\s*[\"']", re.I), "inline event handler; the policy refuses it"),
    (re.compile(r"<style\b", re.I), "inline style sheet; the policy refuses it"),
    (
        re.compile(r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*\bnonce\s*=)(?![^>]*type=[\"']application/json)", re.I),
        "inline script without nonce",
    ),
    (re.compile(r"javascript:", re.I), "a javascript: address; the policy refuses it"),
    (re.compile(r"(?:src|href)\s*=\s*[\"'](?:https?:)?//", re.I), "fetches or links from another host by a fixed address"),
)
BARE_FILE = re.compile(r"""type=["']?file\b""", re.I)
FILE_BOX = "ui/_file.html"
"""The one template that draws a box for a file: the browser's own speaks the browser's language."""
OVERRIDES = ("allauth/", "account/", "mfa/", "usersessions/", "400", "403", "404", "500")
HTMX_VERB = re.compile(r"<(\w+)\b[^>]*\bhx-(?:get|post|put|patch|delete)\b[^>]*>", re.I | re.S)


def faults(root: Path = house.ROOT) -> list[str]:
    """Return what is wrong with the templates of the product."""
    found: list[str] = []
    used = _names_used(root)
    for path in house.templates(root):
        text = path.read_text(encoding="utf-8")
        name, shown = _template_name(path), path.relative_to(root)
        if name not in used and not name.startswith(OVERRIDES) and not _is_included_by_pattern(name, used):
            found.append(f"{shown}: nothing uses it")
        if path.suffix == ".html":
            found += [f"{shown}: {fault}" for fault in _faults_of(text)]
            if name != FILE_BOX and BARE_FILE.search(text):
                found.append(f"{shown}: a bare box for a file; draw it by the tag `file_box` or a field of `ui.forms.FileField`")
    return found


def _faults_of(text: str) -> list[str]:
    found = []
    bare = re.sub(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", "", text, flags=re.S)
    if not re.match(r"\s*(?:{%\s*extends[^%]*%}\s*)?(?:{%\s*load[^%]*%}\s*)?(?:{#|{%\s*comment)", text):
        found.append("has no header comment that lists its variables")
    for pattern, why in INLINE:
        found += [f"line {bare[: m.start()].count(chr(10)) + 1}: {why}" for m in pattern.finditer(bare)]
    for tag in HTMX_VERB.finditer(bare):
        if "hx-target" not in tag[0] or "hx-swap" not in tag[0]:
            found.append(f"<{tag[1]}> asks by HTMX without its own hx-target and hx-swap; they are never inherited")
    return found


def _template_name(path: Path) -> str:
    parts = path.parts
    return "/".join(parts[len(parts) - parts[::-1].index("templates") :])


def _names_used(root: Path) -> set[str]:
    """Return every template name that code or templates write down."""
    names: set[str] = set()
    for path in [*house.python_files(root, "lienthong"), *house.templates(root)]:
        if "tests" not in path.parts:
            names |= set(NAMED.findall(path.read_text(encoding="utf-8")))
    return names


def _is_included_by_pattern(name: str, used: set[str]) -> bool:
    """Say whether django-allauth's element templates or an error page name it by rule."""
    return Path(name).name in {"base.html"} and name in used


if __name__ == "__main__":
    house.report("templates", faults)
