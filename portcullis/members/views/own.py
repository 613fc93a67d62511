"""A Member's own page, for the Member and those whom they let in. Nobody else's id is found here."""

import uuid

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST

from portcullis.accounts.http import Request
from portcullis.accounts.models import User
from portcullis.accounts.roles import MEMBERS, Role, allow
from portcullis.members import actions, registry
from portcullis.members.errors import Refused
from portcullis.members.forms import AlertForm, PersonForm
from portcullis.members.models import Delegation, Member
from portcullis.members.presenters import OWN_PAGE, account_lines, alerts_of, delegates_of
from portcullis.members.views import steps


def _own(request: Request, member_id: uuid.UUID) -> Member:
    if str(member_id) not in registry.members_of(request.user):
        raise Http404
    return Member.objects.get(pk=member_id)


def _back(member: Member) -> str:
    return steps.address("my-member", member)


@allow(*MEMBERS)
def mine(request: Request) -> HttpResponse:
    """Straight to the one Member's page; a choice if there are several."""
    ids = registry.members_of(request.user)
    if len(ids) == 1:
        return HttpResponseRedirect(reverse("my-member", args=ids))
    members = Member.objects.filter(pk__in=ids)
    return steps.show(
        request, "choose", "Members you act for" if ids else "Nobody is linked to you yet", members=members
    )


@allow(*MEMBERS)
def my_member(request: Request, member_id: uuid.UUID) -> HttpResponse:
    member = _own(request, member_id)
    return _page(request, member, AlertForm(initial={"choice": alerts_of(member)}), PersonForm())


def _page(request: Request, member: Member, alerts: AlertForm, person: PersonForm) -> HttpResponse:
    lines = account_lines(member)
    wrong = next((form for form in (alerts, person) if form.errors), None)
    return steps.show(
        request, "my", member.name, wrong, member=member, lines=lines, alerts=alerts, person=person,
        delegates=delegates_of(member), promises=OWN_PAGE, held=_held(),
        may_opt_in=any(line.state in {"never", "out"} for line in lines),
        may_opt_out=any(line.state in {"watched", "from"} for line in lines),
        watched=any(line.state == "watched" for line in lines), is_self=request.user.has(Role.MEMBER),
    )  # fmt: skip


def _held() -> str:
    """The page of what is held: casework supplies it."""
    try:
        return reverse("my-held")
    except NoReverseMatch:
        return ""


@allow(*MEMBERS)
def opt_in(request: Request, member_id: uuid.UUID) -> HttpResponse:
    member = _own(request, member_id)
    return steps.opt_in(request, member, _back(member), own=True)


@allow(*MEMBERS)
def opt_out(request: Request, member_id: uuid.UUID) -> HttpResponse:
    member = _own(request, member_id)
    return steps.opt_out(request, member, _back(member), own=True)


@allow(*MEMBERS)
def add_account(request: Request, member_id: uuid.UUID) -> HttpResponse:
    member = _own(request, member_id)
    return steps.add_account(request, member, _back(member))


@allow(*MEMBERS)
def retire_account(request: Request, member_id: uuid.UUID, account_id: uuid.UUID) -> HttpResponse:
    member = _own(request, member_id)
    return steps.retire_account(request, member, account_id, _back(member))


@allow(*MEMBERS)
@require_POST
def alerts(request: Request, member_id: uuid.UUID) -> HttpResponse:
    member = _own(request, member_id)
    form = AlertForm(request.POST)
    if steps.attempt(form, lambda: actions.prefer_alerts(request.auditor, member, form.cleaned_data["choice"])):
        return steps.done(request, _back(member), "Your choice of alerts is saved.")
    return _page(request, member, form, PersonForm())


@allow(Role.MEMBER)
@require_POST
def let_in(request: Request, member_id: uuid.UUID) -> HttpResponse:
    """A Member lets somebody act for them. Only the Member can."""
    member = _own(request, member_id)
    form = PersonForm(request.POST)

    def change() -> None:
        user = User.objects.filter(username=form.cleaned_data["username"], is_active=True).first()
        if user is None or not user.has(Role.DELEGATE):
            raise Refused("No Member's delegate has this sign-in name. Ask the administrator to make one first.")
        actions.grant(request.auditor, member, user)

    if steps.attempt(form, change):
        return steps.done(request, _back(member), "This person can now act for you.")
    return _page(request, member, AlertForm(initial={"choice": alerts_of(member)}), form)


@allow(Role.MEMBER)
def shut_out(request: Request, member_id: uuid.UUID, delegation_id: uuid.UUID) -> HttpResponse:
    member = _own(request, member_id)
    delegation = get_object_or_404(Delegation.objects.select_related("user", "member"), pk=delegation_id, member=member)
    if request.method == "POST":
        try:
            actions.end_grant(request.auditor, delegation)
        except Refused as error:
            return steps.done(request, _back(member), str(error))
        return steps.done(request, _back(member), "This person can no longer act for you.")
    title = f"Stop {delegation.user} acting for you"
    return steps.show(request, "shut_out", title, member=member, back=_back(member))
