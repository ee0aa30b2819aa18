"""Letters in the graph of what hangs together: which document answers which."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from lienthong.casework.handling.models import Letter
from lienthong.toolkit.linked import Room, links_of


def links() -> list[QuerySet[Any, Any]]:
    """Return from each letter to the document that answered it."""
    return [links_of(Letter.objects.all(), "document__uid", "document", "answered", "answer__uid", "document")]


LINKED = Room(links, {})
