"""Readers find what they may see, best first, whatever the inflection, the typing or the database."""

import pytest
from django.contrib.auth.models import AnonymousUser

from sextant.base.accounts.models import User
from sextant.base.search import registry
from sextant.base.search.actions import index, rebuild, remove
from sextant.base.search.models import Entry, Word
from sextant.base.search.queries import matching_ids, search

visitor = AnonymousUser()


def titles(text, user=visitor, **more):
    return [hit.entry.title_ru for hit in search(text, user, **more)[:20]]


@pytest.mark.parametrize("text", ["пушкинской", "ПУШКИНСКАЯ", "пушкинские библиотеки", "библ", "geirbycrfz", "pushkinskaya"])
def test_a_library_is_found_in_any_inflection_beginning_keyboard_and_alphabet(shelf, text):
    shelf("Пушкинская библиотека")
    shelf("Музей")
    assert titles(text) == ["Пушкинская библиотека"]


def test_a_name_with_a_typo_is_found_and_the_page_can_say_so(shelf):
    shelf("Пушкин Александр")
    found = search("пшукин", visitor)
    assert (found.count(), found.also_searched, found[0].title) == (1, ["пушкин"], "<mark>Пушкин</mark> Александр")


def test_words_as_written_come_first_and_titles_before_texts(shelf):
    shelf("Ивановой Анны чтения")
    shelf("Сборник", text="Иванов")
    shelf("Иванов")
    shelf("Ивановский район")
    assert titles("иванов") == ["Иванов", "Сборник", "Ивановой Анны чтения", "Ивановский район"]


def test_heavier_entries_stand_before_lighter_ones(shelf):
    shelf("Архив А")
    shelf("Архив Б", weight=5)
    assert titles("архив") == ["Архив Б", "Архив А"]


def test_a_visitor_finds_nothing_of_the_office_not_even_its_words(shelf, make_user):
    shelf("Секретов Пётр", audience="office")
    shelf("Сектор книги")
    assert (titles("секретов"), search("секретав", visitor).also_searched) == ([], [])
    assert titles("секретов", make_user("secretary")) == ["Секретов Пётр"]


def test_members_find_what_is_for_members_and_users_do_not(shelf, make_user):
    shelf("Каталог членов", audience="members")
    assert (titles("каталог", make_user()), titles("каталог", make_user("member"))) == ([], ["Каталог членов"])


def test_an_app_may_open_one_section_or_all_of_them(shelf, make_user):
    shelf("Протокол", audience="section:1")
    shelf("Протокол второй", audience="section:2")
    chair, officer = make_user(), make_user("secretary")
    registry.register_audience(lambda user: {"section:*"} if user == officer else {"section:1"} if user == chair else set())
    assert (titles("протокол"), titles("протокол", chair)) == ([], ["Протокол"])
    assert titles("протокол", officer) == ["Протокол", "Протокол второй"]


def test_an_inactive_user_finds_what_a_visitor_finds(shelf, make_user):
    shelf("Тайна", audience="users")
    assert titles("тайна", make_user("secretary", is_active=False)) == []


def test_snippets_are_escaped_and_stand_around_the_first_word_found(shelf):
    shelf("О чтении", summary_ru="слово " * 60 + "<script> чтение детей")
    snippet = search("чтение", visitor)[0].snippet
    assert ("&lt;script&gt; <mark>чтение</mark> детей" in snippet, "<script>" in snippet, snippet[0]) == (True, False, "…")


def test_a_changed_object_is_found_by_its_new_words_only_and_old_ones_are_forgotten(shelf):
    user = shelf("Старое имя")
    shelf.drafts[user.pk] = shelf.drafts[user.pk].__class__(title_ru="Новое имя", title_en="", url_name="root", audience="public")
    index(user)
    assert (titles("старое"), titles("новое"), sorted(Word.objects.values_list("word", flat=True))) == ([], ["Новое имя"], ["имя", "новое"])


def test_removing_an_object_leaves_no_trace_of_its_words(shelf):
    user = shelf("Иванов Иван")
    shelf("Иван Купала")
    remove(user)
    assert (titles("иванов"), sorted(Word.objects.values_list("word", flat=True))) == (["Иван Купала"], ["иван", "купала"])


def test_a_draft_of_none_is_not_to_be_found(shelf):
    user = shelf("Черновик")
    shelf.drafts[user.pk] = None
    index(user)
    assert (titles("черновик"), Entry.objects.count(), Word.objects.count()) == ([], 0, 0)


def test_rebuilding_gives_the_same_entries_and_forgets_what_is_gone(shelf):
    shelf("Первая")
    gone = shelf("Вторая")
    User.objects.filter(pk=gone.pk).delete()
    assert (rebuild(), titles("первая"), titles("вторая")) == ({"thing": 1}, ["Первая"], [])
    assert list(Word.objects.values_list("word", flat=True)) == ["первая"]


@pytest.mark.parametrize("text", ["книга", "кинга", "rybuf", "нет такого", "книга книги"])
def test_a_search_with_its_page_takes_at_most_four_queries(shelf, django_assert_max_num_queries, text):
    for number in range(3):
        shelf(f"Книга {number}")
    with django_assert_max_num_queries(4):
        found = search(text, visitor)
        assert len(found[:50]) == found.count()


def test_a_list_is_narrowed_by_a_subquery_that_forgives_typos(shelf):
    user = shelf("Достоевская библиотека")
    shelf("Другая")
    assert list(User.objects.filter(pk__in=matching_ids("thing", "Дастоевской"))) == [user]


@pytest.mark.parametrize("text", ["достоевской", "дастоевской", "нет такого", "!"])
def test_a_kind_with_many_entries_is_sought_the_other_way_round_and_finds_the_same(shelf, make_user, text):
    for audience in ("public", "office", "section:1"):
        shelf("Достоевская библиотека", audience=audience)
    shelf("Другая")
    for user in (visitor, make_user(), make_user("secretary"), None):
        both = [sorted(matching_ids("thing", text, user, many=many).values_list("key", flat=True)) for many in (False, True)]
        assert both[0] == both[1]


def test_a_list_narrowed_for_a_visitor_holds_nothing_of_the_office(shelf):
    shelf("Секретов", audience="office")
    assert list(User.objects.filter(pk__in=matching_ids("thing", "секретов", visitor))) == []


@pytest.mark.parametrize("text", ["", "   ", "!!!", '"', "' OR 1=1", "a" * 5000, "~^*:", "AND OR NOT", "NEAR(a b)"])
def test_odd_questions_are_answered_without_an_error(shelf, text):
    shelf("Книга")
    assert titles(text) == []


def test_numbers_by_kind_are_of_everything_found(shelf):
    shelf("Книга")
    found = search("книга", visitor, kinds=("other",))
    assert (found.count(), found.by_kind, found.facets) == (0, {"thing": 1}, [("thing", "Things", 1)])
