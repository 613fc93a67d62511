"""The administrator's users, a person's own preferences, and help."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from portcullis.accounts import actions
from portcullis.accounts.errors import AccountError
from portcullis.accounts.forms import AddUser, ChangeRole, PreferencesForm, Reasoned, ShortcutsForm
from portcullis.accounts.http import Request, sent
from portcullis.accounts.models import Preferences, User
from portcullis.accounts.roles import EVERYONE, Role, allow, public
from portcullis.accounts.shortcuts import SHORTCUTS


@public
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/help.html", {"title": "Help"}, using="jinja2")


@allow(*EVERYONE)
@require_http_methods(["GET", "POST"])
def preferences(request: Request) -> HttpResponse:
    own = Preferences.of(request.user)
    initial = {"text_in_lists": own.text_in_lists, "sound_alarm": own.sound_alarm}
    form = PreferencesForm(sent(request), initial=initial)
    if form.is_valid():
        own.text_in_lists, own.sound_alarm = form.cleaned_data["text_in_lists"], form.cleaned_data["sound_alarm"]
        actions.save_preferences(request.auditor, own)
        messages.success(request, "Your preferences are saved.")
        return redirect("preferences")
    return render(request, "accounts/preferences.html", {"title": "My preferences", "form": form}, using="jinja2")


@allow(*EVERYONE)
@require_http_methods(["GET", "POST"])
def shortcuts(request: Request) -> HttpResponse:
    own = Preferences.of(request.user)
    form = ShortcutsForm(sent(request), initial={"shortcuts_on": own.shortcuts_on, **own.keys()})
    if form.is_valid():
        own.shortcuts_on, own.shortcuts = form.cleaned_data["shortcuts_on"], form.keys()
        actions.save_preferences(request.auditor, own)
        messages.success(request, "Your shortcuts are saved.")
        return redirect("shortcuts")
    context = {"title": "Keyboard shortcuts", "form": form, "names": [each.name for each in SHORTCUTS]}
    context["error_count"] = len(form.errors)
    return render(request, "accounts/shortcuts.html", context, using="jinja2")


@allow(Role.ADMINISTRATOR)
@require_safe
def users(request: Request) -> HttpResponse:
    everyone = User.objects.order_by("-is_active", "name", "username")
    return render(request, "accounts/users.html", {"title": "Users", "users": everyone}, using="jinja2")


@allow(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def add_user(request: Request) -> HttpResponse:
    form = AddUser(sent(request))
    if form.is_valid():
        user, password = actions.add_user(request.auditor, **form.cleaned_data)
        return _password_page(request, user, password)
    context = {"title": "Add a user", "form": form, "error_count": len(form.errors)}
    return render(request, "accounts/add-user.html", context, using="jinja2")


def _password_page(request: HttpRequest, user: User, password: str) -> HttpResponse:
    """Shown once: the password is kept nowhere."""
    context = {"title": f"Password for {user}", "person": user, "password": password}
    return render(request, "accounts/one-time-password.html", context, using="jinja2")


@allow(Role.ADMINISTRATOR)
@require_safe
def user(request: Request, pk: str) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    return render(request, "accounts/user.html", {"title": str(person), "person": person}, using="jinja2")


@allow(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def change_role(request: Request, pk: str) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    form = ChangeRole(sent(request), initial={"role": person.role})
    if form.is_valid():
        try:
            actions.change_role(request.auditor, person, **form.cleaned_data)
        except AccountError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{person} is now: {person.get_role_display()}.")
            return redirect("user", pk=pk)
    context = {"title": f"Change the role of {person}", "person": person, "form": form, "error_count": len(form.errors)}
    return render(request, "accounts/change-role.html", context, using="jinja2")


CHANGES = {
    "deactivate": (actions.deactivate, "Deactivate", "can no longer sign in"),
    "reactivate": (actions.reactivate, "Reactivate", "can sign in again"),
}


@allow(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def activity(request: Request, pk: str, change: str) -> HttpResponse:
    """Deactivate or reactivate, after a page that asks for the reason."""
    act, verb, outcome = CHANGES[change]
    person = get_object_or_404(User, pk=pk)
    form = Reasoned(sent(request))
    if form.is_valid():
        try:
            act(request.auditor, person, form.cleaned_data["reason"])
        except AccountError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{person} {outcome}.")
            return redirect("user", pk=pk)
    context = {"title": f"{verb} {person}", "verb": verb, "person": person, "outcome": outcome, "form": form}
    context["error_count"] = len(form.errors)
    return render(request, "accounts/confirm.html", context, using="jinja2")


@allow(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def set_password(request: Request, pk: str) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    form = Reasoned(sent(request))
    if form.is_valid():
        password = actions.set_one_time_password(request.auditor, person, form.cleaned_data["reason"])
        return _password_page(request, person, password)
    context = {"title": f"Set a one-time password for {person}", "verb": "Set a one-time password", "person": person}
    context |= {"outcome": "is signed out everywhere, and must choose a new password after signing in", "form": form}
    context["error_count"] = len(form.errors)
    return render(request, "accounts/confirm.html", context, using="jinja2")
