"""What journeys do on pages, and what every page must hold to."""

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

PASSWORD = secrets.token_urlsafe(16)
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
SHOTS = Path(__file__).parents[2] / "var" / "screenshots"

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    # GOV.UK's back link stands outside the landmarks, and no success criterion asks otherwise.
    "rules": {"region": {"enabled": False}},
}
# Links that read alike and lead to different places; text that sticks out of the window.
LINKS = """() => {
  const places = {};
  for (const link of document.querySelectorAll("a[href]")) {
    if (!link.checkVisibility()) continue;
    const text = (link.getAttribute("aria-label") || link.textContent).trim().replace(/\\s+/g, " ");
    (places[text] ||= new Set()).add(link.href.baseVal ?? link.href);
  }
  return Object.entries(places).filter(([, found]) => found.size > 1).map(([text]) => text);
}"""
STICKS_OUT = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Person:
    """Somebody at a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def sign_in(self, username: str, password: str = PASSWORD) -> None:
        if self.page.get_by_role("heading", name="Sign in").count() == 0:
            self.page.goto("/sign-in")
        self.page.get_by_label("User name").fill(username)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Sign in").click()

    def tab_to(self, target: Locator) -> None:
        """Press Tab until it is there: what cannot be reached in 40 presses cannot be reached."""
        for _ in range(40):
            self.page.keyboard.press("Tab")
            if target.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"{target} is not reached by the Tab key")

    def sign_out(self) -> None:
        self.page.get_by_role("button", name="Sign out").click()


def faults(page: Page) -> Iterator[str]:
    for violation in Axe().run(page, options=RULES).response["violations"]:
        nodes = ", ".join(" ".join(node["target"]) for node in violation["nodes"][:3])
        yield f"{page.url}: {violation['id']} ({violation['impact']}): {violation['help']}: {nodes}"
    for text in page.evaluate(LINKS):
        yield f"{page.url}: links read alike and lead to different places: {text!r}"
    if (wide := page.evaluate(STICKS_OUT)) > 0:
        yield f"{page.url}: sticks out of the window by {wide} pixels"


def axe_clean(page: Page, name: str = "") -> None:
    """WCAG 2.2 AA as far as axe can tell, unique link texts, nothing sideways; at phone and desktop width.

    With a name, screenshots are left in var/screenshots.
    """
    size = page.viewport_size
    found: list[str] = []
    for width, kind in (((390, 844), "phone"), ((1280, 900), "desktop")):
        page.set_viewport_size({"width": width[0], "height": width[1]})
        found += [f"{kind}: {fault}" for fault in faults(page)]
        if name:
            page.screenshot(path=SHOTS / f"{name}-{kind}.png", full_page=True)
    if size:
        page.set_viewport_size(size)
    assert not found, "\n".join(found)
