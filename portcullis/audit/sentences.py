"""What each action is called on the audit page, in one place. A structure test sees that none is missing.

Each has a name for the filter and a sentence's end; {words} in it come from the entry's detail.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from portcullis.audit.models import Entry
from portcullis.govuk.text import uk_day

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")

SENTENCES: dict[str, tuple[str, str]] = {
    "account added": ("Account added", "added a {platform} account to a Member"),
    "account renamed": ("Account renamed", "noted that a Member's account changed its name from {old} to {new}"),
    "account resolved": ("Account resolved", "found the lasting id of a Member's {platform} account"),
    "account retired": ("Account retired", "retired a Member's {platform} account"),
    "alarm.acknowledged": ("Alarm acknowledged", "acknowledged the alarm"),
    "alert preference set": ("Alert preference set", "set how a Member is alerted: {choice}"),
    "audit.read": ("Audit log read", "read this log"),
    "audit.verified": ("Audit log verified", "verified this log"),
    "delegate let in": ("Delegate let in", "let a delegate act for a Member"),
    "delegate shut out": ("Delegate shut out", "stopped a delegate acting for a Member"),
    "dissolution recorded": ("Dissolution recorded", "recorded that Parliament dissolves on {on}"),
    "enrolment corrected": ("Enrolment corrected", "corrected a Member's enrolment"),
    "item.claimed": ("Item claimed", "claimed an item"),
    "item.decided": ("Item decided", "decided on an item"),
    "item.decision-undone": ("Decision undone", "undid a decision on an item"),
    "item.opened": ("Item opened", "opened an item"),
    "item.read-again": ("Second reading", "gave a second reading of an item"),
    "item.released": ("Item released", "gave an item back to the queue"),
    "item.taken-over": ("Item taken over", "took an item over from its holder"),
    "items.decided": ("Items decided together", "decided on near-identical items together"),
    "items.listed": ("Items listed", "saw a list with the text of items"),
    "member did not leave": ("Leaving withdrawn", "recorded that a Member did not leave"),
    "member left": ("Member left", "recorded that a Member leaves on {on}"),
    "member opted in": ("Member opted in", "opted a Member in from {since}"),
    "member opted out": ("Member opted out", "opted a Member out from {at}"),
    "member returned": ("Member returned", "recorded that a Member returned on {on}"),
    "member sign-in set": ("Member's sign-in set", "set who signs in as a Member"),
    "members imported": ("Members imported", "imported Members from a {format} file"),
    "monitor.started": ("Monitor started", "started to read {subject}"),
    "monitor.stopped": ("Monitor stopped", "stopped reading {subject}"),
    "parliament recorded": ("Parliament recorded", "recorded a Parliament"),
    "user.added": ("User added", "added the user {username} as {role}"),
    "user.deactivated": ("User deactivated", "deactivated the user {username}"),
    "user.password-chosen": ("Password chosen", "chose a new password"),
    "user.password-set": ("One-time password set", "set a one-time password for {username}"),
    "user.preferences-saved": ("Preferences saved", "saved their preferences"),
    "user.reactivated": ("User reactivated", "let {username} sign in again"),
    "user.role-changed": ("Role changed", "changed the role of {username} from {was} to {role}"),
    "user.sign-in-failed": ("Sign-in failed", "refused a sign-in as {username}"),
    "user.signed-in": ("Signed in", "signed in"),
    "user.signed-out": ("Signed out", "signed out"),
}


class _Words(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"({key} not recorded)"


@dataclass(frozen=True)
class Sentence:
    """An entry to read: who, what they did, why, about what, when; the rest is detail."""

    who: str
    is_job: bool
    did: str
    because: str
    about: str
    at: datetime
    digest: str
    detail: list[tuple[str, str]]


def sentence(entry: Entry) -> Sentence:
    words = _Words({name: _text(value) for name, value in entry.detail.items()} | {"subject": entry.subject})
    _, did = SENTENCES.get(entry.action, ("", entry.action.replace("{", "{{").replace("}", "}}")))
    detail = [
        (name.replace("_", " "), _text(value)) for name, value in sorted(entry.detail.items()) if value is not None
    ]
    return Sentence(
        entry.actor_name, entry.actor.startswith("job:"), did.format_map(words), entry.reason, entry.subject, entry.at,
        entry.digest, detail,
    )  # fmt: skip


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, str) and MOMENT.fullmatch(value):
        return uk_day(datetime.fromisoformat(value))
    return (
        {True: "yes", False: "no", None: "nothing"}.get(value, str(value))
        if isinstance(value, bool | None)
        else str(value)
    )
