"""The Jinja environment: GOV.UK Frontend's macros, and what every page's shell shows."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader


def environment(**options: Any) -> Environment:
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options["loader"] = ChoiceLoader([options["loader"], macros])
    env = Environment(**options)  # noqa: S701  Django passes autoescape=True
    env.globals.update(static=static, url=reverse)
    return env


def shell(request: HttpRequest) -> dict[str, Any]:
    """What the frame around every page needs: the person, their navigation, the state of the service."""
    return {"user": getattr(request, "user", None)}
