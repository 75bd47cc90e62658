"""Addresses of the record; the whole of it is a page of the office."""

from django.urls import path

from sextant.base.audit import views

app_name = "audit"
urlpatterns = [path("<str:kind>/<str:key>/", views.history, name="history")]
