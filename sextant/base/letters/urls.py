"""Addresses of letters."""

from django.urls import path

from sextant.base.letters import views

app_name = "letters"
urlpatterns = [
    path("", views.list_letters, name="list"),
    path("templates/", views.list_templates, name="templates"),
    path("templates/<str:code>/", views.show_template, name="template"),
    path("<int:pk>/", views.show_letter, name="detail"),
    path("<int:pk>/send-again/", views.send_again, name="send_again"),
    path("<int:pk>/arrived/", views.note_arrival, name="note_arrival"),
    path("<int:pk>/withdraw/", views.withdraw_letter, name="withdraw"),
]
