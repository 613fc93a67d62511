"""Every address of the console. Each app names its own; nothing is open unless accounts.middleware says so."""

from django.urls import include, path

from portcullis.config.navigation import home

urlpatterns = [
    path("", home, name="home"),
    path("", include("portcullis.accounts.urls")),
    path("", include("portcullis.members.urls")),
    path("", include("portcullis.casework.urls")),
    path("", include("portcullis.monitor.urls")),
    path("", include("portcullis.govuk.urls")),
]

handler400 = "portcullis.govuk.errors.bad_request"
handler403 = "portcullis.govuk.errors.permission_denied"
handler404 = "portcullis.govuk.errors.not_found"
handler500 = "portcullis.govuk.errors.server_error"
