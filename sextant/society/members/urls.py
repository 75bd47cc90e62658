"""Addresses of members."""

from django.urls import path

from sextant.society.members.views import imports, people, privacy

app_name = "members"
urlpatterns = [
    path("me/", people.me, name="me"),
    path("me/claim/", people.claim, name="claim"),
    path("me/register/", people.register, name="register"),
    path("people/", people.people_list, name="people"),
    path("people/public/", people.public_people, name="public_people"),
    path("people/new/", people.person_new, name="person_new"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/edit/", people.person_edit, name="person_edit"),
    path("people/<int:pk>/privacy/", privacy.privacy, name="privacy"),
    path("people/<int:pk>/affiliations/add/", people.affiliation_add, name="affiliation_add"),
    path("imports/", imports.import_list, name="imports"),
    path("imports/<int:pk>/", imports.import_page, name="import"),
    path("imports/<int:pk>/columns/", imports.import_columns, name="import_columns"),
    path("imports/<int:pk>/confirm/", imports.import_confirm, name="import_confirm"),
    path("imports/<int:pk>/discard/", imports.import_discard, name="import_discard"),
    path("affiliations/<int:pk>/end/", people.affiliation_end, name="affiliation_end"),
]
