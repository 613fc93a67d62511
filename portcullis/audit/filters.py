"""Which entries a page of the log shows. The filters live in the address; so does the place, as an entry's digest."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from portcullis.audit.models import Entry
from portcullis.audit.sentences import SENTENCES, Sentence, sentence

A_PAGE = 50


@dataclass(frozen=True)
class Filters:
    """`who` is a user name or a job; `what` an action; `about` a subject such as "item:…"; days are UK days."""

    who: str = ""
    what: str = ""
    about: str = ""
    since: date | None = None
    until: date | None = None
    before: str = ""
    problems: tuple[str, ...] = ()

    @classmethod
    def of(cls, query: QueryDict) -> "Filters":
        problems: list[str] = []
        since, until = (_day(query.get(name, ""), name, problems) for name in ("since", "until"))
        texts = {
            name: query.get(name, "").replace("\x00", "").strip()[:150] for name in ("who", "what", "about", "before")
        }
        return cls(**texts, since=since, until=until, problems=tuple(problems))

    def named(self) -> dict[str, str]:
        """Those in use, for the log."""
        used = {"who": self.who, "what": self.what, "about": self.about, "since": self.since, "until": self.until}
        return {name: str(value) for name, value in used.items() if value}

    def address(self, before: str = "") -> str:
        query = QueryDict(mutable=True)
        query.update(self.named() | ({"before": before} if before else {}))
        return "?" + query.urlencode()


def _day(text: str, name: str, problems: list[str]) -> date | None:
    if not text:
        return None
    try:
        day: date | None = date.fromisoformat(text)
    except ValueError:
        day = None
    if day and 1900 <= day.year <= 2200:  # near the ends of the calendar, another zone's midnight does not exist
        return day
    problems.append(name)
    return None


@dataclass(frozen=True)
class Page:
    lines: list[Sentence]
    earlier: str


def page(filters: Filters) -> Page:
    """Newest first. `earlier` is the address of the next page, empty at the end."""
    entries = list(_matching(filters)[: A_PAGE + 1])
    earlier = filters.address(entries[A_PAGE - 1].digest) if len(entries) > A_PAGE else ""
    return Page([sentence(entry) for entry in entries[:A_PAGE]], earlier)


def _matching(filters: Filters) -> Any:
    found = Entry.objects.order_by("-sequence")
    wanted = {"actor_name": filters.who, "action": filters.what, "subject": filters.about}
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    if filters.since:
        found = found.filter(at__gte=_midnight(filters.since))
    if filters.until:
        found = found.filter(at__lt=_midnight(filters.until + timedelta(days=1)))
    if filters.before:
        last = Entry.objects.filter(digest=filters.before).values_list("sequence", flat=True).first()
        found = found.filter(sequence__lt=last or 0)
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def actions_known() -> list[tuple[str, str]]:
    """For the filter: every action, as the words that name it."""
    return sorted(((name, words[0]) for name, words in SENTENCES.items()), key=lambda pair: pair[1])
