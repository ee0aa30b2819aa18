"""The signature of a packet: enveloped XML-DSig over the whole file, in the one profile of the SDK samples.

Only this profile is read, so there is nothing to wrap and nothing to fetch: one signature, in the header, one reference, to the
whole document.  Canonical form by lxml, RSA by cryptography.  The certificate inside the packet is believed by nobody: it must
be one that the caller trusts.
"""

from __future__ import annotations

import base64
import binascii
import copy
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from lxml import etree

from lienthong.toolkit.edxml102.elements import DSIG, NAMESPACE, canonical
from lienthong.toolkit.edxml102.errors import (
    CertificateOutOfTime,
    SignatureBroken,
    SignatureMissing,
    SignatureUnknown,
    SignatureWeak,
    SignerNotTrusted,
)
from lienthong.toolkit.edxml102.guarding import guarded
from lienthong.toolkit.edxml102.limits import MIN_RSA
from lienthong.toolkit.edxml102.model import Packet
from lienthong.toolkit.edxml102.reading import packet_of
from lienthong.toolkit.edxml102.writing import must_be_the_same, rendered

INCLUSIVE: Final = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
EXCLUSIVE: Final = "http://www.w3.org/2001/10/xml-exc-c14n#"
_ALIASES: Final = {"http://www.w3.org/TR/xml-exc-c14n#": EXCLUSIVE}
"""An address that the samples use for what is called otherwise in the recommendation."""
ENVELOPED: Final = DSIG + "enveloped-signature"
_MORE = "http://www.w3.org/2001/04/xmldsig-more#"
_ENC = "http://www.w3.org/2001/04/xmlenc#"
_SIGNATURES: Final[dict[str, hashes.HashAlgorithm]] = {
    _MORE + "rsa-sha256": hashes.SHA256(),
    _MORE + "rsa-sha384": hashes.SHA384(),
    _MORE + "rsa-sha512": hashes.SHA512(),
    DSIG + "rsa-sha1": hashes.SHA1(),  # noqa: S303 - read only when the caller asks for old signatures
}
_DIGESTS: Final[dict[str, hashes.HashAlgorithm]] = {
    _ENC + "sha256": hashes.SHA256(),
    _MORE + "sha384": hashes.SHA384(),
    _ENC + "sha512": hashes.SHA512(),
    DSIG + "sha1": hashes.SHA1(),  # noqa: S303 - as above
}
_TRANSFORMS: Final[dict[tuple[str, ...], str]] = {
    (ENVELOPED,): INCLUSIVE,
    (ENVELOPED, EXCLUSIVE): EXCLUSIVE,
    (ENVELOPED, INCLUSIVE): INCLUSIVE,
}
_PLACE = [f"{{{NAMESPACE}}}{name}" for name in ("edXMLHeader", "edXMLEnvelope", "edXML")]
_SHOWN: Final = 120


@dataclass(frozen=True)
class Trust:
    """Whom a receiver believes.

    certificates  of the peers and gateways that may sign; compared byte by byte, chains are the caller's matter.
    at            the instant at which the certificate must be valid.
    sha1          also take RSA-SHA1, as the samples of the SDK have it: only where a gateway signs no other way.
    """

    certificates: tuple[x509.Certificate, ...]
    at: datetime
    sha1: bool = False


@dataclass(frozen=True)
class Signed:
    """A packet, and the trusted certificate whose signature was found right."""

    packet: Packet
    certificate: x509.Certificate


def read_signed(data: bytes, trust: Trust) -> Signed:
    """Return the packet when it is rightly signed by somebody who is trusted.

    Raises SignatureMissing, SignatureUnknown, SignatureWeak, SignatureBroken, SignerNotTrusted, CertificateOutOfTime
    and as `read`.
    """
    root = guarded(data)
    certificate = _signer(root, trust)
    if not certificate.not_valid_before_utc <= trust.at <= certificate.not_valid_after_utc:
        raise CertificateOutOfTime(signer=certificate.subject.rfc4514_string())
    return Signed(packet_of(root), certificate)


def write_signed(packet: Packet, key: rsa.RSAPrivateKey, certificate: x509.Certificate) -> bytes:
    """Return the packet, signed by RSA-SHA256.  `certificate` belongs to `key`.

    Raises as `write`, SignatureWeak for a short key, SignatureBroken when the certificate is of another key.
    """
    before, after = rendered(packet)
    digest = _digest(canonical(guarded((before + after).encode()), exclusive=True), hashes.SHA256())
    told = base64.b64encode(certificate.public_bytes(serialization.Encoding.DER)).decode()
    unsigned = (
        f'<Signature xmlns="{DSIG}"><SignedInfo><CanonicalizationMethod Algorithm="{INCLUSIVE}"/>'
        f'<SignatureMethod Algorithm="{_MORE}rsa-sha256"/><Reference URI=""><Transforms><Transform Algorithm="{ENVELOPED}"/>'
        f'<Transform Algorithm="{EXCLUSIVE}"/></Transforms><DigestMethod Algorithm="{_ENC}sha256"/>'
        f"<DigestValue>{base64.b64encode(digest).decode()}</DigestValue></Reference></SignedInfo><SignatureValue>%s</SignatureValue>"
        f"<KeyInfo><X509Data><X509Certificate>{told}</X509Certificate></X509Data></KeyInfo></Signature>"
    )
    info = _one(_signature(guarded((before + unsigned % "" + after).encode())), "SignedInfo")
    value = key.sign(canonical(info, exclusive=False), padding.PKCS1v15(), hashes.SHA256())
    data = (before + unsigned % base64.b64encode(value).decode() + after).encode()
    must_be_the_same(packet, read_signed(data, Trust((certificate,), certificate.not_valid_before_utc)).packet)
    return data


def _signer(root: Any, trust: Trust) -> x509.Certificate:
    signature = _signature(root)
    info = _one(signature, "SignedInfo")
    form = _algorithm(_one(info, "CanonicalizationMethod"), {INCLUSIVE, EXCLUSIVE})
    method = _SIGNATURES[_algorithm(_one(info, "SignatureMethod"), _SIGNATURES)]
    reference = _one(info, "Reference")
    digest_method = _DIGESTS[_algorithm(_one(reference, "DigestMethod"), _DIGESTS)]
    if not trust.sha1 and "sha1" in (method.name, digest_method.name):
        raise SignatureWeak(what="SHA-1")
    digest = _digest(canonical(_without(root), exclusive=_form(reference) == EXCLUSIVE), digest_method)
    if not hmac.compare_digest(digest, _base64(_one(reference, "DigestValue"))):
        raise SignatureBroken
    value = _base64(_one(signature, "SignatureValue"))
    told = canonical(info, exclusive=form == EXCLUSIVE)
    named = [_certificate(one) for one in signature.iter(f"{{{DSIG}}}X509Certificate")]
    signer = next((one for one in named or trust.certificates if _fits(one, value, told, method)), None)
    if signer is None:
        raise SignatureBroken
    if signer not in trust.certificates:
        raise SignerNotTrusted(signer=signer.subject.rfc4514_string()[:_SHOWN])
    return signer


def _signature(root: Any) -> Any:
    """Return the one signature of the tree, which must stand in the header."""
    found = list(root.iter(f"{{{DSIG}}}Signature"))
    if not found and next(root.iter(f"{{{NAMESPACE}}}Signature"), None) is None:
        raise SignatureMissing
    if len(found) != 1 or not _in_header(found[0]):
        raise SignatureUnknown(what="Signature")
    return found[0]


def _in_header(signature: Any) -> bool:
    return [str(one.tag) for one in signature.iterancestors()] == _PLACE


def _without(root: Any) -> Any:
    """Return a copy of the tree without its signature; the text after the signature stays."""
    whole = copy.deepcopy(root)
    signature = _signature(whole)
    before, parent = signature.getprevious(), signature.getparent()
    if signature.tail and before is not None:
        before.tail = (before.tail or "") + signature.tail
    elif signature.tail:
        parent.text = (parent.text or "") + signature.tail
    parent.remove(signature)
    return whole


def _form(reference: Any) -> str:
    """Return the canonical form of the document that a reference names."""
    if reference.get("URI") != "" or set(reference.attrib) != {"URI"}:
        raise SignatureUnknown(what="Reference")
    steps = tuple(_algorithm(one, {ENVELOPED, EXCLUSIVE, INCLUSIVE}) for one in _one(reference, "Transforms"))
    if steps not in _TRANSFORMS:
        raise SignatureUnknown(what="Transforms")
    return _TRANSFORMS[steps]


def _digest(data: bytes, method: hashes.HashAlgorithm) -> bytes:
    digest = hashes.Hash(method)
    digest.update(data)
    return digest.finalize()


def _one(parent: Any, name: str) -> Any:
    found = parent.findall(f"{{{DSIG}}}{name}")
    if len(found) != 1:
        raise SignatureUnknown(what=name)
    return found[0]


def _algorithm(element: Any, known: Iterable[str]) -> str:
    """Return the algorithm of an element, which has no parameters."""
    told = str(element.get("Algorithm", ""))
    told = _ALIASES.get(told, told)
    if told not in known or len(element):
        raise SignatureUnknown(what=told[:_SHOWN] or etree.QName(element).localname)
    return told


def _base64(element: Any) -> bytes:
    try:
        return base64.b64decode("".join((element.text or "").split()), validate=True)
    except (binascii.Error, ValueError) as fault:
        raise SignatureUnknown(what=etree.QName(element).localname) from fault


def _certificate(element: Any) -> x509.Certificate:
    try:
        return x509.load_der_x509_certificate(_base64(element))
    except ValueError as fault:
        raise SignatureUnknown(what="X509Certificate") from fault


def _fits(certificate: x509.Certificate, value: bytes, told: bytes, method: hashes.HashAlgorithm) -> bool:
    """Return whether the key of the certificate made the signature.  Raises SignatureUnknown, SignatureWeak."""
    key = certificate.public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        raise SignatureUnknown(what=type(key).__name__)
    if key.key_size < MIN_RSA:
        raise SignatureWeak(what=f"RSA {key.key_size} bit")
    try:
        key.verify(value, told, padding.PKCS1v15(), method)
    except InvalidSignature:
        return False
    return True
