"""Addresses of the report."""

from django.urls import path

from sextant.front.report import office, views

app_name = "report"
urlpatterns = [
    path("", views.reports, name="list"),
    path("open/", office.open_report, name="open"),
    path("<int:year>/", views.read, name="read"),
    path("<int:year>/figures/<int:pk>/", views.figure, name="figure"),
    path("<int:year>/files/<str:name>", views.file, name="file"),
    path("<int:year>/desk/", office.desk, name="desk"),
    path("<int:year>/count/", office.count, name="count"),
    path("<int:year>/foreword/", office.foreword, name="foreword"),
    path("<int:year>/words/<str:code>/", office.write_words, name="write_words"),
    path("<int:year>/words/<str:code>/move/", office.move_words, name="move_words"),
    path("<int:year>/move/", office.move_report, name="move_report"),
]
