"""Loading in bulk, by the command line: the reviewed library, and records of the national portal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from lienthong.casework.procedures.errors import DefinitionFaults, Fault, NothingToLoad
from lienthong.casework.procedures.models import Origin, ProcedureVersion, State
from lienthong.casework.procedures.rules.parsing import Reading, read
from lienthong.casework.procedures.rules.portal import ABSENT, Imported, read_record
from lienthong.casework.procedures.rules.publishing import check_publishing
from lienthong.casework.procedures.rules.writing import write
from lienthong.casework.procedures.services.approving import put_in_force
from lienthong.casework.procedures.services.drafting import Loaded, draft, loaded
from lienthong.casework.procedures.services.recording import entry, record
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.errors import Refusal

LIBRARY = Path(__file__).resolve().parent.parent / "data" / "library"
"""The reviewed procedures that come with the product."""


@dataclass(frozen=True)
class LibraryReport:
    """What `procedures load` did: versions published now, files that changed nothing, faults by file."""

    loaded: tuple[Loaded, ...]
    unchanged: tuple[Loaded, ...]
    faults: tuple[tuple[str, Fault], ...]


@dataclass(frozen=True)
class ImportReport:
    """What `procedures import-portal` did: codes made, (code, why) skipped, (code, field, sentence) of every defect."""

    imported: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    defects: tuple[tuple[str, str, str], ...]


def load_library(folder: str | Path = LIBRARY, *, at: datetime) -> LibraryReport:
    """Load and publish every procedure file (.yaml) under `folder`, or one file: the trusted path of the command line.

    The files are the reviewed seed, so nobody drafts or approves; all checks but four eyes hold.  Each file is one
    transaction; a bad file is reported and the others go on.  Raises NothingToLoad.
    """
    path = Path(folder)
    files = [path] if path.is_file() else sorted(path.rglob("*.yaml"))
    if not files:
        raise NothingToLoad(path=str(path))
    done: list[Loaded] = []
    faults: list[tuple[str, Fault]] = []
    readings: list[tuple[str, Reading, str]] = []
    for file in files:
        name = str(file.relative_to(path)) if file != path else file.name
        try:
            raw = file.read_bytes()
            reading = read(raw)
        except DefinitionFaults as no:
            faults += [(name, fault) for fault in no.faults]
            continue
        findings = check_publishing(reading.definition)
        faults += [(name, reading.fault(finding.field, finding.message)) for finding in findings]
        if not findings:
            readings.append((name, reading, raw.decode("utf-8-sig")))
    for name, reading, text in sorted(readings, key=lambda item: (item[1].definition.code, item[1].definition.since, item[0])):
        try:
            done.append(_load_reviewed(reading, text, at=at))
        except Refusal as no:
            faults.append((name, reading.fault("document", no.message)))
    return LibraryReport(
        tuple(item for item in done if item.changed), tuple(item for item in done if not item.changed), tuple(faults)
    )


@transaction.atomic
def _load_reviewed(reading: Reading, text: str, *, at: datetime) -> Loaded:
    definition = reading.definition
    version, changed = draft(definition, source=text, origin=Origin.LIBRARY, drafter=None, at=at)
    if changed:
        record(version, "version_drafted", actor=None, at=at, code=definition.code)
        put_in_force(version, actor=None, at=at)
    return loaded(version, definition, changed=changed)


@transaction.atomic
def import_portal(source: str | Path | Iterable[str], *, at: datetime) -> ImportReport:
    """Import records of the national portal (JSON lines; a path or the lines) as drafts marked «chưa kiểm chứng».

    A record that is already here as a draft of the portal is renewed when it changed; one that was worked on is skipped.
    Raises NothingToLoad when the file is not there.
    """
    imported: list[str] = []
    skipped: list[tuple[str, str]] = []
    defects: list[tuple[str, str, str]] = [
        ("", "ministry", f"Nguồn không có thủ tục của {', '.join(ABSENT)}; các lĩnh vực đó phải nhập riêng.")
    ]
    events: list[ledger.Entry] = []
    for place, value in enumerate(_records(source), 1):
        code = f"dòng {place}" if isinstance(value, str) else str(value.get("code") or f"dòng {place}")
        outcome = value if isinstance(value, str) else read_record(value)
        if not isinstance(outcome, str) and _worked_on(outcome):
            outcome = "Bản nhập trước đã có người soạn tiếp hoặc đã trình; giữ nguyên bản đó."
        if isinstance(outcome, str):
            skipped.append((code, outcome))
            continue
        definition = outcome.definition
        version, changed = draft(definition, source=write(definition), origin=Origin.PORTAL, drafter=None, at=at)
        imported.append(code)
        defects += [(code, field, sentence) for field, sentence in outcome.defects]
        if changed:
            events.append(entry(version, "version_imported", actor=None, at=at, code=code, defects=len(outcome.defects)))
    ledger.append_many(events)
    return ImportReport(tuple(imported), tuple(skipped), tuple(defects))


def _worked_on(outcome: Imported) -> bool:
    document = outcome.definition.document
    same = ProcedureVersion.objects.filter(document_code=document.code, issue_number=document.issue)
    return same.exclude(state=State.DRAFT, origin=Origin.PORTAL).exists()


def _records(source: str | Path | Iterable[str]) -> Iterator[dict[str, Any] | str]:
    if isinstance(source, str | Path):
        path = Path(source)
        if not path.is_file():
            raise NothingToLoad(path=str(path))
        lines: Iterable[str] = path.read_text(encoding="utf-8").splitlines()
    else:
        lines = source
    for line in lines:
        try:
            value = json.loads(line)
        except ValueError:
            yield "Dòng không phải JSON; bỏ qua."
            continue
        yield value if isinstance(value, dict) else "Dòng không phải một bản ghi; bỏ qua."
