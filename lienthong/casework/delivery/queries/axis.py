"""The transport by which packets come and go, as the settings say."""

from __future__ import annotations

from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings

from lienthong.toolkit.edxml102.folder import FolderTransport


def axis() -> FolderTransport | None:
    """Return the transport, or None when the installation is joined to no axis."""
    return FolderTransport(Path(settings.EDXML_DIR)) if settings.EDXML_DIR else None


def must_be_signed() -> bool:
    """Return whether a packet without a right signature of somebody trusted is refused, not only told."""
    return bool(settings.EDXML_SIGNED == "required")


def trusted() -> tuple[x509.Certificate, ...]:
    """Return whose signatures are believed: the certificates of the folder, by the names of their files."""
    folder = Path(settings.EDXML_TRUST_DIR)
    return tuple(
        one for path in sorted(folder.glob("*.pem")) for one in x509.load_pem_x509_certificates(path.read_bytes())
    )  # fmt: skip


def own_key() -> tuple[rsa.RSAPrivateKey, x509.Certificate] | None:
    """Return the key that signs our packets with its certificate, both of one PEM file; None: they go unsigned.

    Raises ValueError when the file holds no RSA key: a defect of the installation.
    """
    if not settings.EDXML_KEY:
        return None
    data = Path(settings.EDXML_KEY).read_bytes()
    key = load_pem_private_key(data, None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError("LIENTHONG_EDXML_KEY holds no RSA key")
    return key, x509.load_pem_x509_certificates(data)[0]
