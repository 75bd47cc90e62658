"""Addresses of one's own account; allauth's stand beside them."""

from django.urls import path

from sextant.base.security import views

app_name = "security"
urlpatterns = [
    path("security/", views.overview, name="overview"),
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", views.revoke_token, name="revoke_token"),
]
