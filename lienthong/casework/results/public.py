"""The door of signed results."""

from lienthong.casework.results.access import may_sign
from lienthong.casework.results.errors import (
    CertificateEnded,
    NoSigningKey,
    NothingToClaim,
    NothingToSign,
    NotSignable,
    NotWhole,
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
from lienthong.casework.results.rules import COPY, KINDS, RESULT, SIGNERS, fits
from lienthong.casework.results.services import TO_SIGN, ToSign, claim, hold_for_form, sign_result, use

__all__ = [
    "COPY",
    "KINDS",
    "RESULT",
    "SIGNERS",
    "TO_SIGN",
    "CertificateEnded",
    "Checked",
    "Known",
    "NoSigningKey",
    "NotSignable",
    "NotWhole",
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
    "hold_for_form",
    "may_sign",
    "of_dossier",
    "opened",
    "result",
    "sign_result",
    "use",
]
