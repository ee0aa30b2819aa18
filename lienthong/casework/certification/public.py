"""The door of certification."""

from lienthong.casework.certification.errors import BadPaper, NoSigner, NotCertifiedHere, NothingToCertify, TooManyPapers
from lienthong.casework.certification.queries import Priced, attestations, fee_slip, priced, signers, suggestions, version_of
from lienthong.casework.certification.rules import KINDS, MOST_COPIES, MOST_PAGES, MOST_PAPERS, Kind, Line, kind
from lienthong.casework.certification.services import Certified, Request, certify

__all__ = [
    "KINDS",
    "MOST_COPIES",
    "MOST_PAGES",
    "MOST_PAPERS",
    "BadPaper",
    "Certified",
    "Kind",
    "Line",
    "NoSigner",
    "NotCertifiedHere",
    "NothingToCertify",
    "Priced",
    "Request",
    "TooManyPapers",
    "attestations",
    "certify",
    "fee_slip",
    "kind",
    "priced",
    "signers",
    "suggestions",
    "version_of",
]
