"""Addresses of fundraising."""

from django.urls import path

from sextant.work.fundraising.views import given, public

app_name = "fundraising"
urlpatterns = [
    path("", public.appeals, name="appeals"),
    path("appeals/<slug:code>/", public.appeal, name="appeal"),
    path("appeals/<slug:code>/give/", public.give, name="give"),
    path("appeals/<slug:code>/pictures/<int:pk>/", public.picture, name="picture"),
    path("gifts/<str:token>/", given.gift, name="gift"),
    path("gifts/<str:token>/call-off/", given.call_off, name="call_off"),
    path("receipts/<str:token>.pdf", given.receipt, name="receipt"),
    path("standing/<str:token>/", given.standing, name="standing"),
    path("standing/<str:token>/change/", given.change_standing, name="change_standing"),
]
