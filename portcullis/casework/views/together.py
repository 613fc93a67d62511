"""The same decision on posts that are nearly the same, after a page that shows each of them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portcullis.accounts.http import Request
from portcullis.accounts.roles import OFFICERS, allow
from portcullis.casework import actions
from portcullis.casework.alike import alike
from portcullis.casework.errors import CaseworkError
from portcullis.casework.forms import DecideTogether
from portcullis.casework.models import Item
from portcullis.casework.presenters import Row, members_of
from portcullis.casework.views.item import ANSWERS
from portcullis.members import registry

LOOKED_AT = 2_000
TOGETHER = 100


@allow(*OFFICERS)
@require_http_methods(["GET", "POST"])
def together(request: Request, pk: UUID) -> HttpResponse:
    """Only posts that are near-identical to this one can be chosen; the server looks for them again on each request."""
    seed, now = get_object_or_404(Item.objects.waiting(), pk=pk), timezone.now()
    free = Item.objects.waiting().free_for(request.user, now).most_dangerous_first()
    looked_at = list(free.exclude(pk=pk).values_list("pk", "text")[: LOOKED_AT + 1])
    same = alike(seed.text, looked_at[:LOOKED_AT])
    chosen = [pk, *same[: TOGETHER - 1]]
    form = DecideTogether(request.POST or None, choices=[(str(one), str(one)) for one in chosen])
    if form.is_valid():
        try:
            items = [UUID(one) for one in form.cleaned_data["items"]]
            answer = form.cleaned_data["outcome"], form.cleaned_data["reason"]
            made, left = actions.decide_together(request.auditor, request.user, items, *answer)
        except CaseworkError as error:
            form.add_error(None, str(error))
        else:
            _say(request, len(made), len(left))
            return redirect("queue")
    actions.show_in_list(request.auditor, chosen, "alike")
    found = {item.pk: item for item in Item.objects.filter(pk__in=chosen).for_list()}
    items_ = [found[one] for one in chosen]
    names = registry.name([member for item in items_ for member in members_of(item)[:3]])
    context = {
        "title": "Decide near-identical posts together",
        "seed": seed,
        "rows": [Row(item, names, request.user, now, text=True) for item in items_],
        "ticked": set(request.POST.getlist("items")) if request.method == "POST" else {str(one) for one in chosen},
        "looked_at": min(len(looked_at), LOOKED_AT),
        "more_waiting": len(looked_at) > LOOKED_AT,
        "left_out": len(same) - len(same[: TOGETHER - 1]),
        "form": form,
        "error_count": len(form.errors),
        "answers": ANSWERS,
    }
    return render(request, "casework/together.html", context, using="jinja2")


def _say(request: Request, made: int, left: int) -> None:
    says = f"{made} posts are decided." if made != 1 else "One post is decided."
    if left:
        says += f" {left} were left out: another officer holds or decided them meanwhile."
    messages.success(request, says)
