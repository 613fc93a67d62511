"""What holds for every answer: a policy, and no body after HEAD."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from django.conf import settings
from django.test import RequestFactory

from portcullis.config.wsgi import application


def answered(method: str, path: str) -> tuple[int, dict[str, str], bytes]:
    """Through the whole application, as the web server asks it: the test client would take the body off by itself."""
    seen: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], _error: object = None, /) -> Callable[[bytes], object]:
        seen.append((status, headers))
        return print

    environ = RequestFactory(headers={"host": settings.ALLOWED_HOSTS[0]}).generic(method, path).environ
    parts: Any = application(environ, start)
    with closing(parts):
        body = b"".join(parts)
    (status, headers) = seen[0]
    return int(status[:3]), dict(headers), body


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/sign-in", "/help", "/queue", "/nothing-here", "/static/govuk/favicon.svg"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT"])
def test_every_answer_has_a_policy_and_head_has_no_body(method: str, path: str) -> None:
    status, headers, body = answered(method, path)
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in headers
    assert status < 500 and (method != "HEAD" or body == b"")
