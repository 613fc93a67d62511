"""Every route needs a role, every action writes to the audit log, every door is the only one."""

import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from portcullis.accounts.models import User
from portcullis.accounts.roles import Role
from portcullis.audit.sentences import SENTENCES
from portcullis.config.navigation import NAVIGATION

HOUSE = Path(__file__).parents[2] / "portcullis"
# Open to people who are not signed in. A route that is not here needs a role.
PUBLIC = {"sign-in", "sign-out", "help"}
# An uploaded file waits here for a day until somebody confirms it; the confirmation is the action.
DRAFTS = {HOUSE / "members" / "views" / "imports.py"}
ACTION_FILES = sorted(HOUSE.glob("*/actions.py"))


def routes(resolver: URLResolver | None = None, under: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in (resolver or get_resolver()).url_patterns:
        address = under + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, address)
        else:
            yield address, pattern


ROUTES = list(routes())


@pytest.mark.parametrize(("address", "pattern"), ROUTES, ids=[address for address, _ in ROUTES])
def test_every_route_needs_a_role_or_is_named_as_public(address: str, pattern: URLPattern) -> None:
    roles, public = getattr(pattern.callback, "roles", None), getattr(pattern.callback, "public", False)
    if public:
        assert pattern.name in PUBLIC
    else:
        assert roles, f"{address} carries neither @allow nor @public"
        assert roles <= set(Role)


def test_every_public_route_exists() -> None:
    assert {pattern.name for _, pattern in ROUTES} >= PUBLIC


@pytest.mark.parametrize(("address", "pattern"), ROUTES, ids=[address for address, _ in ROUTES])
def test_no_address_takes_a_number(address: str, pattern: URLPattern) -> None:
    """Running numbers count what they name. Ids are random."""
    kinds = {type(converter).__name__ for converter in pattern.pattern.converters.values()}
    assert "IntConverter" not in kinds


def address_of(pattern: URLPattern) -> str:
    nowhere = {"UUIDConverter": "0f0f0f0f-0000-4000-8000-000000000000", "StringConverter": "x", "SlugConverter": "x"}
    arguments = {name: nowhere[type(each).__name__] for name, each in pattern.pattern.converters.items()}
    assert pattern.name
    return reverse(pattern.name, kwargs=arguments)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_sent_to_sign_in_from_everywhere(method: str) -> None:
    for _, pattern in ROUTES:
        if pattern.name in PUBLIC:
            continue
        response = getattr(Client(), method)(address_of(pattern))
        assert response.status_code == (302 if method == "get" else 401), pattern.name
        assert "Sign in" in response.content.decode() or response.headers["Location"].startswith("/sign-in?next=")


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_a_role_that_a_route_does_not_name_is_refused(role: Role) -> None:
    client = Client()
    client.force_login(User.objects.create_user(f"{role}.one", role))
    for _, pattern in ROUTES:
        roles = getattr(pattern.callback, "roles", None)
        if roles is not None and role not in roles:
            assert client.get(address_of(pattern)).status_code == 403, pattern.name
            assert client.post(address_of(pattern)).status_code == 403, pattern.name


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_first_page_that_opens_to_it(role: Role) -> None:
    views = {pattern.name: pattern.callback for _, pattern in ROUTES}
    own = [name for roles, name, _ in NAVIGATION if role in roles]
    assert own
    for name in own:
        assert role in getattr(views[name], "roles", ()), f"{name} is in the navigation of {role} and refuses them"


def public_functions(file: Path) -> Iterator[Callable[..., Any]]:
    module = importlib.import_module(f"portcullis.{file.parent.name}.actions")
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if not name.startswith("_") and function.__module__ == module.__name__:
            yield function


@pytest.mark.parametrize("file", ACTION_FILES, ids=[file.parent.name for file in ACTION_FILES])
def test_every_public_function_of_actions_is_an_audited_action(file: Path) -> None:
    functions = list(public_functions(file))
    assert functions
    for function in functions:
        assert getattr(function, "audited", False), f"{function.__qualname__} of {file} carries no @action"
        assert next(iter(inspect.signature(function).parameters)) == "auditor"


def recorded() -> Iterator[tuple[str, Path]]:
    """Every string that the code gives to `auditor.record` as the action."""
    for file in HOUSE.rglob("*.py"):
        if "tests" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "record":
                yield from ((text, file) for text in texts(node.args[0]) if node.args)


def texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def test_every_recorded_action_reads_as_a_sentence_and_none_is_left_over() -> None:
    found = {text for text, _ in recorded()}
    assert found == set(SENTENCES)


def test_views_change_nothing_themselves() -> None:
    """No save, create, update or delete outside models, actions and the doors for batches."""
    changing = {"save", "create", "bulk_create", "get_or_create", "update_or_create", "delete", "bulk_update"}
    for file in [*HOUSE.glob("*/views.py"), *HOUSE.glob("*/views/*.py"), *HOUSE.glob("*/forms.py")]:
        if file in DRAFTS:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in changing, f"{file}:{node.lineno} changes the database in a view"
