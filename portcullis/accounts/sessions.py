"""Sign in, sign out, stay signed in, choose a password."""

from datetime import timedelta

from django.conf import settings
from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from portcullis.accounts import actions
from portcullis.accounts.forms import ChoosePassword, SignIn
from portcullis.accounts.http import Request, sent
from portcullis.accounts.kept import Kept, keep, kept
from portcullis.accounts.models import User
from portcullis.accounts.roles import EVERYONE, allow, before_password, public
from portcullis.audit.auditor import Auditor


def _page(request: HttpRequest, form: SignIn, token: str = "", status: int = 200) -> HttpResponse:
    context = {"title": "Sign in", "form": form, "kept": token, "next": _next(request), "error_count": len(form.errors)}
    return render(request, "accounts/sign-in.html", context, status=status, using="jinja2")


def _next(request: HttpRequest) -> str:
    """Where to go after sign-in: an address of this service, or nothing."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()) else ""


def _extend(request: HttpRequest) -> None:
    request.session.set_expiry(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))


def signed_out_page(request: HttpRequest) -> HttpResponse:
    """For a form that was sent after the session had ended: sign in here, and it is offered back."""
    response = _page(request, SignIn(request), keep(request), status=401)
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "body", "outerHTML"
    return response


@public
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _page(request, SignIn(request))
    form = SignIn(request, request.POST)
    token = request.POST.get("kept", "")
    if not form.is_valid():
        if form.has_error("__all__", "invalid_login") or form.has_error("__all__", "inactive"):
            actions.sign_in_failed(Auditor.job("sign-in"), request.POST.get("username", ""))
        return _page(request, form, token)
    return _enter(request, form.get_user(), kept(token))


def _enter(request: HttpRequest, user: object, typed: Kept | None) -> HttpResponse:
    assert isinstance(user, User)
    auth.login(request, user)
    _extend(request)
    actions.signed_in(Auditor.person(user), user)
    if typed and not user.must_change_password:
        context = {"title": "You were signed out before this was sent", "typed": typed}
        return render(request, "accounts/kept.html", context, using="jinja2")
    return redirect(_next(request) or "home")


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, User):
        actions.signed_out(Auditor.person(request.user), request.user)
    auth.logout(request)
    messages.success(request, "You have signed out.")
    return redirect("sign-in")


@allow(*EVERYONE)
@before_password
@require_POST
def stay_signed_in(request: Request) -> HttpResponse:
    _extend(request)
    if "text/html" in request.headers.get("Accept", ""):
        return redirect("home")
    return HttpResponse(status=204, headers={"Session-Seconds": str(request.session.get_expiry_age())})


@allow(*EVERYONE)
@before_password
@require_http_methods(["GET", "POST"])
def choose_password(request: Request) -> HttpResponse:
    form = ChoosePassword(request.user, sent(request))
    if form.is_valid():
        actions.choose_password(request.auditor, request.user, form.cleaned_data["password"])
        auth.update_session_auth_hash(request, request.user)
        messages.success(request, "Your new password is set.")
        return redirect("home")
    context = {"title": "Choose a new password", "form": form, "error_count": len(form.errors)}
    return render(request, "accounts/choose-password.html", context, using="jinja2")
