"""What a Member does on their own page, and an administrator on the Member's: the same steps, the same words."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from portcullis.accounts.http import Request
from portcullis.members import actions
from portcullis.members.errors import Refused
from portcullis.members.forms import AccountForm, ConsentForm, OptForm
from portcullis.members.models import Member
from portcullis.members.presenters import account_lines, account_name


def done(request: Request, back: str, says: str) -> HttpResponse:
    messages.success(request, says)
    return HttpResponseRedirect(back)


def attempt(form: Form, change: Callable[[], object]) -> bool:
    """Make the change if the form is good. What the register refuses becomes an error of the form."""
    if not form.is_valid():
        return False
    try:
        change()
    except Refused as error:
        form.add_error(None, str(error))
        return False
    return True


def show(request: Request, template: str, title: str, form: Form | None = None, **context: Any) -> HttpResponse:
    wrong = bool(form is not None and form.errors)
    context |= {"title": title, "form": form, "error_count": wrong}
    return render(request, f"members/{template}.html", context, status=422 if wrong else 200)


def opt_in(request: Request, member: Member, back: str, own: bool) -> HttpResponse:
    lines = [line for line in account_lines(member) if line.state in {"never", "out"}]
    kind = OptForm if own else ConsentForm
    form = kind(request.POST or None, lines, past=not own)
    chosen = {str(line.account.pk): line.account for line in lines}

    def change() -> None:
        consent = f"On their own page, by {request.user}" if own else form.cleaned_data["consent"]
        accounts = [chosen[pk] for pk in form.cleaned_data["accounts"]]
        actions.enrol(request.auditor, accounts, consent, form.cleaned_data["at"])

    if request.method == "POST" and attempt(form, change):
        return done(request, back, "Opted in.")
    return show(request, "opt", "Opt in", form, member=member, back=back, lines=lines, into=True, own=own)


def opt_out(request: Request, member: Member, back: str, own: bool) -> HttpResponse:
    lines = [line for line in account_lines(member) if line.state in {"watched", "from"}]
    form = OptForm(request.POST or None, lines)
    open_ones = {str(line.account.pk): line.enrolment for line in lines if line.enrolment}

    def change() -> None:
        enrolments = [open_ones[pk] for pk in form.cleaned_data["accounts"]]
        actions.withdraw(request.auditor, enrolments, form.cleaned_data["at"])

    if request.method == "POST" and attempt(form, change):
        later = form.cleaned_data["at"] is not None
        return done(request, back, "The opting out is recorded." if later else "Opted out. Nothing more is looked at.")
    return show(request, "opt", "Opt out", form, member=member, back=back, lines=lines, into=False, own=own)


def add_account(request: Request, member: Member, back: str) -> HttpResponse:
    form = AccountForm(request.POST or None)

    def change() -> None:
        actions.add_account(request.auditor, member, form.cleaned_data["platform"], form.cleaned_data["handle"])

    if request.method == "POST" and attempt(form, change):
        return done(request, back, "Account added. It is not watched until it is opted in.")
    return show(request, "account", "Add an account", form, member=member, back=back)


def retire_account(request: Request, member: Member, account_id: Any, back: str) -> HttpResponse:
    account = get_object_or_404(member.accounts.filter(retired_at=None), pk=account_id)
    form = Form(request.POST or None)
    form.empty_permitted = True
    if request.method == "POST":
        try:
            actions.retire_account(request.auditor, account)
        except Refused as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(back)
        return done(request, back, "Account removed. Nothing more is looked at for it.")
    return show(request, "retire", f"Remove {account_name(account)}", member=member, back=back)


def address(name: str, member: Member) -> str:
    return reverse(name, args=[member.pk])
