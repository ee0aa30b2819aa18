"""The cell: a process of its own in which a paper whose text came from outside is printed.

Given on standard input one JSON object: `text` (Typst), `data` (written as text already), `marked` (a word that lies across
every page, empty for none), `read` (whether the words are wanted), `most_pages`, `cpu_seconds`.
Answers on standard output one line of JSON, `{"ok": true, "pdf": bytes, "words": …, "pages": …, "figures": …}` and then so many
bytes, or `{"ok": false, "line": …, "message": …}` as Typst says it.  It sees no file but the shared `common.typ`, has no network,
and little memory and time.  Whatever ends it without an answer means: not printed.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any, Final

import typst

from lienthong.toolkit.confinement import confine
from lienthong.toolkit.paper.words import read

FOLDER: Final = Path(__file__).parent / "data" / "papers"
"""All that a foreign text can read: what is shared by all papers."""
NOWHERE: Final = "/nonexistent"
MEMORY = 1_024 * 1024 * 1024
OPEN_FILES = 64
_PLACE = re.compile(r"__typst_py_bytes__\.typ:(\d+):")


def main() -> int:
    """Load the fonts, read, lock the door, print, answer."""
    fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)  # a cell that waits has them already
    order = json.loads(sys.stdin.buffer.read())
    confine(memory=MEMORY, cpu_seconds=order["cpu_seconds"], open_files=OPEN_FILES)
    head, body = answer(order, fonts)
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n")
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()
    return 0


def answer(order: dict[str, Any], fonts: typst.Fonts) -> tuple[dict[str, Any], bytes]:
    """Return the head of the answer and the PDF that follows it."""
    source = (opening(order["marked"]) + order["text"]).encode()
    compiler = typst.Compiler(
        source, root=str(FOLDER), font_paths=fonts, package_path=NOWHERE, package_cache_path=NOWHERE,
        sys_inputs={"data": json.dumps(order["data"], ensure_ascii=False)},
    )  # fmt: skip
    try:
        made = compiler.compile(format="pdf", pdf_standards=["a-2b"])
    except typst.TypstError as fault:
        return {"ok": False, "line": line_of(fault.diagnostic), "message": fault.message}, b""
    assert isinstance(made, bytes)  # noqa: S101 - of one PDF Typst gives bytes; anything else ends the cell without an answer
    head: dict[str, Any] = {"ok": True, "pdf": len(made)}
    if order["read"]:
        found = read(made, most_pages=order["most_pages"])
        head |= {"words": found.words, "pages": found.pages, "figures": found.figures}
    return head, made


def opening(marked: str) -> str:
    """Return what stands before the text on its first line, so that the lines keep their numbers."""
    across = f'#set page(background: rotate(-35deg, text(96pt, fill: luma(88%), "{marked}"))); ' if marked else ""
    return f'#import "/common.typ": *; {across}'


def line_of(diagnostic: str) -> int:
    """Return the line of the text that Typst points at; 0 when it points at none."""
    found = _PLACE.findall(diagnostic)
    return int(found[0]) if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
