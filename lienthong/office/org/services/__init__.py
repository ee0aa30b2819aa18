"""Verbs of the organisation, each one transaction."""

from lienthong.office.org.services.changes import (
    NewUnit,
    abolish_unit,
    assign_calendar,
    create_unit,
    merge_units,
    rename_unit,
    reparent_unit,
    serve_area,
    split_unit,
)
from lienthong.office.org.services.loading import DATA, Loaded, invent_people, load_places, load_units, named_units
from lienthong.office.org.services.people import (
    appoint,
    create_person,
    create_post,
    delegate,
    end_appointment,
    end_post,
    revoke_delegation,
)
from lienthong.office.org.services.reforms import Reform, ending, play, play_reforms, read_reforms
from lienthong.office.org.services.succession import Legacy, Seated, hand_down, legacy

__all__ = [
    "DATA",
    "Legacy",
    "Loaded",
    "NewUnit",
    "Reform",
    "Seated",
    "abolish_unit",
    "appoint",
    "assign_calendar",
    "create_person",
    "create_post",
    "create_unit",
    "delegate",
    "end_appointment",
    "end_post",
    "ending",
    "hand_down",
    "invent_people",
    "legacy",
    "load_places",
    "load_units",
    "merge_units",
    "named_units",
    "play",
    "play_reforms",
    "read_reforms",
    "rename_unit",
    "reparent_unit",
    "revoke_delegation",
    "serve_area",
    "split_unit",
]
