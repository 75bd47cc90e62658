"""Addresses of documents."""

from django.urls import path

from sextant.society.documents.views import drafting, guests, reading, settling, talking, voting

app_name = "documents"
urlpatterns = [
    path("", reading.documents, name="documents"),
    path("new/", drafting.new_document, name="new"),
    path("clauses/<int:pk>/edit/", drafting.edit_clause, name="edit_clause"),
    path("clauses/<int:pk>/move/", drafting.move_clause, name="move_clause"),
    path("clauses/<int:pk>/remove/", drafting.remove_clause, name="remove_clause"),
    path("clauses/<int:pk>/comments/", talking.clause_comments, name="clause_comments"),
    path("comments/<int:pk>/answer/", talking.answer, name="answer"),
    path("comments/<int:pk>/withdraw/", talking.withdraw, name="withdraw"),
    path("comments/<int:pk>/settle/", settling.settle_comment, name="settle_comment"),
    path("comments/<int:pk>/take-over/", settling.take_over, name="take_over"),
    path("votes/<int:pk>/", voting.vote, name="vote"),
    path("votes/<int:pk>/close/", voting.close_vote, name="close_vote"),
    path("votes/<int:pk>/ballots/", voting.ballots, name="ballots"),
    path("votes/<int:pk>/electorate/", voting.electorate, name="electorate"),
    path("guest/<str:token>/", guests.guest, name="guest"),
    path("guest/<str:token>/comments/", guests.guest_comments, name="guest_comments"),
    path("guest/<str:token>/comments/<int:pk>/withdraw/", guests.withdraw_as_guest, name="guest_withdraw"),
    path("<slug:code>/", reading.document, name="document"),
    path("<slug:code>/edit/", drafting.edit, name="edit"),
    path("<slug:code>/edit/clause/", drafting.new_clause, name="new_clause"),
    path("<slug:code>/editors/", drafting.editors, name="editors"),
    path("<slug:code>/revise/", drafting.revise, name="revise"),
    path("<slug:code>/compare/", reading.compare, name="compare"),
    path("<slug:code>/comments/", talking.comments, name="comments"),
    path("<slug:code>/settle/", settling.settle, name="settle"),
    path("<slug:code>/consultation/", settling.open_consultation, name="open_consultation"),
    path("<slug:code>/consultation/close/", settling.close_consultation, name="close_consultation"),
    path("<slug:code>/vote/", voting.open_vote, name="open_vote"),
    path("<slug:code>/publish/", voting.publish, name="publish"),
    path("<slug:code>/<int:number>/", reading.version, name="version"),
    path("<slug:code>/<int:number>/comments/", talking.version_comments, name="version_comments"),
    path("<slug:code>/<int:number>/document.pdf", reading.version_pdf, name="version_pdf"),
    path("<slug:code>/<int:number>/document.txt", reading.version_text, name="version_text"),
    path("<slug:code>/<int:number>/document.json", reading.version_json, name="version_json"),
]
