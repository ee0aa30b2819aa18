"""What is true of village trips at every moment.  Run by `lienthong check-invariants`, which sees everything."""

from __future__ import annotations

from collections import Counter

from django.db import connection

from lienthong.casework.trips.models import Trip, TripAct, TripPhone
from lienthong.casework.trips.queries.reading import number_of
from lienthong.casework.trips.rules.acts import gaps
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.invariants import Invariant

SHOWN = 20
CHECKED = 300
VERBS = {"return": "return_result", "supplement": "receive_supplement", "receive": "receive"}
"""Under which verb the real service keeps the key of an act."""

_DONE = """
SELECT key, count(*), min(verb), min(dossier_uid::text) FROM dossiers_donerequest WHERE key = ANY(%s) GROUP BY key
"""


def invariants() -> list[Invariant]:
    """Return the checks of this app."""
    return [
        Invariant(
            "trips.merged_once", "Mỗi việc đã nhập của chuyến về bản có đúng một sự kiện và một lần thực hiện", merged_once
        ),
        Invariant(
            "trips.none_lost", "Không việc nào điện thoại đã gửi bị mất: đã gửi = đã nhập + chờ quyết định + đã bỏ", none_lost
        ),
    ]


def merged_once() -> list[str]:
    """Return merged acts that the trip's history tells never or twice, or that the real service did never, twice or elsewhere."""
    wrong = []
    for trip in Trip.objects.exclude(state="cancelled").order_by("-pk")[:CHECKED]:
        merged = list(trip.acts.filter(state="merged").order_by("pk"))
        told = Counter(str(one.facts["act"]) for one in ledger.history(trip.uid) if one.activity == "trip_act_merged")
        done = _done(merged)
        for act in merged:
            key = str(act.uid)
            if told.pop(key, 0) != 1:
                wrong.append(f"Chuyến {number_of(trip)}: việc {key} không có đúng một sự kiện")
            if act.kind in VERBS and done.get(key) != (1, VERBS[act.kind], str(act.dossier_uid)):
                wrong.append(f"Chuyến {number_of(trip)}: việc {key} đã nhập nhưng dịch vụ ghi {done.get(key)}")
        wrong += [f"Chuyến {number_of(trip)}: sự kiện của việc {key} không có việc nào đã nhập" for key in told]
    return wrong[:SHOWN]


def _done(acts: list[TripAct]) -> dict[str, tuple[int, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_DONE, [[str(act.uid) for act in acts]])
        return {key: (count, verb, uid) for key, count, verb, uid in cursor.fetchall()}


def none_lost() -> list[str]:
    """Return closed trips with something undecided or with acts that a phone made and that never came."""
    wrong = []
    for trip in Trip.objects.filter(state="closed").order_by("-pk")[:CHECKED]:
        acts = list(trip.acts.order_by("pk"))
        waits = sum(act.state == "exception" for act in acts)
        if waits:
            wrong.append(f"Chuyến {number_of(trip)} đã khép mà còn {waits} việc chờ quyết định")
        for phone in TripPhone.objects.filter(trip=trip).order_by("pk"):
            lost = gaps([act.number for act in acts if act.device == phone.device and act.number], phone.made)
            if lost:
                wrong.append(f"Chuyến {number_of(trip)}: điện thoại của {phone.opened_by} thiếu việc số {lost}")
    return wrong[:SHOWN]
