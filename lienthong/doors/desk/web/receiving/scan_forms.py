"""The scans of a reception: a place for files at every paper, what is held there, what was refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lienthong.casework.procedures import public as procedures
from lienthong.office.files import public as files
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import FileField, Form, ManyFiles

OTHER = "other"
"""The place of the paper that the procedure does not name; no key of a procedure's paper reads so."""
TYPES = ".pdf,.jpg,.jpeg,.png,.tif,.tiff,.webp,application/pdf,image/jpeg,image/png,image/tiff,image/webp"


@dataclass(frozen=True)
class Scans:
    """The files of a form by place: those held, and the sentences with which others were refused."""

    held: Mapping[str, Sequence[files.HeldRow]]
    faults: Mapping[str, Sequence[str]]


NO_SCANS = Scans({}, {})


class ScansForm(Form):
    """One box for files at each paper; bound only when a file was refused, so that it can say why."""

    def __init__(self, *, definition: procedures.Definition, case: str, scans: Scans) -> None:
        super().__init__({} if scans.faults else None, prefix="scan")
        self.held = scans.held
        names = {paper.key: paper.name for paper in definition.papers_for(case) if paper.action != "show"}
        for slot, name in {**names, OTHER: "Giấy tờ khác"}.items():
            adding = tongues.translated("Thêm bản quét, ảnh chụp: %(paper)s", paper=tongues.translated(name))
            attrs = {"accept": TYPES, "multiple": True, "aria-label": adding}
            box = ManyFiles(attrs, words="Thêm bản quét", look="btn-small", shown=False)
            label = tongues.told("Bản quét %(paper)s", paper=name)
            self.fields[slot] = FileField(label=label, required=False, widget=box)
        if scans.faults:
            self.full_clean()
        for slot, sentences in scans.faults.items():
            self.add_error(slot if slot in self.fields else None, list(sentences))

    def at(self, slot: str) -> dict[str, Any]:
        """Return what the row of a paper draws: its box, the camera's id, the files held, the fields that it sends by itself."""
        own = ("other_name", "other_count") if slot == OTHER else (f"have_{slot}", f"o_{slot}", f"c_{slot}", f"k_{slot}")
        sent = ",".join(["key", "version", "case", *(f"paper-{name}" for name in own)])
        box, held = self[slot], list(self.held.get(slot, ()))
        return {"slot": slot, "box": box, "camera": f"{box.auto_id}_camera", "held": held, "sent": sent}
