"""Addresses of finances."""

from django.urls import path

from sextant.work.finances.views import income

app_name = "finances"
urlpatterns = [
    path("", income.live_on, name="live_on"),
]
