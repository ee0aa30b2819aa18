"""Reading papers back in tests."""

from __future__ import annotations

import pypdfium2


def pages_of(pdf: bytes) -> tuple[str, ...]:
    """Return the words of each page of a PDF on one line.

    Everything of the library is closed here: left to the collector it may be closed by another thread, and PDFium, which knows
    no threads, then ends the process.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
    finally:
        document.close()


def words_of(pdf: bytes) -> str:
    """Return the words of a PDF on one line."""
    return " ".join(pages_of(pdf))
