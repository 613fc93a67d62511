"""Slows down whoever tries one password after another. The failed attempts are counted in the audit log itself."""

from datetime import timedelta

from django.utils import timezone

from portcullis.accounts.models import User
from portcullis.audit.models import Entry

MOST = 10
WITHIN = timedelta(minutes=10)


def subject(username: str) -> str:
    """What a failed sign-in is about: the user, or that there is none of this name."""
    pk = User.objects.filter(username=username).values_list("pk", flat=True).first()
    return f"user:{pk or 'unknown'}"


def guessing(username: str) -> bool:
    """Whether this name (or, together, all names that nobody has) had too many wrong passwords of late."""
    failed = Entry.objects.filter(action="user.sign-in-failed", at__gt=timezone.now() - WITHIN)
    return failed.filter(subject=subject(username)).count() >= MOST
