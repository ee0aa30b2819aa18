"""Direction of foreign keys: what import-linter cannot see, read from Django's model registry.

A key between our apps points downwards (the order is that of the import contracts), protects its target, and
leaves no reverse name on it: a reverse name would be a door upwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tools import house


def order(root: Path = house.ROOT) -> dict[str, tuple[int, int]]:
    """Return the rank of every app, `office.org` -> (storey, place); a higher rank may point to a lower one."""
    layered = {c["id"]: c for c in house.contracts(root) if c["type"] == "layers"}
    ranks: dict[str, tuple[int, int]] = {}
    for height, storey in enumerate(reversed(layered["storeys"]["layers"])):
        ranks[storey] = (height, 0)
        for place, names in enumerate(reversed(layered.get(storey, {}).get("layers", []))):
            for name in names.replace(":", "|").split("|"):
                ranks[f"{storey}.{name.strip()}"] = (height, place)
    return ranks


def place_of(model: type[Any]) -> str | None:
    """Return the app of a model as `office.org` (a storey alone when it has no ordered apps), or None if not ours."""
    parts = model.__module__.split(".")
    if parts[0] != "lienthong":
        return None
    return ".".join(parts[1:3]) if parts[1] in house.STOREYS_WITH_DOORS else parts[1]


def faults(models: Iterable[type[Any]], ranks: dict[str, tuple[int, int]]) -> list[str]:
    """Return what is wrong with the keys of `models`."""
    found: list[str] = []
    for model in models:
        here = place_of(model)
        if here is None:
            continue
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            target = getattr(field, "related_model", None)
            there = place_of(target) if isinstance(target, type) else None
            if there is not None and there != here:
                found += _faults_of(f"{model._meta.label}.{field.name}", field, (here, there), ranks)
    return found


def _faults_of(name: str, field: Any, way: tuple[str, str], ranks: dict[str, tuple[int, int]]) -> list[str]:
    here, there = way
    found = []
    if unknown := [place for place in way if place not in ranks]:
        return [f"{name}: {', '.join(unknown)} is in no import contract"]
    if ranks[there] >= ranks[here]:
        found.append(f"{name} points from {here} up or sideways to {there}; keys point downwards only")
    if field.remote_field.related_name != "+":
        found.append(f'{name} leaves a reverse name on {there}; set related_name="+"')
    on_delete = getattr(field.remote_field, "on_delete", None)
    if field.many_to_one and getattr(on_delete, "__name__", "") != "PROTECT":
        found.append(f"{name} must protect {there}: on_delete=PROTECT")
    return found


def _all() -> list[str]:
    house.django_setup()
    from django.apps import apps

    return faults(apps.get_models(include_auto_created=False), order())


if __name__ == "__main__":
    house.report("arch", _all)
