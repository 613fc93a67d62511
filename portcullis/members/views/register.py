"""The list of Members, and a Member's page for administrators."""

import uuid
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from portcullis.accounts.http import Request
from portcullis.accounts.models import User
from portcullis.accounts.roles import OFFICERS, Role, allow
from portcullis.members import actions
from portcullis.members.days import day_of
from portcullis.members.errors import Refused
from portcullis.members.forms import CorrectionForm, FilterForm, LeavingForm, PersonForm, keep_time
from portcullis.members.models import Enrolment, Member
from portcullis.members.presenters import account_lines, account_name, delegates_of, history, list_lines
from portcullis.members.views import steps

PAGE = 50


def _back(member: Member) -> str:
    return steps.address("member", member)


@allow(*OFFICERS, Role.ADMINISTRATOR)
def members(request: Request) -> HttpResponse:
    """Everybody in the register, or those whom the filters in the address choose."""
    form, now = FilterForm(request.GET), timezone.now()
    form.is_valid()
    found = Member.objects.matching(form.cleaned_data.get("q", ""))
    opted = form.cleaned_data.get("opted", "")
    if opted:
        found = found.opted_in(now) if opted == "in" else found.opted_out(now)
    number = int(page) if (page := request.GET.get("page", "")).isdecimal() and len(page) < 6 else 0
    rows = list(found[number * PAGE : (number + 1) * PAGE + 1])

    def at(page: int) -> str:
        kept = {"q": form.cleaned_data.get("q", ""), "opted": opted, "page": str(page) if page else ""}
        return "?" + urlencode({key: value for key, value in kept.items() if value})

    return steps.show(
        request, "list", "Members", lines=list_lines(rows[:PAGE], now), filters=form,
        previous=at(number - 1) if number else "", next=at(number + 1) if len(rows) > PAGE else "",
        filtered=bool(opted or form.cleaned_data.get("q")), administrator=request.user.has(Role.ADMINISTRATOR),
    )  # fmt: skip


@allow(Role.ADMINISTRATOR)
def member(request: Request, member_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Member.objects.select_related("user"), pk=member_id)
    lines = account_lines(found)
    return steps.show(
        request, "member", found.name, member=found, lines=lines, history=history(found), delegates=delegates_of(found),
        may_opt_in=any(line.state in {"never", "out"} for line in lines),
        may_opt_out=any(line.state in {"watched", "from"} for line in lines),
    )  # fmt: skip


@allow(Role.ADMINISTRATOR)
def opt_in(request: Request, member_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Member, pk=member_id)
    return steps.opt_in(request, found, _back(found), own=False)


@allow(Role.ADMINISTRATOR)
def opt_out(request: Request, member_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Member, pk=member_id)
    return steps.opt_out(request, found, _back(found), own=False)


@allow(Role.ADMINISTRATOR)
def add_account(request: Request, member_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Member, pk=member_id)
    return steps.add_account(request, found, _back(found))


@allow(Role.ADMINISTRATOR)
def retire_account(request: Request, member_id: uuid.UUID, account_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Member, pk=member_id)
    return steps.retire_account(request, found, account_id, _back(found))


@allow(Role.ADMINISTRATOR)
def correct(request: Request, member_id: uuid.UUID, line: uuid.UUID) -> HttpResponse:
    """Say that an enrolment was really in force at other times."""
    found = get_object_or_404(Member, pk=member_id)
    current = Enrolment.objects.current().select_related("account__member").filter(account__member=found)
    old = get_object_or_404(current, line=line)
    days = {"since": day_of(old.in_force_from), "until": day_of(old.in_force_to) if old.in_force_to else None}
    form = CorrectionForm(request.POST or None, initial=days)

    def change() -> None:
        said = form.cleaned_data
        since, until = keep_time(said["since"], old.in_force_from), keep_time(said["until"], old.in_force_to)
        assert since is not None
        actions.correct(request.auditor, old, since, since if said["never"] else until, said["reason"])

    if request.method == "POST" and steps.attempt(form, change):
        return steps.done(request, _back(found), "Corrected. What was recorded before stays on record.")
    title = f"Correct the enrolment of {account_name(old.account)}"
    return steps.show(request, "correct", title, form, member=found, back=_back(found), old=old)


@allow(Role.ADMINISTRATOR)
def leaving(request: Request, member_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Member, pk=member_id)
    form = LeavingForm(request.POST or None)

    def change() -> None:
        said = form.cleaned_data
        if said["what"] == "returned":
            actions.record_return(request.auditor, found, said["day"], said["reason"])
        else:
            day = said["day"] if said["what"] == "left" else None
            actions.record_leaving(request.auditor, found, day, said["reason"])

    if request.method == "POST" and steps.attempt(form, change):
        return steps.done(request, _back(found), "Recorded.")
    return steps.show(request, "leaving", "Leaving and returning", form, member=found, back=_back(found))


@allow(Role.ADMINISTRATOR)
def sign_in_of(request: Request, member_id: uuid.UUID) -> HttpResponse:
    """Which user is this Member."""
    found = get_object_or_404(Member, pk=member_id)
    form = PersonForm(request.POST or None)

    def change() -> None:
        user = User.objects.filter(username=form.cleaned_data["username"]).first()
        if user is None:
            raise Refused("Nobody has this sign-in name. Make the user first, on the page Users.")
        actions.give_sign_in(request.auditor, found, user)

    if request.method == "POST" and steps.attempt(form, change):
        return steps.done(request, _back(found), "Recorded.")
    return steps.show(
        request, "sign_in", "The Member's sign-in", form, member=found, back=reverse("member", args=[found.pk])
    )
