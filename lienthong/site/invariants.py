"""Every invariant of the product: those that apps export from their `public`, and those that span apps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import connections
from django.utils.module_loading import module_has_submodule

from lienthong.toolkit import outbox
from lienthong.toolkit.invariants import Invariant

OWN: list[Invariant] = []


@dataclass(frozen=True)
class Outcome:
    """What one invariant answered; no violation means it holds."""

    code: str
    title: str
    violations: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the outcome as the command line prints it."""
        return {"code": self.code, "title": self.title, "ok": not self.violations, "violations": list(self.violations)}


def own(code: str, title: str) -> Callable[[Callable[[], list[str]]], Callable[[], list[str]]]:
    """Register an invariant that belongs to no single app."""

    def register(run: Callable[[], list[str]]) -> Callable[[], list[str]]:
        OWN.append(Invariant(code, title, run))
        return run

    return register


def registered() -> list[Invariant]:
    """Return every invariant by code.  ValueError: two have the same code."""
    found = list(OWN)
    for config in apps.get_app_configs():
        if config.name.startswith("lienthong.") and config.module and module_has_submodule(config.module, "public"):
            offered = getattr(import_module(f"{config.name}.public"), "invariants", None)
            found += offered() if offered is not None else []
    codes = [one.code for one in found]
    if twice := {code for code in codes if codes.count(code) > 1}:
        raise ValueError(f"two invariants have the code {', '.join(sorted(twice))}")
    return sorted(found, key=lambda one: one.code)


def check() -> list[Outcome]:
    """Ask every invariant, one after the other, and return what they answered."""
    return [Outcome(one.code, one.title, tuple(one.run())) for one in registered()]


@own("outbox.no_dead_letters", "Không có lượt gửi nào bị bỏ hẳn.")
def _no_dead_letters() -> list[str]:
    return [f"Lượt gửi {one.uid} ({one.topic} → {one.handler}) đã bỏ: {one.last_error}" for one in outbox.dead_letters()]


@own("site.constraints_valid", "Mọi ràng buộc của cơ sở dữ liệu đều đang có hiệu lực với dữ liệu cũ.")
def _constraints_valid() -> list[str]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE NOT convalidated ORDER BY 1, 2")
        return [f"Ràng buộc {name} của bảng {table} chưa được kiểm tra với dữ liệu cũ." for table, name in cursor]


@own("site.triggers_on", "Không có trigger nào bị tắt.")
def _triggers_on() -> list[str]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D' ORDER BY 1, 2"
        )
        return [f"Trigger {name} của bảng {table} đang tắt." for table, name in cursor]
