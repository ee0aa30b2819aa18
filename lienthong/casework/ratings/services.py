"""A citizen rates."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from lienthong.casework.ratings import rules
from lienthong.casework.ratings.errors import AlreadyRated, BadRating, NothingToRateYet, RatedDossierUnknown


@transaction.atomic
def rate(*, code: str, face: str, reasons: Sequence[str], comment: str, at: datetime) -> None:
    """Write down what a citizen says of a dossier whose code and key they gave.  `at`: business clock.

    One function of the database does it, because the public sees no dossier.
    Raises BadRating, RatedDossierUnknown, NothingToRateYet, AlreadyRated.
    """
    if not rules.is_good(face, reasons) or len(comment) > rules.MOST_WORDS:
        raise BadRating()
    with connection.cursor() as cursor:
        told = json.dumps(sorted(set(reasons)))
        cursor.execute("SELECT ratings_give(%s, %s, %s::jsonb, %s, %s)", [code, face, told, comment.strip(), at])
        (answer,) = cursor.fetchone() or ("unknown",)
    if answer == "unknown":
        raise RatedDossierUnknown(dossier=code)
    if answer == "not_yet":
        raise NothingToRateYet(dossier=code)
    if answer == "again":
        raise AlreadyRated(dossier=code)
