"""Addresses of surveys."""

from django.urls import path

from sextant.society.surveys.views import answering, office, public, questions, results

app_name = "surveys"
urlpatterns = [
    path("", public.surveys, name="surveys"),
    path("kept/", office.kept, name="kept"),
    path("new/", office.new_survey, name="new_survey"),
    path("a/<str:key>/", answering.answer, name="answer"),
    path("a/<str:key>/sync/", answering.sync, name="sync"),
    path("i/<str:token>/", public.invited, name="invited"),
    path("weightings/<int:pk>/", results.weighting, name="weighting"),
    path("<slug:code>/", public.survey, name="survey"),
    path("<slug:code>/begin/", public.begin_answers, name="begin"),
    path("<slug:code>/results/", results.results, name="results"),
    path("<slug:code>/results/release.json", results.release_file, name="release"),
    path("<slug:code>/codebook/", results.codebook_file, name="codebook"),
    path("<slug:code>/questionnaire.toml", questions.questions_text, name="questions_text"),
    path("<slug:code>/office/", office.manage, name="manage"),
    path("<slug:code>/office/settings/", office.settings, name="settings"),
    path("<slug:code>/office/questions/", questions.questions, name="questions"),
    path("<slug:code>/office/questions/add/", questions.add_question, name="add_question"),
    path("<slug:code>/office/questions/words/", questions.edit_words, name="edit_words"),
    path("<slug:code>/office/questions/text/", questions.edit_text, name="edit_text"),
    path("<slug:code>/office/questions/q/<slug:question>/", questions.edit_question, name="edit_question"),
    path("<slug:code>/office/questions/q/<slug:question>/move/", questions.move, name="move_question"),
    path("<slug:code>/office/questions/q/<slug:question>/remove/", questions.remove, name="remove_question"),
    path("<slug:code>/office/preview/", questions.preview, name="preview"),
    path("<slug:code>/office/open/", office.open_survey, name="open"),
    path("<slug:code>/office/close/", office.close_survey, name="close"),
    path("<slug:code>/office/publish/", office.publish, name="publish"),
    path("<slug:code>/office/discard/", office.discard, name="discard"),
    path("<slug:code>/office/invitations/", office.invitations, name="invitations"),
    path("<slug:code>/office/invitations/remind/", office.remind_invited, name="remind"),
    path("<slug:code>/office/answers/", results.answers, name="answers"),
    path("<slug:code>/office/answers/rows/", results.answers_file, name="answers_file"),
    path("<slug:code>/office/weights/", results.weights, name="weights"),
    path("<slug:code>/office/texts/", results.texts, name="texts"),
    path("<slug:code>/office/texts/<uuid:pk>/<slug:question>/", results.code_answer, name="code_answer"),
]
