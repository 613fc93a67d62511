"""The register's door: who was opted in at a moment, as it was known at a moment; and what the collector may look at.

`at` and `known` default to now. Moments carry a time zone. Member ids are random UUIDs, written as text.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Lower
from django.utils import timezone

from portcullis.accounts.models import User
from portcullis.accounts.roles import Role
from portcullis.audit.auditor import Auditor
from portcullis.core.addressee import Account, Watched
from portcullis.members.lapse import Lapses
from portcullis.members.models import Delegation, Departure, Enrolment, Member, PlatformAccount, Revision, Term


def watched(at: datetime | None = None, known: datetime | None = None) -> list[Watched]:
    """Every Member with an enrolment in force at `at`, with the accounts that it covers. Three queries, whatever the number."""
    raise NotImplementedError


def opted_in(at: datetime | None = None, known: datetime | None = None) -> set[str]:
    """The ids of the Members with an enrolment in force at `at`."""
    raise NotImplementedError


def revision() -> str:
    """Changes whenever the register changes, and whenever an enrolment begins or ends as time passes. One query."""
    raise NotImplementedError


def name(member_ids: Iterable[str]) -> dict[str, str]:
    """Member id -> name, for the ids that exist."""
    raise NotImplementedError


def unresolved(platform: str) -> list[tuple[str, str]]:
    """(account id, handle) of the accounts whose immutable id is not known yet."""
    raise NotImplementedError


def resolved(auditor: Auditor, account: str, immutable_id: str) -> None:
    """The platform told us the immutable id behind a handle. Raises AccountTaken if another account has it."""
    raise NotImplementedError


def renamed(platform: str, account: str, handle: str) -> bool:
    """The platform says that the account with this immutable id has a new handle. True if one of ours changed."""
    raise NotImplementedError


def members_of(user: User) -> list[str]:
    """The ids of the Members for whom this person acts: their own, or those who let them in."""
    raise NotImplementedError
