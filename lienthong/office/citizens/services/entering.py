"""How a citizen comes in: registers, signs in, sets a new password; each ends with a code that was sent."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, transaction

from lienthong.office.citizens import access, queries, rules
from lienthong.office.citizens.errors import AlreadyRegistered, BadContact, CodeGone, NoAddress, WrongSignIn
from lienthong.office.citizens.models import Citizen, SentCode, Session
from lienthong.office.citizens.services import sending, telling
from lienthong.office.citizens.services.sending import KEPT, Charge, Sent, uncounted
from lienthong.toolkit import vietnamese
from lienthong.toolkit.identity import new_uid


@dataclass(frozen=True)
class NewCitizen:
    """What somebody tells to get an account."""

    name: str
    email: str = ""
    phone: str = ""
    id_type: str = ""
    id_number: str = ""


@dataclass(frozen=True)
class Opened:
    """A session just opened: `token` is for the browser's cookie alone."""

    token: str
    citizen_uid: UUID


def begin_registration(
    *, told: NewCitizen, password: str, at: datetime, channel: str = rules.EMAIL, charge: Charge = uncounted
) -> Sent:
    """Send a code to somebody who wants an account; the account is made when the code comes back.

    password  checked by the entrance.  at: real instant.  charge: called with the address or number before a code goes there.
    Raises BadContact, CodeNotSent, WayClosed, what `charge` raises.
    """
    email, phone = rules.bare_email(told.email), rules.bare_phone(told.phone)
    if fault := rules.contact_fault(email, phone, sending.way(channel)):
        raise BadContact(field=fault[0], sentence=fault[1])
    waiting = {
        "name": vietnamese.clean_name(told.name), "email": email, "phone": phone, "id_type": told.id_type,
        "id_number": told.id_number, "password": make_password(password),
    }  # fmt: skip
    address = phone if channel == rules.SMS else email
    return _sent(new_uid(), "register", channel, address, waiting, at, charge)


def vouched(*, uid: UUID, told: NewCitizen, password: str) -> bool:
    """Make an account whose e-mail address the caller vouches for, no code asked; return False when the uid has one.

    For demonstrations, whose citizens nobody could mail before the first page opens.
    """
    with access.seeing(uid):
        if Citizen.objects.filter(uid=uid).exists():
            return False
        Citizen.objects.create(
            uid=uid, name=vietnamese.clean_name(told.name), email=rules.bare_email(told.email), email_proved=True,
            password=make_password(password),
        )  # fmt: skip
    return True


def begin_sign_in(*, login: str, password: str, at: datetime, channel: str = rules.EMAIL, charge: Charge = uncounted) -> Sent:
    """Check the password and send a code.

    at  real instant.  charge: called with the address or number before a code goes there, never for a wrong password.
    Raises WrongSignIn, NoAddress, CodeNotSent, WayClosed, what `charge` raises.
    """
    sending.way(channel)
    found = known_by(login, password)
    address = found.address(channel)
    if not address:
        raise NoAddress
    return _sent(found.uid, "sign_in", channel, address, {}, at, charge)


def known_by(login: str, password: str) -> queries.Known:
    """Return what is known of the account with a login and its password; no context.  Raises WrongSignIn."""
    found = queries.for_sign_in(rules.bare_login(login))
    if found is None:
        make_password(password)  # an unknown login takes as long as a known one
        raise WrongSignIn
    if not check_password(password, found.password):
        raise WrongSignIn
    return found


def begin_reset(*, login: str, password: str, at: datetime, channel: str = rules.EMAIL, charge: Charge = uncounted) -> Sent:
    """Send a code that will set a new password; nobody learns whether the login has an account.

    It goes only where a code came back from before: a number that was typed wrong once opens nothing to its owner.
    password  checked by the entrance.  at: real instant.  charge: as in `begin_sign_in`; its no is kept quiet.
    Raises CodeNotSent, WayClosed.
    """
    bare, hashed = rules.bare_login(login), make_password(password)
    found = queries.for_sign_in(bare)
    uid, address = (found.uid, found.proved(sending.way(channel))) if found else (new_uid(), "")
    sent = _sent(uid, sending.RESET, sending.way(channel), address, {"password": hashed}, at, charge)
    shown = bare if ("@" in bare) == (channel == rules.EMAIL) else ""
    return Sent(sent.uid, uid, shown, channel)


def send_again(*, code_uid: UUID, citizen_uid: UUID, at: datetime, charge: Charge = uncounted) -> Sent:
    """Send a new code for the same step, the same way; the old one is of no more use, unless `charge` says no.

    Where a password is forgotten the answer names no address: whoever asked may know the login alone.
    charge  as in `begin_sign_in`.  Raises CodeGone (used, or a day old), CodeNotSent, what `charge` raises.
    """
    with access.seeing(citizen_uid):
        row = SentCode.objects.filter(uid=code_uid, used_at=None, expires_at__gt=at - rules.CODE_KEPT).first()
        if row is None:
            raise CodeGone
    goes = sending.charged(charge, purpose=row.purpose, address=row.address)
    with access.seeing(citizen_uid):
        sending.spend(row, at=at)
    sent = sending.send_code(
        citizen_uid=citizen_uid, purpose=row.purpose, channel=row.channel, address=row.address, goes=goes, waiting=row.waiting,
        at=at,
    )  # fmt: skip
    return replace(sent, address="") if row.purpose == sending.RESET else sent


def _sent(uid: UUID, purpose: str, channel: str, address: str, waiting: dict[str, Any], at: datetime, charge: Charge) -> Sent:
    goes = sending.charged(charge, purpose=purpose, address=address)
    return sending.send_code(
        citizen_uid=uid, purpose=purpose, channel=channel, address=address, goes=goes, waiting=waiting, at=at
    )


def confirm(*, code_uid: UUID, citizen_uid: UUID, code: str, at: datetime) -> Opened:
    """End a step with the code that was sent: make the account or set the password where asked, open a session.

    at  real instant.  Raises CodeGone (also when the account has another address or number by now), CodeWrong,
    AlreadyRegistered.
    """
    row = sending.tried(code_uid=code_uid, citizen_uid=citizen_uid, code=code, at=at)
    if not row.address or row.purpose == sending.CONTACT:
        raise CodeGone
    with access.seeing(citizen_uid):
        before = Citizen.objects.select_for_update().filter(uid=citizen_uid).first()  # before its codes, as who calls them back
        sending.spend(row, at=at)
        if row.purpose == "register":
            Citizen.objects.create(uid=citizen_uid, **row.waiting)
        _prove(citizen_uid, row)
        if row.purpose == sending.RESET:
            Citizen.objects.filter(uid=citizen_uid).update(password=row.waiting["password"])
            sending.call_back(citizen_uid, at=at)
            telling.tell(citizen_uid, telling.address_of(before) if before else "", telling.PASSWORD_SET)
            Session.objects.filter(citizen__uid=citizen_uid).delete()
        SentCode.objects.filter(pk=row.pk).update(waiting={})
        return opened(citizen_uid, at=at)


def opened(citizen_uid: UUID, *, at: datetime) -> Opened:
    """Open a session of a citizen who has shown who they are.  at: real instant."""
    token = secrets.token_urlsafe(32)
    with access.seeing(citizen_uid):
        Session.objects.create(digest=queries.digest_of(token), citizen_id=citizen_uid, opened_at=at, seen_at=at)
    return Opened(token, citizen_uid)


def resume(token: str, *, at: datetime) -> queries.CitizenRow | None:
    """Return whose session a cookie's token opens, or None; its last use is written down once a minute.  at: real instant."""
    found = queries.session(token, at=at) if token else None
    if found is None:
        return None
    if at - found.seen_at >= rules.SEEN_EVERY:
        with access.seeing(found.citizen.uid):
            Session.objects.filter(digest=found.digest).update(seen_at=at)
    return found.citizen


def leave(token: str, *, at: datetime) -> None:
    """End the session of a token; ending it again changes nothing.  at: real instant."""
    found = queries.session(token, at=at)
    if found is not None:
        with access.seeing(found.citizen.uid):
            Session.objects.filter(digest=found.digest).delete()


def _prove(uid: UUID, row: SentCode) -> None:
    """Write down that a code came back: of all who typed an address or a number, one account proves it.

    Raises AlreadyRegistered, CodeGone (the account has not the address to which the code went).
    """
    kept, proved = KEPT[row.channel]
    try:
        with transaction.atomic():
            mine = Citizen.objects.filter(uid=uid, **{kept: row.address}).update(**{proved: True})
    except IntegrityError as taken:
        raise AlreadyRegistered from taken
    if not mine:
        raise CodeGone
