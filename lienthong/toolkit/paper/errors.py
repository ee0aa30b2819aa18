"""Defects of papers: they name the template and what is wrong with it or with its data."""

from __future__ import annotations


class PaperFault(Exception):
    """A paper cannot be printed: no such template, data that it does not declare, or a fault of Typst."""

    def __init__(self, template: str, fault: str) -> None:
        self.template = template
        self.fault = fault
        super().__init__(f"{template}: {fault}")


class PaperTextFault(Exception):
    """A text from outside is no paper: the line (0 when Typst names none) and what Typst says, in its own words."""

    def __init__(self, name: str, line: int, message: str) -> None:
        self.name = name
        self.line = line
        self.message = message
        super().__init__(f"{name}, line {line}: {message}")


class PaperTooDear(Exception):
    """A text from outside asks for more time, memory or paper than it gets."""
