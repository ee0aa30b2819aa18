"""How a citizen who is in gets other ways in: an e-mail address or a phone number proved by a code, a password; and loses them.

Nobody loses the last one.  Whoever has a password shows it for each of these, whoever has none signed in a moment ago, so that
a browser left open gives nothing away; the address that was there before is told by mail.
"""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, is_password_usable, make_password
from django.db import IntegrityError, transaction

from lienthong.office.citizens import access, queries, rules
from lienthong.office.citizens.errors import AlreadyRegistered, BadContact, CodeGone, LastWayIn, SignInAgain, WrongSignIn
from lienthong.office.citizens.models import Citizen, Session
from lienthong.office.citizens.services import sending, telling
from lienthong.office.citizens.services.sending import CONTACT, KEPT, Charge, Sent, uncounted

log = logging.getLogger(__name__)


def ways(citizen_uid: UUID) -> rules.Ways:
    """Return by what a citizen gets in; the national identity counts where it is offered here."""
    with access.seeing(citizen_uid):
        return _ways(Citizen.objects.get(uid=citizen_uid))


def begin_contact(
    *, citizen_uid: UUID, to: str, channel: str, password: str, token: str, at: datetime, charge: Charge = uncounted
) -> Sent:
    """Send a code to an address or a number that shall be the citizen's; it is theirs when the code comes back.

    password  of the account, where it has one.  token: of the browser's session; for an account without a password it was
              opened a moment ago.  at: real instant.  charge: as in `begin_sign_in`.
    Nobody learns here whether another account has it; who gets the code does (`confirm_contact`).
    Raises WrongSignIn, SignInAgain, BadContact, CodeNotSent, WayClosed, what `charge` raises.
    """
    sending.way(channel)
    bare = rules.bare_phone(to) if channel == rules.SMS else rules.bare_email(to)
    email, phone = ("", bare) if channel == rules.SMS else (bare, "")
    if fault := rules.contact_fault(email, phone, channel):
        raise BadContact(field="to", sentence=fault[1])
    with access.seeing(citizen_uid):
        _shown(Citizen.objects.get(uid=citizen_uid), password, token, at)
    goes = sending.charged(charge, purpose=CONTACT, address=bare)
    return sending.send_code(
        citizen_uid=citizen_uid, purpose=CONTACT, channel=channel, address=bare, goes=goes, waiting={}, at=at
    )


def confirm_contact(*, code_uid: UUID, citizen_uid: UUID, code: str, at: datetime) -> str:
    """Let the address or number of a code that came back be the citizen's, in place of the one before; return it.

    What was sent to the one before, or to another that should take its place, is of no more use.

    at  real instant.  Raises CodeGone, CodeWrong, AlreadyRegistered (another account proved it; the code is used up).
    """
    row = sending.tried(code_uid=code_uid, citizen_uid=citizen_uid, code=code, at=at)
    if row.purpose != CONTACT:
        raise CodeGone
    with access.seeing(citizen_uid):
        before = Citizen.objects.select_for_update().get(uid=citizen_uid)
        sending.spend(row, at=at)
        mine = _taken(citizen_uid, row.channel, row.address, at)
        if mine and row.address != getattr(before, KEPT[row.channel][0]):
            telling.tell(citizen_uid, telling.address_of(before), telling.CHANGED[row.channel], about=row.address)
    log.info("citizen %s: %s %s", citizen_uid, row.channel, "added" if mine else "not added, another account has it")
    if not mine:  # only now: the code is used up all the same
        raise AlreadyRegistered
    return row.address


def _taken(citizen_uid: UUID, channel: str, address: str, at: datetime) -> bool:
    """Write down a proved address; return whether it is the citizen's now, False when another account proved it."""
    kept, proved = KEPT[channel]
    try:
        with transaction.atomic():
            Citizen.objects.filter(uid=citizen_uid).update(**{kept: address, proved: True})
            sending.call_back(citizen_uid, at=at, channel=channel)
    except IntegrityError:
        return False
    return True


def drop_contact(*, citizen_uid: UUID, channel: str, password: str, token: str, at: datetime) -> None:
    """Take the address or the number away from the account, and let no code that went there be of use.

    Dropping none changes nothing.  password, token, at: as in `begin_contact`.  Raises WrongSignIn, SignInAgain, LastWayIn.
    """
    if channel not in KEPT:
        return
    kept, proved = KEPT[channel]
    with access.seeing(citizen_uid):
        row = Citizen.objects.select_for_update().get(uid=citizen_uid)
        _shown(row, password, token, at)
        to, gone = telling.address_of(row), getattr(row, kept)
        if not gone:
            return
        setattr(row, kept, "")
        setattr(row, proved, False)
        _must_get_in(row)
        row.save(update_fields=[kept, proved])
        sending.call_back(citizen_uid, at=at, channel=channel)
        telling.tell(citizen_uid, to, telling.DROPPED[channel], about=gone)
    log.info("citizen %s: %s dropped", citizen_uid, channel)


def set_password(*, citizen_uid: UUID, password: str, new: str, token: str, at: datetime) -> None:
    """Set a first password, or another one; every other browser is signed out, no code that is on its way is of use.

    password  the present one, where there is one.  new: checked by the entrance.  token: of the browser that stays.
    at        real instant.  Raises WrongSignIn, SignInAgain (as `begin_contact`).
    """
    with access.seeing(citizen_uid):
        row = Citizen.objects.select_for_update().get(uid=citizen_uid)
        _shown(row, password, token, at)
        row.password = make_password(new)
        row.save(update_fields=["password"])
        sending.call_back(citizen_uid, at=at)
        telling.tell(citizen_uid, telling.address_of(row), telling.PASSWORD_SET)
        Session.objects.filter(citizen__uid=citizen_uid).exclude(digest=queries.digest_of(token)).delete()
    log.info("citizen %s: password set", citizen_uid)


def drop_password(*, citizen_uid: UUID, password: str, at: datetime) -> None:
    """Let no password sign in any more, nor a code that was sent for it; without one nothing changes.

    at  real instant.  Raises WrongSignIn, LastWayIn.
    """
    with access.seeing(citizen_uid):
        row = Citizen.objects.select_for_update().get(uid=citizen_uid)
        if not is_password_usable(row.password):
            return
        if not check_password(password, row.password):
            raise WrongSignIn
        row.password = make_password(None)
        _must_get_in(row)
        row.save(update_fields=["password"])
        sending.call_back(citizen_uid, at=at)
        telling.tell(citizen_uid, telling.address_of(row), telling.PASSWORD_DROPPED)
    log.info("citizen %s: password dropped", citizen_uid)


def _ways(row: Citizen) -> rules.Ways:
    return rules.Ways(
        email=row.email, phone=row.phone, email_proved=row.email_proved, phone_proved=row.phone_proved,
        password=is_password_usable(row.password), national=bool(row.proved_number and settings.CITIZENS_OIDC_ISSUER),
    )  # fmt: skip


def _shown(row: Citizen, password: str, token: str, at: datetime) -> None:
    """Raise WrongSignIn unless the password is that of the account; of one without, SignInAgain unless its session is fresh."""
    if is_password_usable(row.password):
        if not check_password(password, row.password):
            raise WrongSignIn
        return
    session = queries.session(token, at=at)
    if session is None or session.citizen.uid != row.uid or not rules.session_fresh(session.opened_at, at):
        raise SignInAgain


def _must_get_in(row: Citizen) -> None:
    if not rules.gets_in(_ways(row), texts=sending.offers_sms()):
        raise LastWayIn
