"""Addresses without a language, which payment services call."""

from django.urls import path

from sextant.society.ledger.views.pay import webhook

app_name = "ledger_hooks"
urlpatterns = [path("<slug:code>/", webhook, name="webhook")]
