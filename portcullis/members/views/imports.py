"""Upload a file, look at what it would change, confirm."""

import uuid
from datetime import timedelta

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from portcullis.accounts.http import Request
from portcullis.accounts.roles import Role, allow
from portcullis.members import actions
from portcullis.members.errors import Refused
from portcullis.members.forms import UploadForm
from portcullis.members.imports import LARGEST, NAMES, read
from portcullis.members.imports.plan import Plan, make
from portcullis.members.imports.row import BadFile
from portcullis.members.models import PendingImport
from portcullis.members.views import steps

SHOWN = 500


@allow(Role.ADMINISTRATOR)
def upload(request: Request) -> HttpResponse:
    PendingImport.objects.filter(uploaded_at__lt=timezone.now() - timedelta(days=1)).delete()
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        if file.size > LARGEST:
            form.add_error("file", "The file is larger than 20 MB. Cut it into parts")
        else:
            pending = PendingImport.objects.create(
                user=request.user, format=form.cleaned_data["format"], name=file.name[:200], data=file.read()
            )
            return HttpResponseRedirect(reverse("member-import-plan", args=[pending.pk]))
    return steps.show(request, "import", "Import Members", form, back=reverse("members"))


@allow(Role.ADMINISTRATOR)
def plan(request: Request, pending_id: uuid.UUID) -> HttpResponse:
    """What the file would change. Confirmed only if that is still so."""
    pending = get_object_or_404(PendingImport, pk=pending_id, user=request.user)
    try:
        made = make(read(bytes(pending.data), pending.format), pending.format)
    except BadFile as error:
        pending.delete()
        return _bad(request, pending, error)
    stale = ""
    if request.method == "POST":
        if request.POST.get("shown") == made.digest:
            stale = _apply(request, made)
        else:
            stale = "The register changed since the plan was shown. Look at what would change now."
        if not stale:
            pending.delete()
            return steps.done(request, reverse("members"), "Imported.")
    return steps.show(
        request, "plan", "What the import would change", plan=made, changes=made.changes[:SHOWN], stale=stale,
        more=len(made.changes) - SHOWN, pending=pending, format=NAMES[pending.format], back=reverse("member-import"),
    )  # fmt: skip


def _apply(request: Request, made: Plan) -> str:
    try:
        actions.import_members(request.auditor, made)
    except Refused as error:
        return str(error)
    return ""


def _bad(request: Request, pending: PendingImport, error: BadFile) -> HttpResponse:
    response = steps.show(
        request, "bad", "The file was not imported",
        bad=error.bad[:SHOWN], more=len(error.bad) - SHOWN, name=pending.name, back=reverse("member-import"),
    )  # fmt: skip
    response.status_code = 422
    return response
