"""Questions about accounts: in which capacities somebody may act, and as whom."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from lienthong.office.accounts.errors import NotYourPost, TokenRefused, UnknownAccount
from lienthong.office.accounts.models import Account, ApiToken
from lienthong.office.accounts.rules import bare_username
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor, Capacity


@dataclass(frozen=True)
class CapacityChoice:
    """One post (own or delegated) in which a person may act now; `key` is what the choice page sends back."""

    key: str
    post_uid: UUID
    title: str
    unit_id: int
    unit_name: str
    capacity: Capacity
    duties: frozenset[str]
    on_behalf_of: UUID | None = None
    on_behalf_of_name: str = ""


@dataclass(frozen=True)
class TokenRow:
    """A token as lists show it; the token itself is never shown again."""

    uid: UUID
    name: str
    hint: str
    duty: str
    unit_name: str
    person_name: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True)
class AccountRow:
    """An account as the administrator sees it.

    handed_at     when somebody else set its password and the owner has not chosen another yet (real instant).
    signed_in_at  when it was last used (real instant), None: never.
    factors       how many second factors guard it: authenticator app, keys, recovery codes.
    """

    username: str
    person_id: int
    open: bool
    handed_at: datetime | None
    signed_in_at: datetime | None
    factors: int


def accounts_of(person_ids: Iterable[int]) -> list[AccountRow]:
    """Return the accounts of people, in the order of their names; one statement."""
    rows = Account.objects.filter(person_id__in=set(person_ids)).annotate(factors=Count("authenticator")).order_by("username")
    found = rows.values_list("username", "person_id", "is_active", "handed_at", "last_login", "factors")
    return [AccountRow(*cells) for cells in found]


def usernames_like(start: str) -> frozenset[str]:
    """Return the user names that begin with some letters; one statement."""
    return frozenset(Account.objects.filter(username__startswith=start).values_list("username", flat=True))


def account(username: str) -> Account:
    """Return the account with that user name.  Raises UnknownAccount."""
    found = Account.objects.select_related("person").filter(username=bare_username(username)).first()
    if found is None:
        raise UnknownAccount(username=username)
    return found


def _held(account: Account, at: datetime) -> list[org.Assignment]:
    return [] if account.person_id is None else org.assignments(account.person_id, at)


def _key(held: org.Assignment) -> str:
    return str(held.via_delegation or held.post_uid)


def _choice(held: org.Assignment) -> CapacityChoice:
    return CapacityChoice(
        key=_key(held),
        post_uid=held.post_uid,
        title=held.title,
        unit_id=held.unit_id,
        unit_name=held.unit_name,
        capacity=held.capacity,
        duties=frozenset(held.duties),
        on_behalf_of=held.on_behalf_of,
        on_behalf_of_name=held.on_behalf_of_name,
    )


def capacities(account: Account, at: datetime) -> list[CapacityChoice]:
    """Return the posts in which the account's person may act at an instant: own posts first, by rank, then delegated ones."""
    return [_choice(held) for held in _held(account, at)]


def actor_of(account: Account, *, at: datetime, post_uid: UUID | None = None, key: str = "") -> Actor | None:
    """Return the account as an actor at an instant, None when its person holds no post then; one statement.

    post_uid, key  the post (or `CapacityChoice.key`, which can name a delegation) to act in; the first by default.
    Duties         of all own posts of the person in the same unit and capacity, and those delegated to the person in
                   that unit.  Chosen as a delegation: the delegated duties only, and `on_behalf_of` is set.
    Raises NotYourPost when the wanted post is not held at that instant.
    """
    held = _held(account, at)
    wanted = key or (str(post_uid) if post_uid else "")
    chosen = _chosen(held, wanted)
    if chosen is None:
        if wanted and held:
            raise NotYourPost
        return None
    return _actor(chosen, held, account.pk)


def former_actor_of(account: Account, *, at: datetime) -> Actor | None:
    """Return the account in the post that its person held when the unit ended, without any duty; None when there was none.

    Only to sign what is left to be signed of that unit.  Two statements.
    """
    held = None if account.person_id is None else org.ended_with_unit(account.person_id, org.local_day(at))
    if held is None:
        return None
    unit = org.unit(held.unit_id)
    return Actor(
        person_uid=held.person_uid, post_uid=held.post_uid, unit_id=held.unit_id, unit_uid=unit.uid, name=held.name,
        post=held.title, unit=unit.name, sees=frozenset({held.unit_id}), account_id=account.pk,
    )  # fmt: skip


def _chosen(held: list[org.Assignment], wanted: str) -> org.Assignment | None:
    if not wanted:
        return held[0] if held else None
    return next((one for one in held if wanted in (_key(one), str(one.post_uid))), None)


def _actor(chosen: org.Assignment, held: Iterable[org.Assignment], account_id: int | None) -> Actor:
    together = [chosen]
    if chosen.via_delegation is None:
        together = [one for one in held if (one.unit_id, one.capacity) == (chosen.unit_id, chosen.capacity)]
    return Actor(
        person_uid=chosen.person_uid,
        post_uid=chosen.post_uid,
        unit_id=chosen.unit_id,
        unit_uid=chosen.unit_uid,
        name=chosen.person_name,
        post=chosen.title,
        unit=chosen.unit_name,
        capacity=chosen.capacity,
        duties=frozenset(duty for one in together for duty in one.duties),
        sees=frozenset({chosen.unit_id, *(seen for one in together for seen in (*one.subtree, *one.past))}),
        on_behalf_of=chosen.on_behalf_of,
        stands_for=frozenset(one.on_behalf_of for one in together if one.on_behalf_of is not None),
        titles=_titles(chosen, together),
        account_id=account_id,
    )


def _titles(chosen: org.Assignment, together: list[org.Assignment]) -> tuple[tuple[str, str], ...]:
    """Return the title for each duty that the chosen post does not carry; own posts come before delegated ones."""
    lent: dict[str, str] = {}
    for one in together:
        for duty in one.duties:
            if duty not in chosen.duties:
                lent.setdefault(duty, one.title)
    return tuple(sorted(lent.items()))


def token_digest(token: str) -> bytes:
    """Return what is kept of a token: SHA-256 (a token has 256 random bits, so no slow hash is needed)."""
    return hashlib.sha256(token.encode()).digest()


def actor_of_token(token: str, *, at: datetime, real_at: datetime) -> Actor:
    """Return the actor of a token: its person in the post that carries the duty at the unit, with that duty alone.

    at       business instant, for duties; real_at: real instant, for expiry.
    Raises TokenRefused for every reason alike.
    """
    found = (
        ApiToken.objects.select_related("person", "account")
        .filter(digest=token_digest(token), revoked_at__isnull=True, expires_at__gt=real_at)
        .first()
    )
    if found is None or (found.account is not None and not found.account.is_active):
        raise TokenRefused
    held = [one for one in org.assignments(found.person.uid, at) if one.unit_id == found.unit_id and found.duty in one.duties]
    if not held:
        raise TokenRefused
    actor = _actor(held[0], [], found.account_id)
    wide = found.duty in org.SUBTREE_DUTIES
    return Actor(**{**actor.__dict__, "duties": frozenset({found.duty}), "sees": _sees(held[0], wide=wide)})


def _sees(held: org.Assignment, *, wide: bool) -> frozenset[int]:
    return frozenset({held.unit_id, *(held.subtree if wide else ()), *held.past})


def tokens() -> list[TokenRow]:
    """Return all tokens, newest first."""
    rows = ApiToken.objects.select_related("person", "unit").order_by("-created_at", "pk")
    return [
        TokenRow(t.uid, t.name, t.hint, t.duty, t.unit.name, t.person.name, t.created_at, t.expires_at, t.revoked_at)
        for t in rows
    ]
