"""What the header of every officer's page says about the queue."""

from typing import Any

from portcullis.accounts.models import User
from portcullis.accounts.roles import OFFICERS
from portcullis.casework.models import Item


def waiting(user: User) -> dict[str, Any]:
    """{"waiting": [(band, "12" or "99+")], "oldest": when the oldest item of the gravest waiting band was captured}.

    Empty for everybody but officers.
    """
    if not user.has(*OFFICERS):
        return {}
    bands = Item.objects.waiting().by_band()
    oldest = Item.objects.waiting().oldest(bands[0][0]) if bands else None
    return {"waiting": bands, "oldest": oldest}
