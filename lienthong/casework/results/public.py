"""The door of signed results."""

from lienthong.casework.results.access import may_sign
from lienthong.casework.results.errors import (
    CertificateEnded,
    NoSigningKey,
    NothingToClaim,
    NothingToSign,
    NotSignable,
    NotYourSignature,
    ResultUnknown,
    SigningKeyBroken,
    TitleMissing,
)
from lienthong.casework.results.queries import (
    Checked,
    Known,
    ResultRow,
    checked,
    content,
    held_by,
    of_dossier,
    opened,
    result,
)
from lienthong.casework.results.rules import COPY, KINDS, RESULT, SIGNERS, Held, fits, offered
from lienthong.casework.results.services import ToSign, claim, sign_result

__all__ = [
    "COPY",
    "KINDS",
    "RESULT",
    "SIGNERS",
    "CertificateEnded",
    "Checked",
    "Held",
    "Known",
    "NoSigningKey",
    "NotSignable",
    "NotYourSignature",
    "NothingToClaim",
    "NothingToSign",
    "ResultRow",
    "ResultUnknown",
    "SigningKeyBroken",
    "TitleMissing",
    "ToSign",
    "checked",
    "claim",
    "content",
    "fits",
    "held_by",
    "may_sign",
    "of_dossier",
    "offered",
    "opened",
    "result",
    "sign_result",
]
