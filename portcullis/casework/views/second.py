"""Blind second readings, and how far the readers agree."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from portcullis.accounts.http import Request
from portcullis.accounts.roles import OFFICERS, Role, allow
from portcullis.casework import actions
from portcullis.casework.agreement import kappa, observed
from portcullis.casework.errors import CaseworkError
from portcullis.casework.forms import Decide
from portcullis.casework.models import SecondReading
from portcullis.casework.outcomes import Outcome, Reason
from portcullis.casework.presenters import age, reference
from portcullis.casework.views.item import ANSWERS, content

AT_ONCE = 50


@allow(*OFFICERS)
@require_safe
def readings(request: Request) -> HttpResponse:
    """What waits for this officer's second reading. Nothing here says what the first officer decided."""
    waiting = SecondReading.objects.waiting_for(request.user).select_related("decision__item")[: AT_ONCE + 1]
    now = timezone.now()
    rows = [(one, reference(one.decision.item), age(one.asked_at, now)) for one in waiting]
    context = {"title": "Second reading", "rows": rows[:AT_ONCE], "more": len(rows) > AT_ONCE}
    return render(request, "casework/readings.html", context, using="jinja2")


@allow(*OFFICERS)
@require_http_methods(["GET", "POST"])
def reading(request: Request, pk: UUID) -> HttpResponse:
    waiting = SecondReading.objects.waiting_for(request.user).select_related("decision__item")
    one, form = get_object_or_404(waiting, pk=pk), Decide(request.POST or None)
    if form.is_valid():
        try:
            actions.read_second(request.auditor, request.user, one, **form.cleaned_data)
        except CaseworkError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Your second reading is on record.")
        return redirect("second-reading")
    item = one.decision.item
    actions.open_item(request.auditor, request.user, item, Reason.SECOND_READING)
    context = content(item, "all" in request.GET)
    context |= {"title": f"Second reading: item {reference(item)}", "reading": one, "form": form, "answers": ANSWERS}
    return render(request, "casework/reading.html", context | {"error_count": len(form.errors)}, using="jinja2")


@allow(Role.SENIOR)
@require_safe
def agreement(request: Request) -> HttpResponse:
    """How far two readers agree, and each decision on which they differ."""
    answers = SecondReading.objects.answers()
    share, k = observed(answers), kappa(answers)
    done = SecondReading.objects.done().select_related("decision__item", "decision__by", "by").order_by("-at")
    differ = [
        (reference(one.decision.item), one, Outcome(one.decision.outcome).label, Outcome(one.outcome).label)
        for one in done
        if one.outcome != one.decision.outcome
    ]
    context = {
        "title": "Agreement between readers",
        "n": len(answers),
        "share": None if share is None else f"{share:.0%}",
        "kappa": None if k is None else f"{k:.2f}",
        "differ": differ[:AT_ONCE],
        "more": len(differ) > AT_ONCE,
    }
    return render(request, "casework/agreement.html", context, using="jinja2")
