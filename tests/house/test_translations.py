"""Every sentence has Russian words, in every house; one without them is found."""

import re

import pytest

from sextant.base.words import catalogues
from tests.house.copies import HOUSE, copy_of_the_house, run_in

pytestmark = pytest.mark.once


@pytest.mark.parametrize("house", catalogues.houses(), ids=lambda house: house.name)
def test_every_sentence_of_the_house_has_russian_words(house):
    assert catalogues.untranslated(house) == []


def test_an_untranslated_sentence_is_found_in_code_and_in_a_template(tmp_path):
    folder = copy_of_the_house(tmp_path)
    for file, text in (
        ("base/jobs/queries.py", '\nfrom django.utils.translation import gettext as _\n_("Nobody said this in Russian.")\n'),
        ("base/jobs/templates/jobs/detail.html", '{% trans "Nor was this said." %}'),
    ):
        with (folder / "sextant" / file).open("a") as code:
            code.write(text)
    answer = run_in(folder, "-m", "sextant.base.words.catalogues", "check")
    told = [f"base/jobs: no Russian words for: {sentence}" in answer.stdout for sentence in ("Nobody said this in Russian.", "Nor was this said.")]
    assert (answer.returncode, told) == (1, [True, True])


def test_the_same_sentence_has_the_same_words_in_every_house():
    """Django joins all catalogues: of two translations of one sentence only one would be seen."""
    said: dict[tuple[str, str], dict[str, set[str]]] = {}
    for house in catalogues.houses():
        for message in catalogues.kept_in(house):
            if message.id and message.string:
                sentence = message.id if isinstance(message.id, str) else message.id[0]
                said.setdefault((message.context or "", sentence), {}).setdefault(str(message.string), set()).add(house.name)
    assert {sentence: words for sentence, words in said.items() if len(words) > 1} == {}


def test_every_name_under_which_sentences_are_translated_is_known_to_the_collector():
    """A sentence inside a call that the collector does not know would never get its Russian words."""
    aliases = {
        name
        for path in HOUSE.rglob("*.py")
        for name in re.findall(r"from django\.utils\.translation import n?p?gettext(?:_lazy|_noop)? as (\w+)", path.read_text())
    }
    assert {"_", "say"} <= aliases <= set(catalogues.KEYWORDS)
