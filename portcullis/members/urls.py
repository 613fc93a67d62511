from django.urls import path

from portcullis.members.views import imports, own, parliaments, register

urlpatterns = [
    path("my", own.mine, name="own"),
    path("my/<uuid:member_id>", own.my_member, name="my-member"),
    path("my/<uuid:member_id>/opt-in", own.opt_in, name="my-opt-in"),
    path("my/<uuid:member_id>/opt-out", own.opt_out, name="my-opt-out"),
    path("my/<uuid:member_id>/accounts/add", own.add_account, name="my-account-add"),
    path("my/<uuid:member_id>/accounts/<uuid:account_id>/remove", own.retire_account, name="my-account-retire"),
    path("my/<uuid:member_id>/alerts", own.alerts, name="my-alerts"),
    path("my/<uuid:member_id>/delegates", own.let_in, name="my-delegates"),
    path("my/<uuid:member_id>/delegates/<uuid:delegation_id>/end", own.shut_out, name="my-delegate-end"),
    path("members", register.members, name="members"),
    path("members/import", imports.upload, name="member-import"),
    path("members/import/<uuid:pending_id>", imports.plan, name="member-import-plan"),
    path("members/<uuid:member_id>", register.member, name="member"),
    path("members/<uuid:member_id>/opt-in", register.opt_in, name="member-opt-in"),
    path("members/<uuid:member_id>/opt-out", register.opt_out, name="member-opt-out"),
    path("members/<uuid:member_id>/accounts/add", register.add_account, name="member-account-add"),
    path(
        "members/<uuid:member_id>/accounts/<uuid:account_id>/remove",
        register.retire_account,
        name="member-account-retire",
    ),
    path("members/<uuid:member_id>/enrolments/<uuid:line>/correct", register.correct, name="member-correct"),
    path("members/<uuid:member_id>/leaving", register.leaving, name="member-leaving"),
    path("members/<uuid:member_id>/sign-in", register.sign_in_of, name="member-sign-in"),
    path("parliaments", parliaments.parliaments, name="parliaments"),
]
