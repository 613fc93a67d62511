"""What was watched, and when."""

import uuid
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from portcullis.accounts.http import Request
from portcullis.accounts.roles import OFFICERS, Role, allow
from portcullis.monitor.day import bounds
from portcullis.monitor.models import Coverage, Gap, Source
from portcullis.monitor.presenters import COLUMNS, WORDS, GapFacts, SourceDay, day_asked

READERS = (*OFFICERS, Role.ADMINISTRATOR, Role.INFORMATION, Role.AUDITOR)


@allow(*READERS)
def coverage(request: Request) -> HttpResponse:
    """One day, source by source."""
    now = timezone.now()
    day = day_asked(request.GET.get("day", ""), timezone.localdate())
    start, end = bounds(day)
    rows, gaps = Coverage.objects.between(start, end), Gap.objects.touching(start, end)
    days = [
        SourceDay(
            source, [r for r in rows if r.source == source.name], [g for g in gaps if g.source == source.name], day, now
        )
        for source in Source.objects.all()
    ]
    context = {
        "title": "Coverage", "day": day, "days": days, "columns": [WORDS[seen] for seen in COLUMNS],
        "kinds": [(seen.value, WORDS[seen]) for seen in COLUMNS], "previous": day - timedelta(days=1),
        "next": day + timedelta(days=1) if day < timezone.localdate() else None,
    }  # fmt: skip
    return render(request, "monitor/coverage.html", context, using="jinja2")


@allow(*READERS)
def gap(request: Request, pk: uuid.UUID) -> HttpResponse:
    """One gap: what may have been missed, what was recovered."""
    found = get_object_or_404(Gap, pk=pk)
    rows = Coverage.objects.filter(source=found.source)
    facts = GapFacts(
        found,
        before=rows.between(found.start - timedelta(hours=1), found.start.replace(second=0, microsecond=0)),
        within=rows.between(found.start.replace(second=0, microsecond=0), found.end),
    )
    day = timezone.localdate(found.start)
    return render(
        request, "monitor/gap.html", {"title": "Gap", "facts": facts, "gap": found, "day": day}, using="jinja2"
    )
