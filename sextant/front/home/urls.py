"""Addresses of the home page, the search and the desk."""

from django.urls import path

from sextant.front.home import views

app_name = "home"
urlpatterns = [
    path("", views.index, name="index"),
    path("search/", views.search, name="search"),
    path("desk/", views.desk, name="desk"),
]
