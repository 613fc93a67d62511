from django.urls import path

from portcullis.accounts import sessions, views
from portcullis.accounts.roles import Role, allow
from portcullis.audit import views as audit

urlpatterns = [
    path("sign-in", sessions.sign_in, name="sign-in"),
    path("sign-out", sessions.sign_out, name="sign-out"),
    path("stay-signed-in", sessions.stay_signed_in, name="stay-signed-in"),
    path("choose-password", sessions.choose_password, name="choose-password"),
    path("help", views.help_page, name="help"),
    path("help/shortcuts", views.shortcuts, name="shortcuts"),
    path("preferences", views.preferences, name="preferences"),
    path("users", views.users, name="users"),
    path("users/add", views.add_user, name="add-user"),
    path("users/<uuid:pk>", views.user, name="user"),
    path("users/<uuid:pk>/role", views.change_role, name="change-role"),
    path("users/<uuid:pk>/deactivate", views.activity, {"change": "deactivate"}, name="deactivate-user"),
    path("users/<uuid:pk>/reactivate", views.activity, {"change": "reactivate"}, name="reactivate-user"),
    path("users/<uuid:pk>/password", views.set_password, name="set-password"),
    path("audit", allow(Role.AUDITOR)(audit.log), name="audit"),
    path("audit/verify", allow(Role.AUDITOR)(audit.verify), name="verify-audit"),
]
