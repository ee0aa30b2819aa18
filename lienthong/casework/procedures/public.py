"""The door of the procedures."""

from lienthong.casework.procedures.errors import DefinitionFaults, Fault
from lienthong.casework.procedures.rules.definition import (
    Case,
    Decision,
    Definition,
    Document,
    Edge,
    Fee,
    Leg,
    LegalBasis,
    LimitRow,
    LimitSpec,
    Node,
    Paper,
    Result,
    Tier,
    fee_amount,
)
from lienthong.casework.procedures.rules.parsing import parse
from lienthong.casework.procedures.rules.stored_form import digest, from_json, to_json
from lienthong.casework.procedures.rules.vocabulary import Cause, Channel, NodeKind, Start, Unit

__all__ = [
    "Case",
    "Cause",
    "Channel",
    "Decision",
    "Definition",
    "DefinitionFaults",
    "Document",
    "Edge",
    "Fault",
    "Fee",
    "Leg",
    "LegalBasis",
    "LimitRow",
    "LimitSpec",
    "Node",
    "NodeKind",
    "Paper",
    "Result",
    "Start",
    "Tier",
    "Unit",
    "digest",
    "fee_amount",
    "from_json",
    "parse",
    "to_json",
]
