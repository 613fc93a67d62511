"""Six officers claim one item at once, twenty times over: run against a real database, in a process of its own."""

import threading
from uuid import UUID

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from portcullis.accounts.models import User  # noqa: E402
from portcullis.accounts.roles import Role  # noqa: E402
from portcullis.audit.auditor import Auditor  # noqa: E402
from portcullis.casework import actions, intake  # noqa: E402
from portcullis.casework.errors import HeldByAnother  # noqa: E402
from portcullis.casework.models import Item  # noqa: E402
from portcullis.casework.tests.posts import NOW, candidate, post  # noqa: E402

ROUNDS = 20


def race(users: list[User], item: UUID) -> list[UUID]:
    """Who won. Every other officer must have been refused by name."""
    start = threading.Barrier(len(users))
    won: list[UUID] = []
    lost: list[UUID] = []

    def claim(user: User) -> None:
        start.wait()
        try:
            actions.claim(Auditor.person(user), user, item)
            won.append(user.pk)
        except HeldByAnother:
            lost.append(user.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=claim, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(won) + len(lost) == len(users), "an officer got no answer"
    return won


def main() -> None:
    call_command("migrate", verbosity=0)
    users = [User.objects.create_user(f"u{number}", Role.OFFICER) for number in range(6)]
    ids = intake.hold([candidate(post(str(number))) for number in range(ROUNDS)], "test", NOW).item_ids
    for item in ids:
        won = race(users, item)
        assert len(won) == 1, f"{len(won)} officers hold one item"
        assert Item.objects.get(pk=item).held_by_id == won[0]
    print("one holder each", ROUNDS)  # noqa: T201


main()
