"""What approval shows on the page of a document: who signed it, when, and its round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lienthong.casework.approval import public as approval
from lienthong.casework.delivery import public as delivery
from lienthong.casework.documents import public as documents
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.ui.tongues import translated


def panel(actor: Actor, found: documents.DocumentSheet) -> SafeString | None:
    """Return the box of a document that was issued here: how it was signed, what its keeper may do; one statement."""
    uid = found.line.document_uid
    if found.direction == "in" or uid is None or not actor.has(*approval.READERS):
        return None
    told, acts = approval.signed_as(actor, uid), list[Any]()
    keeps = found.keeper_id == actor.unit_id and actor.has(*documents.KEEPERS) and found.line.state == "used"
    if keeps and not found.line.secrecy and not found.line.recalled_at and (told is None or told.round_uid is None):
        acts = list(_acts(found, sealed=told is not None))
    if told is None and not acts:
        return None
    facts = {"told": told, "way": approval.WAYS[told.way] if told else "", "acts": acts, "uid": uid}
    return render_to_string("desk/approval/_panel.html", facts)


def _acts(found: documents.DocumentSheet, *, sealed: bool) -> Iterator[tuple[str, str]]:
    """Yield routes and words of what a keeper may do with a document that went through no round."""
    copy = found.line.type_key in delivery.KINDS
    if copy and found.files and not sealed:
        yield "sign_copy", translated("Ký số bản sao")
    if sealed:
        yield "attest_document", translated("Thay bản số hóa")
    elif copy or not found.files:
        yield "attest_document", translated("Số hóa bản đã ký")
