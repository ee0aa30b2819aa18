"""Defects of papers: they name the template and what is wrong with it or with its data."""

from __future__ import annotations


class PaperFault(Exception):
    """A paper cannot be printed: no such template, data that it does not declare, or a fault of Typst."""

    def __init__(self, template: str, fault: str) -> None:
        self.template = template
        self.fault = fault
        super().__init__(f"{template}: {fault}")
