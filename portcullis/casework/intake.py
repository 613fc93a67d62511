"""The only door into casework. Every function runs in the caller's transaction, in batches, and may be repeated.

`hold` keeps candidates; `gone` and `edited` note what the platform said later about posts that are held;
`circumstances` says what held items alone tell about an author and a Member.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

import msgspec
from django.utils import timezone

from portcullis.casework import batch
from portcullis.casework.keys import digest, post_key
from portcullis.casework.models import Addressing, Item, PlatformEvent
from portcullis.casework.outcomes import DISMISSED
from portcullis.casework.rows import Identity, Row, Writer, identity
from portcullis.core.assessment import Assessment
from portcullis.core.candidate import Candidate
from portcullis.core.post import Deletion, Post
from portcullis.core.priority import Circumstances

VERSIONS = 20  # of one post: a thousand versions held and a thousand edits would be a million notes
Fresh = dict[Identity, tuple[UUID, Candidate]]


class Receipt(msgspec.Struct, frozen=True):
    """How many candidates became items, how many were held already, and the new items' ids in the order given."""

    written: int
    duplicates: int
    item_ids: tuple[UUID, ...]


def hold(candidates: Sequence[Candidate], source: str, captured_at: datetime) -> Receipt:
    """Hold each candidate once, however often it comes. `captured_at`: now; `source`: the connector's name."""
    fresh: Fresh = {}
    for candidate in candidates:
        fresh.setdefault(identity(candidate.post), (uuid4(), candidate))
    write = Writer(captured_at)
    stored = batch.insert(Item, [write.item(new, key, one, source) for key, (new, one) in fresh.items()])
    written = list(fresh.values()) if stored == len(fresh) else _ours(fresh)
    batch.insert(Addressing, [row for new, one in written for row in write.addressings(new, one)])
    return Receipt(len(written), len(candidates) - len(written), tuple(new for new, _ in written))


def _ours(fresh: Fresh) -> list[tuple[UUID, Candidate]]:
    """Those that were written just now: the item that is held carries the id that we gave."""
    held = {item for versions in batch.held([key for key, _ in fresh]).values() for _, item in versions}
    return [(new, candidate) for new, candidate in fresh.values() if new in held]


def gone(deletions: Sequence[Deletion]) -> int:
    """Note on each held item that its post is gone from the platform. Returns how many notes were new."""
    at = {post_key(one.platform, one.id): one.witnessed_at for one in deletions}
    held = batch.held(list(at)).items()
    write = Writer(timezone.now())
    return batch.insert(PlatformEvent, [write.deleted(item, at[key]) for key, versions in held for _, item in versions])


def edited(
    edits: Sequence[tuple[Post, Candidate | Assessment | None]], source: str = "", captured_at: datetime | None = None
) -> int:
    """Note on each held item that its post has a new version. Returns how many notes and items were new.

    Beside the post goes what we think of the new version: None if it is no candidate (then only the change is noted),
    its Assessment, or the whole Candidate; with the Candidate, a post that was not held until now becomes a new item.
    Where very many versions of one post are held, the newest of them get the note.
    """
    now = captured_at or timezone.now()
    write = Writer(now)
    held = batch.held([post_key(post.platform, post.id) for post, _ in edits])
    notes: list[Row] = []
    unheld: list[Candidate] = []
    for post, view in edits:
        key, version = identity(post)
        if key in held:
            assessment = view.assessment if isinstance(view, Candidate) else view
            others = [item for other, item in held[key] if other != version]
            notes += [write.changed(item, post, assessment) for item in others[:VERSIONS]]
        elif isinstance(view, Candidate):
            unheld.append(view)
    return batch.insert(PlatformEvent, notes) + hold(unheld, source, now).written


def circumstances(pairs: Sequence[tuple[str, str, str]]) -> dict[tuple[str, str, str], Circumstances]:
    """For each (platform, author id, Member id): how many held items came before, to that Member and to others.

    Items that an officer found to be lawful criticism, or not directed at the Member, do not count against anybody.
    """
    authors = {pair: digest(pair[0], pair[1]) for pair in pairs}
    counts = batch.counts_by_author(list(set(authors.values())), DISMISSED)
    found = {}
    for pair, author in authors.items():
        to = counts.get(author, Counter[str]())
        same = to.get(pair[2], 0)
        found[pair] = Circumstances(earlier_to_member=same, earlier_to_others=sum(to.values()) - same)
    return found
