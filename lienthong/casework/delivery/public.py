"""The door of the delivery app."""

from lienthong.casework.delivery.access import INSPECTORS, READERS, SENDERS
from lienthong.casework.delivery.errors import (
    AgencyUnknown,
    CodeNeeded,
    GroupUnknown,
    MeansUnknown,
    NameMissing,
    NameTaken,
    NobodyInGroup,
    NotYourPost,
    RecipientUnknown,
    TooLong,
)
from lienthong.casework.delivery.queries.addresses import (
    AddressBook,
    AgencyRow,
    GroupRow,
    Recipient,
    address_book,
    agencies_of,
    agency,
)
from lienthong.casework.delivery.rules.words import AGENCY_MEANS, ANSWERS, ASKS, FIELD_NAMES, MEANS, MOST, STATES
from lienthong.casework.delivery.services.addressing import NewAgency, close_agency, close_group, write_agency, write_group

__all__ = [
    "AGENCY_MEANS",
    "ANSWERS",
    "ASKS",
    "FIELD_NAMES",
    "INSPECTORS",
    "MEANS",
    "MOST",
    "READERS",
    "SENDERS",
    "STATES",
    "AddressBook",
    "AgencyRow",
    "AgencyUnknown",
    "CodeNeeded",
    "GroupRow",
    "GroupUnknown",
    "MeansUnknown",
    "NameMissing",
    "NameTaken",
    "NewAgency",
    "NobodyInGroup",
    "NotYourPost",
    "Recipient",
    "RecipientUnknown",
    "TooLong",
    "address_book",
    "agencies_of",
    "agency",
    "close_agency",
    "close_group",
    "write_agency",
    "write_group",
]
