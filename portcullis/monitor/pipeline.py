"""Decide, then record. Deciding writes nothing; recording is one transaction with the cursor: exactly once."""

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Protocol

import msgspec
import structlog
from django.db import transaction
from django.utils import timezone

from portcullis.casework import intake
from portcullis.core.addressee import Addressing
from portcullis.core.assessment import Assessment
from portcullis.core.candidate import Candidate
from portcullis.core.cascade import Cascade
from portcullis.core.gate import Gate
from portcullis.core.post import Deletion, Post, Renaming
from portcullis.core.priority import Circumstances, place
from portcullis.members import registry
from portcullis.monitor import coverage
from portcullis.monitor.halving import halved
from portcullis.monitor.ledger import LATE, Ledger, Tally, minute_of
from portcullis.monitor.poison import apart
from portcullis.sources.stream import Batch, Directed, Gap

log = structlog.get_logger()
Pair = tuple[str, str, str]
UNASSESSED, UNRECORDED = "could not be assessed", "could not be recorded"


class Keeper(Protocol):
    """The gate in force, and which accounts are under the service."""

    def current(self) -> Gate: ...

    def watches(self, platform: str, account: str) -> bool: ...


class Arrival(msgspec.Struct, frozen=True):
    """A batch as it came from one source at one service."""

    source: str
    service: str
    batch: Batch


class Outcome(msgspec.Struct):
    """What one arrival leads to: the effects still to be recorded. Non-candidates are already forgotten."""

    source: str
    service: str
    cursor: str
    received_at: float
    minute: datetime
    tally: Tally
    candidates: list[Candidate] = msgspec.field(default_factory=list)
    edits: list[tuple[Post, Candidate | Assessment | None]] = msgspec.field(default_factory=list)
    deletions: list[Deletion] = msgspec.field(default_factory=list)
    renamings: list[Renaming] = msgspec.field(default_factory=list)
    gaps: list[Gap] = msgspec.field(default_factory=list)

    @property
    def urgent(self) -> bool:
        """Does somebody wait for it? Counts, cursors and deletions may wait for company."""
        return bool(self.candidates or self.edits or self.gaps or self.renamings)


class Recorded(msgspec.Struct):
    """What one transaction wrote. `counts` is what it added to coverage."""

    counts: Ledger
    written: int = 0
    duplicates: int = 0


class Pipeline:
    """One for all sources. `decide` and `record` may run at the same time, each in one thread."""

    def __init__(self, cascade: Cascade, keeper: Keeper, *, keep_cursor: bool = True) -> None:
        self.cascade, self.keeper, self.keep_cursor = cascade, keeper, keep_cursor
        self._committing = threading.Lock()
        self._unrecorded: Counter[Pair] = Counter()

    def decide(self, arrivals: Sequence[Arrival]) -> list[Outcome]:
        """The effects of these arrivals, in order. The gate is asked again: who opted out meanwhile is not looked at.

        Raises only DatabaseError; a repeat is safe, for nothing is written.
        """
        gate, now = self.keeper.current(), timezone.now()
        admitted = [_admitted(gate, arrival.batch) for arrival in arrivals]
        judged = self._assess([directed for group in admitted for directed in group])
        outcomes = [self._opened(arrival, len(group), now) for arrival, group in zip(arrivals, admitted, strict=True)]
        if any(admitted):
            with self._committing:
                known, waiting = self._circumstances(admitted), Counter(self._unrecorded)
                for outcome, group in zip(outcomes, admitted, strict=True):
                    for directed in group:
                        _decide_one(outcome, directed, next(judged), known, waiting)
                self._unrecorded = waiting
        for arrival, outcome in zip(arrivals, outcomes, strict=True):
            _note_edits(outcome, arrival.batch)
        return outcomes

    def record(self, outcomes: Sequence[Outcome], counts: Ledger, beats: Sequence[coverage.Beat] = ()) -> Recorded:
        """Everything in one transaction, each source's newest cursor included.

        `counts` are seconds of coverage that belong to no arrival. Raises DatabaseError if the database is at
        fault; then nothing was written, and the same call may be made again.
        """
        with self._committing:
            with transaction.atomic():
                recorded = Recorded(Ledger())
                recorded.counts.add(counts)
                for source in dict.fromkeys(outcome.source for outcome in outcomes):
                    _record_source([outcome for outcome in outcomes if outcome.source == source], recorded)
                coverage.add(recorded.counts)
                coverage.beat(beats)
                if self.keep_cursor:
                    coverage.keep({(one.source, one.service): one.cursor for one in outcomes if one.cursor})
            self._unrecorded -= Counter(pair for o in outcomes for one in o.candidates for pair in _pairs(one))
        return recorded

    def _assess(self, group: Sequence[Directed]) -> Iterator[Assessment | None]:
        return iter(halved(lambda some: self.cascade.assess([one.post.text for one in some]), group, _unassessed))

    def _circumstances(self, groups: Sequence[Sequence[Directed]]) -> dict[Pair, Circumstances]:
        return intake.circumstances(
            list(dict.fromkeys(pair for group in groups for directed in group for pair in _pairs(directed)))
        )

    def _opened(self, arrival: Arrival, directed: int, now: datetime) -> Outcome:
        batch, keeper = arrival.batch, self.keeper
        minute = minute_of(batch.witnessed_at, now)
        tally = Tally(read=batch.read, posts=batch.posts, directed=directed, unreadable=Counter(batch.unreadable))
        tally.recovered = batch.read if now - minute > LATE else 0
        return Outcome(
            arrival.source, arrival.service, batch.cursor, batch.received_at, minute, tally, deletions=batch.deletions,
            renamings=[one for one in batch.renamings if keeper.watches(one.platform, one.account)], gaps=batch.gaps,
        )  # fmt: skip


def _unassessed(directed: Directed, error: Exception) -> None:
    log.error("post not assessed", error=type(error).__name__, **_named(directed))


def _admitted(gate: Gate, batch: Batch) -> list[Directed]:
    """What the gate lets through now, with the Members that it is directed at now."""
    asked = [(directed, _addressed(gate, directed.post)) for directed in batch.directed]
    return [Directed(directed.post, addressed, directed.edited) for directed, addressed in asked if addressed]


def _addressed(gate: Gate, post: Post) -> tuple[Addressing, ...]:
    lane = gate.on(post.platform)
    if lane is None:
        return ()
    return lane.directed(
        author=post.author.id,
        mentions=[mention.account for mention in post.mentions],
        parent=post.parent.author if post.parent else "",
        root=post.root.author if post.root else "",
        quoted=post.quoted.author if post.quoted else "",
        text=post.text,
        witnessed_at=post.witnessed_at,
    )


def _pairs(one: Directed | Candidate) -> list[Pair]:
    post = one.post
    return list(dict.fromkeys((post.platform, post.author.id, addressing.member) for addressing in one.addressed))


def _emptied(post: Post) -> Post:
    return msgspec.structs.replace(post, text="", raw=b"", mentions=())


def _decide_one(
    outcome: Outcome,
    directed: Directed,
    assessment: Assessment | None,
    known: dict[Pair, Circumstances],
    waiting: Counter[Pair],
) -> None:
    """Placed by the gravest circumstances among the Members it is directed at; unrecorded candidates count too."""
    if assessment is None:
        outcome.tally.unreadable[UNASSESSED] += 1
        return
    pairs = _pairs(directed)
    each = [known.get(pair, Circumstances()) for pair in pairs]
    to_member = max((one.earlier_to_member + waiting[pair] for one, pair in zip(each, pairs, strict=True)), default=0)
    to_others = max((one.earlier_to_others for one in each), default=0)
    priority = place(assessment, Circumstances(to_member, to_others))
    candidate = Candidate(directed.post, directed.addressed, assessment, priority) if priority else None
    if candidate:
        outcome.tally.candidates += 1
    if directed.edited:
        outcome.edits.append((directed.post if candidate else _emptied(directed.post), candidate))
    elif candidate:
        outcome.candidates.append(candidate)
        waiting.update(pairs)


def _note_edits(outcome: Outcome, batch: Batch) -> None:
    """An edit that is directed at nobody with an enrolment in force: that it happened, and nothing of what it says."""
    decided = {(post.id, post.version) for post, _ in outcome.edits}
    for edit in batch.edits:
        if (edit.post.id, edit.post.version) not in decided:
            outcome.edits.append((_emptied(edit.post), None))


def _record_source(outcomes: Sequence[Outcome], recorded: Recorded) -> None:
    """In the order in which things happen to a post: captured, changed, gone."""
    source, now = outcomes[0].source, timezone.now()
    for outcome in outcomes:
        recorded.counts.at(source, outcome.minute).add(outcome.tally)
    newest = recorded.counts.at(source, outcomes[-1].minute)

    def failed(subject: object, error: Exception) -> None:
        newest.unreadable[UNRECORDED] += 1
        log.error("not recorded", source=source, error=type(error).__name__, **_named(subject))

    for receipt in apart(lambda some: intake.hold(some, source, now), _all(outcomes, "candidates"), failed):
        recorded.written += receipt.written
        recorded.duplicates += receipt.duplicates
        newest.duplicates += receipt.duplicates
    apart(lambda some: intake.edited(some, source, now), _all(outcomes, "edits"), failed)
    apart(intake.gone, _all(outcomes, "deletions"), failed)
    apart(_rename, _all(outcomes, "renamings"), failed)
    apart(lambda some: coverage.gaps(source, some), _all(outcomes, "gaps"), failed)


def _all(outcomes: Sequence[Outcome], effect: str) -> list[Any]:
    return [one for outcome in outcomes for one in getattr(outcome, effect)]


def _rename(renamings: Sequence[Renaming]) -> None:
    for renaming in renamings:
        registry.renamed(renaming.platform, renaming.account, renaming.handle)


def _named(subject: Any) -> dict[str, str]:
    """What a log may say about something that failed: what it is, and the platform's immutable id."""
    kind, post = type(subject).__name__.lower(), getattr(subject, "post", subject)
    if isinstance(subject, tuple):
        kind, post = "edit", subject[0]
    return {"kind": kind, "platform": getattr(post, "platform", ""), "id": getattr(post, "id", "")[:200]}
