"""A real Chromium before the real application: waitress on a free port of 127.0.0.1, and a database in a file.

A journey asks for `page_for(Role.OFFICER)` and walks. At its end, no page may have had a script error, a refused
script or style, or an answer of 500 or above.
"""

import os
import secrets
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connections
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, sync_playwright
from pytest_django import DjangoDbBlocker
from waitress.server import create_server

from portcullis.accounts.models import User
from portcullis.accounts.roles import Role
from tests.journeys.walking import DESKTOP, PASSWORD, SHOTS, Person

# Playwright's loop runs in the test's thread; the tests' own questions to the database are not asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = os.environ.get("PORTCULLIS_CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--mute-audio"]  # fmt: skip


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A file, because the server's threads and the test each need a connection of their own.

    Tests before these may have used a database in memory, which lives as long as its connection: it is put aside.
    """
    database = connections["default"]
    file = tmp_path_factory.mktemp("journeys") / "journeys.sqlite3"
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setitem(database.settings_dict["TEST"], "NAME", str(file))
        aside, database.connection = database.connection, None
        made = setup_databases(verbosity=0, interactive=False)
        yield
        teardown_databases(made, verbosity=0)
        database.connection = aside


@pytest.fixture(scope="session")
def site(django_db_setup: None) -> Iterator[str]:
    """The address of the console."""
    from portcullis.config.wsgi import application

    server = create_server(application, host="127.0.0.1", port=0, threads=4, clear_untrusted_proxy_headers=True)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=10)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Closed when the journeys are over: while it runs, no other test in this process can start a loop of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def password_hash() -> str:
    return make_password(PASSWORD)


@pytest.fixture
def person(transactional_db: None, password_hash: str) -> Callable[..., User]:
    """`person(Role.OFFICER, "k.heron", "Kit Heron")` makes a user who can sign in with walking.PASSWORD."""

    def make(role: Role, username: str = "", name: str = "") -> User:
        found = User.objects.filter(username=username or f"{role}.one").first()
        return found or User.objects.create(
            username=username or f"{role}.one", name=name or f"{role.label} One", role=role, password=password_hash
        )

    return make


@pytest.fixture
def contexts(site: str, browser: Browser, transactional_db: None) -> Iterator[Callable[..., BrowserContext]]:
    """New browser windows with nothing in them; all are closed, and asked for faults, at the end."""
    opened: list[BrowserContext] = []
    faults: list[str] = []

    def open_one(size: dict[str, Any] = DESKTOP, javascript: bool = True) -> BrowserContext:
        context = browser.new_context(base_url=site, java_script_enabled=javascript, locale="en-GB", **size)
        context.set_default_timeout(15_000)
        context.on("console", lambda message: _note_console(message, faults))
        context.on("weberror", lambda error: faults.append(f"script error: {error.error}"))
        context.on("response", lambda response: _note_response(response, faults))
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()
    assert faults == []


def _note_console(message: ConsoleMessage, faults: list[str]) -> None:
    # The browser itself says "Failed to load resource" of every 403 and 404 that a journey walks into on purpose.
    if message.type == "error" and "Failed to load resource" not in message.text:
        faults.append(f"console: {message.text}")


def _note_response(response: Response, faults: list[str]) -> None:
    if response.status >= 500:
        faults.append(f"{response.status} {response.url}")


@pytest.fixture
def page_for(person: Callable[..., User], contexts: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """`page_for(Role.OFFICER)`: signed in through the form. Options: username, size=PHONE, javascript=False."""

    def open_page(role: Role, username: str = "", **options: Any) -> Page:
        user = person(role, username)
        page = contexts(**options).new_page()
        Person(page).sign_in(user.username)
        # Until the scripts of the first page have run: a key pressed before does nothing.
        page.wait_for_url(lambda address: "/sign-in" not in address)
        return page

    return open_page


@pytest.fixture
def page(contexts: Callable[..., BrowserContext]) -> Page:
    """A window of somebody who is not signed in."""
    return contexts().new_page()


@pytest.fixture(autouse=True, scope="session")
def shots() -> Path:
    SHOTS.mkdir(parents=True, exist_ok=True)
    return SHOTS


@pytest.fixture
def reference() -> str:
    """A word that appears nowhere else."""
    return secrets.token_hex(6)
