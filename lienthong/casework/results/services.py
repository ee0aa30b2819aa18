"""Signing a result, and taking it into a citizen's store.

Order of steps: the upload is held after the policy; it is signed, and stamped where an authority is set, in no transaction of
ours: other machines are asked.  Then under the dossier's lock what was asked before is asked again, the upload and the signed
file become the dossier's, row and ledger event are written, all in one transaction.  Killed or refused anywhere, there is no row
and no event; what is held lets itself go after an hour, contents that nobody names are swept after a day (docs/decisions/0014).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.conf import settings
from django.db import connection, transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.results import access, queries, rules
from lienthong.casework.results.errors import (
    NothingToClaim,
    NothingToSign,
    NotSignable,
    NotStamped,
    NotWhole,
    ResultUnknown,
    SigningKeyBroken,
    TitleMissing,
)
from lienthong.casework.results.models import SignedResult
from lienthong.casework.results.queries import ResultRow
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import signing
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.keys import clean_key
from lienthong.toolkit.signing.fetching import fetch

Status = dossiers.Status
Pair = tuple[access.Pen, access.Pen]
KEPT_FOR = timedelta(hours=1)
"""How long an upload is held while it is signed."""
MOST_LISTS = 512 * 1024
"""Bytes of revocation lists that each signed file carries at most."""
log = logging.getLogger(__name__)
TO_SIGN = {rules.RESULT: (Status.PROCESSING, Status.COMPLETED, Status.RETURNED), rules.COPY: (Status.RETURNED,)}


@dataclass(frozen=True)
class ToSign:
    """What is to be signed: the PDF, its file name, what it is called on lists, its number in a book or register.

    number  of a result that stands in the outgoing register: "" for the next one.
    """

    content: files.Content
    name: str
    title: str
    number: str = ""
    kind: str = rules.RESULT


@dataclass(frozen=True)
class Made:
    """A signed file that nobody has recorded yet, what it was made of, and the numbers of the certificates in it."""

    wanted: ToSign
    source: files.HeldRow
    signed: bytes
    certificates: tuple[str, ...]
    sample: bool


def sign_result(*, actor: Actor, at: datetime, real_at: datetime, dossier_uid: UUID, wanted: ToSign, key: str) -> ResultRow:
    """Sign a dossier's result by the actor's key and seal it by that of the unit; a former result of the dossier is replaced.

    at       business clock: when it was signed, in lists and the ledger.  real_at: by which the certificates are measured;
             the time inside the signature is the real clock's.
    key      idempotency key: asked again, the result that is there.
    The person has been asked again for who they are (entrance).  Called in no transaction where a stamp is asked for.
    Raises as `make` and `record`.
    """
    with ledger.seeing(actor.sees | {actor.unit_id}):
        done = _done(actor, key)
    if done is not None:
        return done
    made = make(actor=actor, real_at=real_at, dossier_uid=dossier_uid, wanted=wanted, key=key)
    return record(made, actor=actor, at=at, dossier_uid=dossier_uid, key=key)


def make(*, actor: Actor, real_at: datetime, dossier_uid: UUID, wanted: ToSign, key: str) -> Made:
    """Sign without recording: no lock, and none of the caller's may be held, since a time stamp authority may be asked.

    actor, real_at, wanted, key  as `sign_result`.
    Raises NotYourSignature, TitleMissing, NoSigningKey, SigningKeyBroken, CertificateRevoked, CertificateEnded, NothingToSign,
    NotSignable, NotStamped, dossiers.DossierUnknown, a FileRefused of the file store.
    """
    access.must_sign(actor)
    if not wanted.title.strip():
        raise TitleMissing
    mine = access.pen_of_person(actor.person_uid, actor.name, real_at)
    seal = access.pen_of_unit(actor.unit_id, real_at)
    with ledger.seeing(actor.sees | {actor.unit_id}):
        found = dossiers.brief(dossier_uid)
        _must_have(found.code, found.status, wanted)
        source = _taken_in(actor, real_at, dossier_uid, wanted, key)
    signed = _signed(source, actor, (mine, seal), wanted)
    serials = tuple(signing.certificate_of(one.key).serial for one in (mine, seal))
    return Made(wanted, source, signed, serials, seal.ring.sample)


def record(made: Made, *, actor: Actor, at: datetime, dossier_uid: UUID, key: str) -> ResultRow:
    """Make what was signed the dossier's; a result that the same key recorded meanwhile is returned instead.

    actor, at, dossier_uid, key  as `sign_result`.  A result that stands in the outgoing register takes its number here, and the
    file is the document's, too.  Raises NothingToSign, dossiers.DossierUnknown, a FileRefused, as dossiers.enter_result.
    """
    wanted = made.wanted
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        dossier = dossiers.lock(dossier_uid)
        done = _done(actor, key)
        if done is not None:
            return done
        _must_have(dossier.code, Status(dossier.status), wanted)
        files.adopt(made.source.uid, actor=actor, object_uid=dossier_uid, at=at)
        file = files.store(made.signed, name=f"{wanted.title} (đã ký số).pdf", actor=actor, object_uid=dossier_uid, at=at)
        number = wanted.number.strip()[:100]
        entered: documents.Entered | None = None
        if wanted.kind == rules.RESULT:
            standing = SignedResult.objects.filter(dossier_uid=dossier_uid, kind=rules.RESULT, replaced_at=None)
            again = standing.update(replaced_at=at) > 0
            entered = dossiers.enter_result(dossier, actor=actor, at=at, typed=number, capacity=actor.post, again=again)
        if entered is not None:
            number = entered.label
            documents.attach(actor=actor, at=at, entered=entered, file_uid=file.uid)
        row = SignedResult.objects.create(
            dossier_uid=dossier_uid, dossier_code=dossier.code, unit_id=dossier.unit_id, kind=wanted.kind,
            title=wanted.title.strip()[:300], number=number, file_uid=file.uid, sha256=file.sha256,
            signer_uid=actor.person_uid, signer_name=actor.name, signer_title=actor.post, signing_unit=actor.unit, signed_at=at,
            sample=made.sample, citizen_uid=dossiers.filed_by(dossier_uid), key=key,
        )  # fmt: skip
        body = {
            "result": row.uid, "file": file.uid, "kind": row.kind, "number": row.number, "sample": row.sample,
            **({"document": entered.document_uid} if entered else {}),
            "certificates": list(made.certificates),
        }  # fmt: skip
        dossiers.note(dossier, actor=actor, at=at, activity="result_signed", body=body)
    return queries.row_of(row)


def _done(actor: Actor, key: str) -> ResultRow | None:
    found = SignedResult.objects.filter(signer_uid=actor.person_uid, key=key).first()
    return queries.row_of(found) if found else None


def _must_have(code: str, status: Status, wanted: ToSign) -> None:
    if status not in TO_SIGN[wanted.kind]:
        raise NothingToSign(dossier=code, status=dossiers.NAMES[status])


def _taken_in(actor: Actor, real_at: datetime, dossier_uid: UUID, wanted: ToSign, key: str) -> files.HeldRow:
    """Hold the upload as it came, after the policy: what was signed can be shown later.  Raises NotSignable."""
    held_for = uuid5(dossier_uid, key)
    source = files.hold(wanted.content, name=wanted.name, actor=actor, held_for=held_for, slot="ky-so", until=real_at + KEPT_FOR)
    if source.mime != files.MIME["pdf"]:
        files.let_go(actor=actor, held_for=held_for)
        raise NotSignable(name=source.name)
    return source


def _signed(source: files.HeldRow, actor: Actor, pens: Pair, wanted: ToSign) -> bytes:
    reason = f"{rules.KINDS[wanted.kind]}: {wanted.title.strip()}"
    mine, seal = pens
    with files.content_of(source) as file:
        pdf = file.read()
    first = put(pdf, pen=mine, wish=signing.Wish(rules.PERSON_FIELD, actor.name, reason, actor.unit), name=wanted.name)
    wish = signing.Wish(rules.UNIT_FIELD, actor.unit, reason, actor.unit)
    return put(first, pen=seal, wish=wish, name=wanted.name, beside=(mine, seal))


def put(
    pdf: bytes,
    *,
    pen: access.Pen,
    wish: signing.Wish,
    name: str,
    fillings: Sequence[signing.Filling] = (),
    beside: Sequence[access.Pen] = (),
) -> bytes:
    """Return a PDF with one signature more, stamped where an authority is set: it is asked, so no lock is held meanwhile.

    name      of the file, for a refusal.   fillings: texts for fields that were laid before.
    beside    whose certificates later readers need with the revocation lists: all that signed, with the last signature.
    Raises NotSignable, NotStamped, SigningKeyBroken: a token that does not sign.
    """
    more = _beside(beside) if beside else signing.NOTHING
    try:
        return signing.sign(
            pdf, key=pen.key, wish=wish, authority=access.authority(), stamp_roots=pen.ring.stamp_roots, beside=more,
            fillings=fillings,
        )  # fmt: skip
    except signing.KeyUnusable as fault:
        raise SigningKeyBroken(whose=pen.whose, detail=fault.args[0]) from fault
    except signing.NotAPdf as fault:
        raise NotSignable(name=name) from fault
    except signing.NoTimeStamp as fault:
        log.warning("time stamp authority: %s", fault)
        raise NotStamped from fault


def _beside(pens: Sequence[access.Pen]) -> signing.Beside:
    """Return what later readers need, under the seal; lists that together are longer than MOST_LISTS stay out of the files."""
    ring = pens[-1].ring
    if sum(map(len, ring.lists)) > MOST_LISTS:
        return signing.NOTHING
    chains = dict.fromkeys(one for pen in pens for one in pen.key.chain)
    return signing.Beside(ring.lists, (*chains, *(root for root in ring.stamp_roots if root not in chains)))


def fetch_lists() -> int:
    """Fetch the revocation lists of the certificates of this installation, where a setting allows it; return how many are new."""
    if not settings.SIGNING_FETCH_CRLS:
        return 0
    return fetch(access.ring(), seconds=settings.SIGNING_TIMEOUT)


def whole(row: ResultRow) -> ResultRow:
    """Return the result if it holds and its signatures do, looked at now.  Raises NotWhole."""
    if not row.holds or not queries.checked(queries.content(row)).whole:
        raise NotWhole(title=row.title)
    return row


def hold_for_form(row: ResultRow, *, actor: Actor, unit_id: int, held_for: UUID, slot: str, until: datetime) -> files.HeldRow:
    """Hold a citizen's result for a form as the paper of a slot: no upload, the content is kept once.

    actor, held_for, slot, until  as `files.hold`; the row was read in the citizen's context.  Raises NotWhole.
    """
    whole(row)
    with ledger.seeing([unit_id, row.unit_id]):
        return files.hold_stored(row.file_uid, actor=actor, held_for=held_for, slot=slot, until=until)


def use(
    *, actor: Actor, at: datetime, dossier_uid: UUID, paper_id: int, former: tuple[str, str], result_uid: UUID, key: str
) -> dossiers.Standing:
    """Let a signed result of an earlier dossier be a paper of this one, at the counter: the reference is copied, nobody scans.

    former  code and look-up key of the earlier dossier, as its citizen shows them.
    Raises ResultUnknown, NotWhole and as `dossiers.attach_scan`.
    """
    row = next((one for one in queries.opened(*former) if one.uid == result_uid), None)
    if row is None:
        raise ResultUnknown
    whole(row)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id, row.unit_id}):
        before = transaction.savepoint()
        shared = files.share(row.file_uid, object_uid=dossier_uid, unit_id=actor.unit_id, at=at)
        done = dossiers.attach_scan(
            actor=actor, at=at, dossier_uid=dossier_uid, paper_id=paper_id, file_uid=shared.uid, key=key, reuses=row.uid
        )
        if done.repeated:  # the first request's file is there
            transaction.savepoint_rollback(before)
    return done


def claim(*, code: str, key: str) -> int:
    """Put the signed results of a dossier, opened by its code and look-up key, into the store of the present citizen.

    Those in somebody's store stay there.  Returns how many are in the citizen's store by this dossier.  Raises NothingToClaim.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT results_claim(%s, %s)", [code.strip().upper(), clean_key(key)])
        (count,) = cursor.fetchone() or (0,)
    if not count:
        raise NothingToClaim
    return int(count)
