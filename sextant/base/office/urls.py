"""Addresses of the office."""

from django.urls import path

from sextant.base.office.views import index, record, users

app_name = "office"
urlpatterns = [
    path("", index.index, name="index"),
    path("users/", users.users, name="users"),
    path("users/<int:pk>/", users.user, name="user"),
    path("users/<int:pk>/grant/", users.grant_role, name="grant_role"),
    path("users/<int:pk>/deactivate/", users.deactivate_user, name="deactivate_user"),
    path("users/<int:pk>/reactivate/", users.reactivate_user, name="reactivate_user"),
    path("users/<int:pk>/sessions/", users.end_sessions, name="end_sessions"),
    path("grants/<int:pk>/end/", users.end_grant, name="end_grant"),
    path("record/", record.record, name="record"),
    path("record/verify/", record.verify_record, name="verify_record"),
]
