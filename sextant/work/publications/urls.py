"""Addresses of the quality of children's books."""

from django.urls import path

from sextant.work.publications.views import books, checks, marks, packs

app_name = "publications"
urlpatterns = [
    path("", marks.register, name="register"),
    path("books/", books.books, name="books"),
    path("books/new/", books.new_book, name="new_book"),
    path("books/<int:pk>/", books.book, name="book"),
    path("books/<int:pk>/edit/", books.edit_book, name="edit_book"),
    path("books/<int:pk>/check/", books.check_again, name="check_again"),
    path("checks/<int:pk>/", checks.check, name="check"),
    path("checks/<int:pk>/stop/", checks.stop_check, name="stop_check"),
    path("checks/<int:pk>/pages/<int:number>/", checks.page, name="page"),
    path("checks/<int:pk>/pages/<int:number>/picture.png", checks.picture, name="picture"),
    path("checks/<int:pk>/reports/<str:name>", checks.report, name="report"),
    path("checks/<int:pk>/answer/", checks.answer, name="answer"),
    path("checks/<int:pk>/mark/", marks.give_mark, name="give_mark"),
    path("answers/<int:pk>/reply/", checks.reply, name="reply"),
    path("marks/<str:code>/", marks.mark, name="mark"),
    path("marks/<str:code>/code.svg", marks.mark_code, name="mark_code"),
    path("marks/<int:pk>/withdraw/", marks.withdraw_mark, name="withdraw_mark"),
    path("norms/", packs.packs, name="packs"),
    path("norms/new/", packs.new_pack, name="new_pack"),
    path("norms/<slug:code>/", packs.pack, name="pack"),
    path("norms/<slug:code>/edit/", packs.edit_pack, name="edit_pack"),
    path("norms/<slug:code>/<int:number>/", packs.version, name="version"),
    path("norms/<slug:code>/<int:number>/text.toml", packs.version_text, name="version_text"),
    path("norms/versions/<int:pk>/force/", packs.put_in_force, name="put_in_force"),
    path("norms/versions/<int:pk>/discard/", packs.discard, name="discard"),
]
