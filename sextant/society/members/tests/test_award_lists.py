"""Lists of awarded books come from the houses that keep them; nobody imports these houses."""

import pytest

from sextant.society.members import award_lists
from sextant.society.members.award_lists import AwardEntry, AwardList

MEDAL = AwardList("medal", "Медаль", "Medal", "the jury's page", (AwardEntry("978-5-17-118366-0", "A book", "An author", 2020),))


@pytest.fixture
def empty(monkeypatch):
    monkeypatch.setattr(award_lists, "_providers", [])


def test_lists_come_in_the_order_of_their_codes_and_a_provider_counts_once(empty):
    def medals():
        return [MEDAL, AwardList("apple", "", "Apple", "")]

    award_lists.register(medals)
    award_lists.register(medals)
    assert [one.code for one in award_lists.lists()] == ["apple", "medal"]


def test_of_two_lists_with_one_code_the_first_registered_stands(empty):
    award_lists.register(lambda: [MEDAL])
    award_lists.register(lambda: [AwardList("medal", "Другая", "Another", "")])
    assert award_lists.lists() == [MEDAL]


def test_a_list_is_called_by_its_other_name_where_one_is_missing():
    named = [one.title(language) for one in (MEDAL, AwardList("apple", "", "Apple", "")) for language in ("ru", "en")]
    assert named == ["Медаль", "Medal", "Apple", "Apple"]
