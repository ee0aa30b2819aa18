"""A template that an office uploads as .docx: examined by the file store, read for its places, kept byte by byte."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from lienthong.casework.drafting import access
from lienthong.casework.drafting.errors import NotWordFile
from lienthong.casework.drafting.models import OfficeTemplate
from lienthong.casework.drafting.queries.word_files import read_word, word_texts
from lienthong.casework.drafting.services.templating import NewTemplate, must_have_known_places, write_template
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor


def bring_template(
    *, actor: Actor, at: datetime, new: NewTemplate, name: str, content: files.Content, key: UUID, of: UUID | None = None
) -> UUID:
    """Keep a .docx with places as a version of a template; return its uid.  Its text takes the place of `new.content.text`.

    The file passes the upload policy of the file store first (no macros, nothing embedded, nothing fetched from outside).
    key, of  as in `write_template`.
    Raises NotADrafter, NotWordFile, PlacesStrange (also for its heads, feet and notes), a FileRefused, and what `write_template`
    raises.
    """
    access.must_draft(actor)
    if not name.lower().endswith(".docx"):
        raise NotWordFile(name=name)
    uid = uuid5(key, str(actor.unit_id))
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        if OfficeTemplate.objects.filter(uid=uid).exists():
            return uid
        kept = files.store(content, name=name, actor=actor, object_uid=uid, at=at)
        must_have_known_places(word_texts(kept.uid, name), new.source)
        said = replace(new, content=replace(new.content, text=read_word(kept.uid, name).text))
        return write_template(actor=actor, at=at, new=said, key=key, of=of, file=kept)
