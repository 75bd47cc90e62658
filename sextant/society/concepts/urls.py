"""Addresses of the thesaurus."""

from django.urls import path, re_path

from sextant.society.concepts.views import curating, imports, public, suggestions, versions

app_name = "concepts"
CODE = r"(?P<code>c\d{4,10})"
urlpatterns = [
    path("", public.concepts, name="concepts"),
    re_path(r"^thesaurus\.(?P<form>jsonld|json)$", public.as_it_stands, name="as_it_stands"),
    re_path(r"^versions/(?P<number>[\w.-]{1,20})\.(?P<form>ttl|rdf|json)$", public.version_file, name="version_file"),
    path("versions/", versions.versions, name="versions"),
    path("versions/publish/", versions.publish, name="publish"),
    re_path(r"^versions/(?P<number>[\w.-]{1,20})/$", versions.version, name="version"),
    path("suggestions/", suggestions.suggestions, name="suggestions"),
    path("suggestions/texts/", suggestions.bring, name="bring_texts"),
    path("suggestions/<int:pk>/", suggestions.suggestion, name="suggestion"),
    path("suggestions/<int:pk>/synonym/", suggestions.accept_as_synonym, name="accept_synonym"),
    path("suggestions/<int:pk>/concept/", suggestions.accept_as_concept, name="accept_concept"),
    path("suggestions/<int:pk>/refuse/", suggestions.refuse, name="refuse_suggestion"),
    path("suggestions/<int:pk>/undo/", suggestions.undo, name="undo_decision"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<int:pk>/", imports.one_import, name="import"),
    path("imports/<int:pk>/confirm/", imports.confirm, name="confirm_import"),
    path("imports/<int:pk>/discard/", imports.discard, name="discard_import"),
    path("new/", curating.new_concept, name="new_concept"),
    re_path(rf"^{CODE}/$", public.concept, name="concept"),
    re_path(rf"^{CODE}/edit/$", curating.edit_concept, name="edit_concept"),
    re_path(rf"^{CODE}/withdraw/$", curating.withdraw, name="withdraw_concept"),
    re_path(rf"^{CODE}/restore/$", curating.restore, name="restore_concept"),
    re_path(rf"^{CODE}\.jsonld$", public.concept_data, name="concept_data"),
]
