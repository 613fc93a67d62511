"""The Jinja environment: GOV.UK Frontend's macros, and what every page's frame shows."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from portcullis.config.frame import Frame
from portcullis.govuk import text
from portcullis.govuk.fields import choices


def environment(**options: Any) -> Environment:
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options["loader"] = ChoiceLoader([options["loader"], macros])
    env = Environment(**options)  # noqa: S701  Django passes autoescape=True
    env.globals.update(static=static, url=_address, choices=choices)
    env.filters.update(when=text.when, day=text.day, visible=text.visible, defanged=text.defanged)
    return env


def _address(name: str, *args: Any, **kwargs: Any) -> str:
    """`url("item", item.pk)` or `url("item", pk=item.pk)`."""
    return reverse(name, args=args, kwargs=kwargs)


def shell(request: HttpRequest) -> dict[str, Any]:
    """What the frame around every page needs. Nothing is looked up until it is drawn: a fragment costs no query."""
    return {"user": getattr(request, "user", None), "shell": Frame(request)}
