"""Error pages. This test has no database: the page for a failure must not need one."""

from django.test import RequestFactory

from portcullis.govuk.errors import csrf_failure, server_error


def test_a_failed_page_gives_a_reference_and_asks_no_database() -> None:
    response = server_error(RequestFactory().get("/queue"))
    page = response.content.decode()
    assert response.status_code == 500
    assert "Sorry, there is a problem with the service" in page
    assert "Reference: <strong>" in page


def test_an_expired_form_says_that_nothing_was_changed() -> None:
    response = csrf_failure(RequestFactory().post("/queue"))
    assert response.status_code == 403
    assert "Nothing was changed" in response.content.decode()
