"""Parliaments and their dissolution: when every enrolment of their Members lapses."""

from django.http import HttpResponse
from django.urls import reverse

from portcullis.accounts.http import Request
from portcullis.accounts.roles import Role, allow
from portcullis.members import actions
from portcullis.members.forms import DissolutionForm
from portcullis.members.models import Term
from portcullis.members.views import steps


@allow(Role.ADMINISTRATOR)
def parliaments(request: Request) -> HttpResponse:
    form = DissolutionForm(request.POST or None)

    def change() -> None:
        said = form.cleaned_data
        actions.record_dissolution(request.auditor, said["name"], said["house"], said["day"], said["reason"])

    if request.method == "POST" and steps.attempt(form, change):
        return steps.done(request, reverse("parliaments"), "Recorded.")
    terms = Term.objects.current().order_by("-recorded_at")
    return steps.show(request, "parliaments", "Parliaments and dissolution", form, terms=terms)
