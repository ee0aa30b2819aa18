"""A channel that writes into a folder, so that a demonstration or a test installation can be looked at."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID

from lienthong.casework.notices.services.letters import Answer, Letter, Outcome


class FolderChannel:
    """Writes each letter to `<folder>/<channel>/<uid>.txt`; the same letter again is the same file."""

    can_ask = True

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.folder = folder / name

    def send(self, letter: Letter) -> Outcome:
        """Write the file whole or not at all."""
        target = self.folder / f"{letter.uid}.txt"
        stop = f"Ngừng nhận: {letter.stop_url}\n" if letter.stop_url else ""
        head = f"Tới: {letter.address}\nTiêu đề: {letter.subject}\n{stop}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            half = target.with_suffix(".part")
            half.write_text(f"{head}\n{letter.text}\n", encoding="utf-8")
            os.replace(half, target)
        except OSError as fault:
            return Outcome(Answer.NOT_SENT, fault=f"không ghi được vào thư mục: {fault.strerror}", unreachable=True)
        return Outcome(Answer.SENT, receipt=target.name)

    def ask(self, uid: UUID) -> Outcome:
        """Look whether the file is there."""
        there = (self.folder / f"{uid}.txt").exists()
        return Outcome(Answer.SENT, receipt=f"{uid}.txt") if there else Outcome(Answer.NOT_SENT)
