"""The chains that the reviewed file holds, read when the product starts: a fault of it stops it."""

from __future__ import annotations

from pathlib import Path

import yaml

from lienthong.casework.approval.rules.chains import chain_for, chains_of, stands_of
from lienthong.casework.approval.rules.words import COSIGN, ISSUE, SIGN
from lienthong.casework.documents import public as documents
from lienthong.casework.drafting import public as drafting

FILE = Path(__file__).resolve().parents[1] / "data" / "chains.yaml"
CHAINS = chains_of(yaml.safe_load(FILE.read_text(encoding="utf-8")))
NEEDED = (COSIGN, SIGN, ISSUE)
"""Stands that are not left out where nobody can do them."""


def proposed(
    draft: drafting.DraftRow, body: documents.NearBody, *, cosigners: tuple[int, ...] = (), signer: int | None = None
) -> list[tuple[str, int]]:
    """Return the stands through which a draft would go, as (role, unit)."""
    units = {"drafter": draft.unit_id, "keeper": body.keeper_id, "body": body.unit_id}
    return stands_of(chain_for(CHAINS, body.system, draft.type_key), units, cosigners=cosigners, signer=signer)
