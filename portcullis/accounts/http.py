"""The request as every view of the console sees it."""

from django.http import HttpRequest, QueryDict
from django_htmx.middleware import HtmxDetails

from portcullis.accounts.models import User
from portcullis.audit.auditor import Auditor


class Request(HttpRequest):
    """Signed in: accounts.middleware has checked the role before a view runs, and made the auditor."""

    user: User
    auditor: Auditor
    htmx: HtmxDetails


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: the POST, even an empty one, or nothing yet."""
    return request.POST if request.method == "POST" else None
