"""Import rules that import-linter does not bring along."""

from __future__ import annotations

import sys
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class OneDoor(Contract):
    """An app is entered only through its `public` module, except by the site and by tests.

    layers  the storeys whose apps have a door.
    door    the name of the door.
    Tests may also use another app's `testing`; production code may not use any `testing`, its own included.
    """

    type_name = "one_door"
    layers = fields.ListField(subfield=fields.StringField())
    door = fields.StringField()

    def app_of(self, module: str) -> str | None:
        """Return the app that `module` belongs to, or None when it belongs to none with a door."""
        parts = module.split(".")
        layers: Any = self.layers
        return ".".join(parts[:3]) if len(parts) >= 3 and parts[1] in layers else None

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Return every import that enters an app by a window."""
        trespasses = [
            (importer, imported)
            for imported in sorted(graph.modules)
            if self.app_of(imported) is not None
            for importer in sorted(graph.find_modules_that_directly_import(imported))
            if not self._may(importer, imported)
        ]
        return ContractCheck(kept=not trespasses, metadata={"trespasses": trespasses})

    def _may(self, importer: str, imported: str) -> bool:
        home = self.app_of(imported)
        from_test = ".tests" in importer or importer.endswith((".testing", ".conftest")) or ".testing." in importer
        is_testing = f"{imported}.".startswith(f"{home}.testing.")
        if importer.startswith("lienthong.site"):
            return True
        if is_testing:
            return from_test
        return self.app_of(importer) == home or imported in {home, f"{home}.{self.door}"}

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print who entered where."""
        for importer, imported in check.metadata["trespasses"]:
            door = f"{self.app_of(imported)}.{self.door}"
            output.print_error(f"{importer} enters {imported} by the window; use {door}", bold=False)


def main() -> int:
    """Run all import contracts of pyproject.toml."""
    from importlinter.cli import lint_imports

    return lint_imports(no_cache=True)


if __name__ == "__main__":
    sys.exit(main())
