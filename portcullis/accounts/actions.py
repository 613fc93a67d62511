"""Every change of an account: check, change, audit, in one transaction."""

import secrets

from portcullis.accounts.errors import AccountError
from portcullis.accounts.models import Preferences, User
from portcullis.accounts.roles import Role
from portcullis.audit.auditor import Auditor, action

# Easy to read aloud and to type: no letter or digit that looks like another.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def _one_time() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def _not_oneself(auditor: Auditor, user: User, what: str) -> None:
    if auditor.actor == f"person:{user.pk}":
        raise AccountError(f"You cannot {what} yourself. Ask another administrator.")


@action
def add_user(auditor: Auditor, username: str, name: str, role: str) -> tuple[User, str]:
    """The new user, and a password that they must change when they first sign in."""
    password = _one_time()
    user = User.objects.create_user(username, Role(role), password, name)
    user.must_change_password = True
    user.save(update_fields=["must_change_password"])
    auditor.record("user.added", f"user:{user.pk}", username=username, role=role)
    return user, password


@action
def change_role(auditor: Auditor, user: User, role: str, reason: str) -> None:
    _not_oneself(auditor, user, "change the role of")
    was, user.role = user.role, Role(role)
    user.save(update_fields=["role"])
    auditor.record("user.role-changed", f"user:{user.pk}", reason, username=user.username, role=role, was=was)


@action
def deactivate(auditor: Auditor, user: User, reason: str) -> None:
    """The user can no longer sign in, and open sessions end at their next request."""
    _not_oneself(auditor, user, "deactivate")
    user.is_active = False
    user.save(update_fields=["is_active"])
    auditor.record("user.deactivated", f"user:{user.pk}", reason, username=user.username)


@action
def reactivate(auditor: Auditor, user: User, reason: str) -> None:
    user.is_active = True
    user.save(update_fields=["is_active"])
    auditor.record("user.reactivated", f"user:{user.pk}", reason, username=user.username)


@action
def set_one_time_password(auditor: Auditor, user: User, reason: str) -> str:
    """A password for one sign-in. The user's open sessions end."""
    password = _one_time()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    auditor.record("user.password-set", f"user:{user.pk}", reason, username=user.username)
    return password


@action
def choose_password(auditor: Auditor, user: User, password: str) -> None:
    """The user's own new password."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    auditor.record("user.password-chosen", f"user:{user.pk}", username=user.username)


@action
def save_preferences(auditor: Auditor, preferences: Preferences) -> None:
    preferences.save()
    auditor.record("user.preferences-saved", f"user:{preferences.user_id}")


@action
def signed_in(auditor: Auditor, user: User) -> None:
    auditor.record("user.signed-in", f"user:{user.pk}", username=user.username)


@action
def sign_in_failed(auditor: Auditor, username: str) -> None:
    """What was typed is not kept: people type passwords into the wrong box. Only a user that exists is named."""
    user = User.objects.filter(username=username).first()
    auditor.record(
        "user.sign-in-failed", f"user:{user.pk if user else 'unknown'}", username=user.username if user else "unknown"
    )


@action
def signed_out(auditor: Auditor, user: User) -> None:
    auditor.record("user.signed-out", f"user:{user.pk}", username=user.username)
