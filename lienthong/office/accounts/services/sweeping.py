"""What is of no more use is removed: full buckets, spent codes, kept forms that ran out, dead sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from lienthong.office.accounts import rules
from lienthong.office.accounts.models import Bucket, KeptForm, SpentCode


@dataclass(frozen=True)
class Swept:
    """How many rows a sweep removed, by kind."""

    buckets: int
    codes: int
    forms: int
    sessions: int


@transaction.atomic
def sweep(*, at: datetime) -> Swept:
    """Remove what no question can ask for any more at `at` (real instant); return how many rows of each kind.

    Buckets that are full again, codes spent a day ago, kept forms and sessions past their end (with their line in the
    list of sessions).  What still counts, stays: a bucket with attempts missing, a form that may still be opened.
    """
    buckets = Bucket.objects.filter(at__lt=at - rules.BUCKET_LIFE).delete()[0]
    codes = SpentCode.objects.filter(at__lt=at - rules.SPENT_CODE_LIFE).delete()[0]
    forms = KeptForm.objects.filter(expires_at__lte=at).delete()[0]
    sessions = Session.objects.filter(expire_date__lte=at).delete()[0]
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return Swept(buckets, codes, forms, sessions)
