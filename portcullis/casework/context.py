"""What every officer's page shows of the queue: how much waits, and the alarm."""

from hashlib import blake2b
from typing import Any

from django.utils import timezone

from portcullis.accounts.models import Preferences, User
from portcullis.accounts.roles import OFFICERS
from portcullis.casework import presenters
from portcullis.casework.models import Item
from portcullis.members import registry

SHOWN = 3
KNOWN = 100


def waiting(user: User) -> dict[str, Any]:
    """{"waiting": [(band mark, "12" or "99+")], "oldest": age of the oldest item of the gravest waiting band, "alarm"}.

    Empty for everybody but officers.
    """
    if not user.has(*OFFICERS):
        return {}
    queue, now = Item.objects.waiting(), timezone.now()
    counts = queue.by_band()
    oldest = queue.oldest(counts[0][0]) if counts else None
    since = presenters.age(oldest, now) if oldest else ""
    return {"waiting": presenters.bands(counts), "oldest": since, "alarm": alarm(user)}


def alarm(user: User) -> dict[str, Any]:
    """The items of the highest band that this officer has not answered: the gravest in words, all their ids."""
    ringing = list(Item.objects.unacknowledged(user).for_list().most_dangerous_first()[:KNOWN])
    names = registry.name([member for item in ringing[:SHOWN] for member in presenters.members_of(item)[:3]])
    now = timezone.now()
    ids = [str(item.pk) for item in ringing]
    return {
        "rows": [presenters.Row(item, names, user, now, text=False) for item in ringing[:SHOWN]],
        "more": len(ringing) - len(ringing[:SHOWN]),
        "ids": ids,
        "mark": blake2b(",".join(ids).encode(), digest_size=8).hexdigest() if ids else "",
        "sound": bool(ringing) and Preferences.of(user).sound_alarm,
    }
