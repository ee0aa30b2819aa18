"""How long an official paper takes: one receipt slip, a thousand of them, one by an office's own text."""

from __future__ import annotations

import time
from typing import Any

from bench import walk
from bench.rows import Row

SLIPS = 1_000


def run(tokens: walk.Tokens) -> list[Row]:
    """Receive one dossier and print its slip, again and again with another number and name each time."""
    from bench.counting import counted_walk
    from lienthong.toolkit import paper

    counted_walk(tokens)
    template, slip = _slip()
    paper.render(template, slip)
    alone = []
    for number in range(20):
        began = time.perf_counter()
        content = paper.render(template, _other(slip, number))
        alone.append(time.perf_counter() - began)
    began, used = time.perf_counter(), time.process_time()
    for number in range(SLIPS):
        paper.render(template, _other(slip, number))
    wall, used = time.perf_counter() - began, time.process_time() - used
    note = f"PDF/A-2b, {len(content) / 1024:.0f} KB; best of 20; budget <= 50 ms"
    return [
        Row("receipt slip as PDF", min(alone) * 1000, "ms", note),
        Row(f"{SLIPS:,} receipt slips", wall, "s", f"one process, {used:.1f} s of processor; budget <= 20 s"),
        *_own(),
    ]


def _own() -> list[Row]:
    """Print a paper by an office's own text: in a cell that is started for it, and in one that waited."""
    from lienthong.toolkit import paper

    fields = (paper.Field("name", "text", True, "họ tên"),)
    text = '#show: paper.with("Giấy thử")\n#title_line([Giấy thử])\n#field([Họ tên], data.name)'

    def took(*, ready: bool) -> float:
        began = time.perf_counter()
        paper.render_text(text, fields, {"name": walk.NAMES[0]}, name="bench", ready=ready)
        return (time.perf_counter() - began) * 1000

    cold = min(took(ready=False) for _ in range(10))
    took(ready=True)
    waited = []
    for _ in range(10):
        time.sleep(0.6)  # the next cell gets ready meanwhile
        waited.append(took(ready=True))
    note = f"best of 10; {min(waited) / cold:.2f} of {cold:.0f} ms in a cell started for it"
    return [Row("paper by an own text, a cell waits", min(waited), "ms", note)]


def _slip() -> tuple[str, dict[str, Any]]:
    from lienthong.casework.dossiers import public as dossiers
    from lienthong.office.accounts import public as accounts
    from lienthong.office.ledger import public as ledger
    from lienthong.office.org import public as org
    from lienthong.toolkit import clock

    at = clock.now()
    unit = org.unit("H49.16.22")
    holder = org.holders("counter_clerk", unit.id, at)[0]
    made = accounts.create_token(duty="counter_clerk", unit_id=unit.id, person_uid=holder.person_uid, at=at, real_at=at)
    actor = accounts.actor_of_token(made.token, at=at, real_at=at)
    with ledger.seeing(actor.sees):
        dossier = dossiers.Dossier.objects.order_by("-pk")[0]
        page = dossiers.page(actor, dossier.uid, at)
        slip = dossiers.receipt_slip(page, lookup_url="http://127.0.0.1:8000/tra-cuu/?ma=H49.16.22")
    return dossiers.template_of(dossiers.form_of("receipt_slip", dossier.received_at)), slip


def _other(slip: dict[str, Any], number: int) -> dict[str, Any]:
    return {**slip, "slip_no": f"{number:04d}", "submitter_name": walk.NAMES[number % len(walk.NAMES)]}
