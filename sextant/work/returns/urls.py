"""Addresses of returns."""

from django.urls import path

from sextant.work.returns import views
from sextant.work.returns.views import changes, editions, proposals, questionnaires, returns, rounds, sections, sheets, submissions

app_name = "returns"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("dictionary/", views.dictionary, name="dictionary"),
    path("libraries/", views.libraries, name="libraries"),
    path("libraries/<int:pk>/", views.library, name="library"),
    path("imports/", views.imports, name="imports"),
    path("imports/new/", views.start_import, name="start_import"),
    path("imports/<int:pk>/", views.import_run, name="import"),
    path("imports/<int:pk>/cancel/", views.cancel_import, name="cancel_import"),
    path("imports/<int:pk>/seen/", views.see_findings, name="see_findings"),
    path("collections/<slug:code>/", views.collection, name="collection"),
    path("collections/<slug:code>/feed-agenda/", views.feed_agenda, name="feed_agenda"),
    path("collections/<slug:code>/<int:year>/", views.year, name="year"),
    path("collections/<slug:code>/<int:year>/publish/", views.publish_year, name="publish_year"),
    path("collections/<slug:code>/<int:year>/editions/<int:version>/", editions.edition, name="edition"),
    path("collections/<slug:code>/<int:year>/editions/<int:version>/package.zip", editions.package, name="edition_package"),
    path("collections/<slug:code>/<int:year>/correct/", views.open_correction, name="open_correction"),
    path("collections/<slug:code>/indicators/<slug:indicator>/", views.indicator, name="indicator"),
    path("collections/<slug:code>/regions/<str:region>/", views.region, name="region"),
]
urlpatterns += [
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/new/", rounds.new_round, name="new_round"),
    path("rounds/officers/", rounds.region_officers, name="officers"),
    path("rounds/officers/<int:pk>/end/", rounds.end_officer, name="end_officer"),
    path("rounds/<int:pk>/", rounds.round_page, name="round"),
    path("rounds/<int:pk>/invite/", rounds.invite_new, name="invite_new"),
    path("rounds/<int:pk>/publish/", rounds.publish_round, name="publish_round"),
    path("rounds/<int:pk>/returns/", returns.returns, name="returns"),
    path("rounds/<int:pk>/returns/<slug:verb>/", returns.move_returns, name="move_returns"),
    path("rounds/<int:pk>/template/", sheets.template, name="template"),
    path("rounds/<int:pk>/sheet/", sheets.bring_sheet, name="bring_sheet"),
    path("sheets/<int:pk>/", sheets.sheet, name="sheet"),
    path("sheets/<int:pk>/cancel/", sheets.cancel_sheet, name="cancel_sheet"),
    path("sheets/<int:pk>/file/", sheets.sheet_file, name="sheet_file"),
    path("submissions/<int:pk>/", submissions.submission, name="submission"),
    path("submissions/<int:pk>/checks/", sections.checks, name="checks"),
    path("submissions/<int:pk>/template/", sheets.own_template, name="own_template"),
    path("submissions/<int:pk>/sheet/", sheets.bring_own_sheet, name="bring_own_sheet"),
    path("submissions/<int:pk>/send/", submissions.send_return, name="send_return"),
    path("submissions/<int:pk>/certify/", submissions.certify_return, name="certify_return"),
    path("submissions/<int:pk>/accept/", submissions.accept_return, name="accept_return"),
    path("submissions/<int:pk>/ask/", submissions.ask_library, name="ask_library"),
    path("submissions/<int:pk>/sections/<slug:section>/", sections.section, name="section"),
    path("submissions/<int:pk>/questions/<slug:rule>/", submissions.answer_flag, name="answer_flag"),
    path("submissions/<int:pk>/items/<slug:key>/", submissions.cell_history, name="cell_history"),
    path("submissions/<int:pk>/items/<slug:key>/edit/", submissions.edit_cell, name="edit_cell"),
    path("queries/<int:pk>/answer/", submissions.answer_query, name="answer_query"),
]
urlpatterns += [
    path("questionnaires/", questionnaires.questionnaires, name="questionnaires"),
    path("questionnaires/bring/", questionnaires.bring, name="bring_questionnaire"),
    path("questionnaires/<slug:code>/", questionnaires.questionnaire, name="questionnaire"),
    path("questionnaires/<slug:code>/propose/<slug:kind>/", proposals.propose_change, name="propose_change"),
    path("questionnaires/<slug:code>/change/", changes.open_next, name="open_change"),
    path("questionnaires/<slug:code>/versions/<str:version>/", questionnaires.version, name="questionnaire_version"),
    path("questionnaires/<slug:code>/versions/<str:version>/changes/", questionnaires.compared, name="questionnaire_compared"),
    path("questionnaires/<slug:code>/versions/<str:version>/file.toml", questionnaires.as_file, name="questionnaire_file"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<int:pk>/withdraw/", proposals.withdraw, name="withdraw_proposal"),
    path("proposals/<int:pk>/take-up/", proposals.take, name="take_up"),
    path("proposals/<int:pk>/turn-down/", proposals.refuse, name="turn_down"),
    path("changes/<int:pk>/", changes.change, name="change"),
    path("changes/<int:pk>/give-up/", changes.give_up, name="give_up_change"),
]
