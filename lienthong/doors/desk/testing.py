"""Factories for tests of the staff pages: the business clock set, and clients signed in as people of the district."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.test import Client

from lienthong.casework.dossiers import testing as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.office.accounts.testing import signed_in_as
from lienthong.toolkit import clock
from lienthong.toolkit.identity import new_uid


def set_clock(fixture: Any, at: datetime) -> None:
    """Let the business clock show `at` for this test; `fixture` is pytest-django's settings."""
    fixture.CLOCK_OFFSET_SECONDS = int((at - clock.real_now()).total_seconds())


def as_person(world: dossiers.World, slug: str, duty: str, *, client: Client | None = None) -> Client:
    """Return a client signed in as the holder of a duty at a unit of the district; its first page is already open."""
    opened = client or Client()
    signed_in_as(opened, world.district.person(slug, duty), username=f"{slug}.{duty}".replace("_", "-")[:50])
    return opened


def typed(code: str = dossiers.BIRTH, *, day: datetime = dossiers.World.at, **changes: str) -> dict[str, Any]:
    """Return what a clerk posts to receive a complete dossier under the version in force; an empty change takes a field away."""
    version = procedures.version_in_force(code, day.date())
    definition = version.definition
    case = changes.get("case", definition.cases[0].key)
    form: dict[str, Any] = {
        "version": str(version.uid), "procedure_name": version.name, "key": str(new_uid()), "case": case, "channel": "direct",
        "same": "on", "sets": "1", "result_delivery": "counter", "owner-name": "Hoàng Thị Sen", "owner-kind": "citizen",
        "owner-id_type": "cmnd", "owner-id_number": "100123456", "owner-born": "1985", "owner-signs_by": "signature",
        "language": "vi", "owner-address": "Bản Đồng Cậm", "submitter-kind": "citizen", "submitter-signs_by": "signature",
    }  # fmt: skip
    for paper in definition.papers_for(case):
        if paper.required:
            form |= {f"paper-have_{paper.key}": "on", **({f"paper-o_{paper.key}": "1"} if paper.action == "submit" else {})}
    for fee in definition.fees_for(case):
        form |= {f"fee-n_{fee.key}": "1", **({f"fee-c_{fee.key}": "1"} if fee.by_page else {})}
    form |= changes
    return {name: value for name, value in form.items() if value != ""}


def hidden(page: str, name: str) -> str:
    """Return the value of the first hidden field of a page with that name."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    if found is None:
        raise AssertionError(f"the page has no hidden field {name}")
    return found[1]


def page_of(answer: Any) -> str:
    """Return the text of an answer, gzip or not."""
    return str(answer.content.decode())
