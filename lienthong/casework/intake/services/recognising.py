"""The text of files: out of PDF and .docx, or recognised from pictures, by programs of this machine in cells."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, BinaryIO, Final

from lienthong.office.files import public as files
from lienthong.toolkit import confinement
from lienthong.toolkit.vietnamese import legacy, nfc

MEMORY: Final = 1_280 * 2**20
SECONDS: Final = 60
"""So long may one program work on one file or page."""
MOST_PAGES: Final = 5
"""So many pages of a scan are recognised: head and signature of nearly all letters."""
ENOUGH: Final = 40
"""With fewer letters and digits than this the PDF is a picture."""
MOST: Final = 400_000
"""So many characters of a file are kept."""
_ENVIRONMENT: Final = {"LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"}
_WORD = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|</w:(p)>")
_MOST_XML = 20 * 2**20


@dataclass(frozen=True)
class Read:
    """The text of a file.  how: «file», «ocr», or "" for nothing; missing: a program that this machine lacks for it."""

    text: str = ""
    how: str = ""
    missing: str = ""


@cache
def program(name: str) -> str:
    """Return the path of a program, "" when this machine has none; Vietnamese must be among what tesseract reads."""
    path = shutil.which(name) or ""
    if path and name == "tesseract":
        listed = subprocess.run([path, "--list-langs"], capture_output=True, text=True, check=False, timeout=SECONDS)
        return path if "vie" in listed.stdout.split() else ""
    return path


def text_of(row: files.FileRow) -> Read:
    """Return the text of a file that the upload policy let pass, in Unicode, also one of the time before it."""
    with files.content_of(row) as content:
        read = _READERS.get(row.mime, _nothing)(content)
    text = read.text.replace("\0", "")[:MOST]
    old = legacy.recognised(text)
    return Read(legacy.converted(text, old) if old else nfc(text), read.how if text.strip() else "", read.missing)


def _nothing(content: BinaryIO) -> Read:
    return Read()


def _plain(content: BinaryIO) -> Read:
    return Read(content.read(4 * MOST).decode("utf-8-sig", "replace"), "file")


def _docx(content: BinaryIO) -> Read:
    """Return the text of a .docx, whose parts the policy has measured."""
    try:
        with zipfile.ZipFile(content) as package, package.open("word/document.xml") as part:
            found = _WORD.findall(part.read(_MOST_XML).decode("utf-8", "replace"))
    except (KeyError, zipfile.BadZipFile, OSError):
        return Read()
    return Read("".join("\n" if end else html.unescape(said) for said, end in found), "file")


def _pdf(content: BinaryIO) -> Read:
    if not program("pdftotext"):
        return Read(missing="pdftotext")
    said = _run(content, program("pdftotext"), "-layout", "-enc", "UTF-8", "fd://0", "-").decode("utf-8", "replace")
    if sum(char.isalnum() for char in said) >= ENOUGH:
        return Read(said, "file")
    if not (program("pdftoppm") and program("tesseract")):
        return Read(missing="tesseract")
    pages = []
    for number in range(1, MOST_PAGES + 1):
        drawn = _run(content, program("pdftoppm"), "-gray", "-r", "200", "-f", str(number), "-l", str(number), "fd://0")
        if not drawn:
            break
        pages.append(_recognised(drawn))
    return Read("\n".join(pages), "ocr")


def _picture(content: BinaryIO) -> Read:
    return Read(_recognised(content.read()), "ocr") if program("tesseract") else Read(missing="tesseract")


def _recognised(picture: bytes) -> str:
    made = _run(picture, program("tesseract"), "stdin", "stdout", "-l", "vie", "--psm", "4", "-c", "preserve_interword_spaces=1")
    return made.decode("utf-8", "replace")


def _run(given: BinaryIO | bytes, *arguments: str) -> bytes:
    """Return what a confined program answers; nothing when it fails or takes too long: the text of a file is no duty."""
    command: Sequence[str] = confinement.command(arguments, memory=MEMORY, cpu_seconds=SECONDS)
    source: dict[str, Any] = {"input": given}
    if not isinstance(given, bytes):
        given.seek(0)
        source = {"stdin": given}
    source |= {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "env": _ENVIRONMENT, "timeout": 2 * SECONDS}
    try:
        done = subprocess.run(command, **source, check=False)  # of programs that we named
    except subprocess.TimeoutExpired:
        return b""
    return bytes(done.stdout) if done.returncode == 0 else b""


_READERS = {
    files.MIME["pdf"]: _pdf, files.MIME["txt"]: _plain, files.MIME["docx"]: _docx,
    **{files.MIME[kind]: _picture for kind in ("jpeg", "png", "tiff", "webp")},
}  # fmt: skip
