"""Readability formulas with the constants as published. Each takes `Counts` of a text with words and gives a float.

Constants of Russian formulas were read in the package ruts 0.19.0 (MIT) and in the sources of plainrussian.ru; the papers named were not seen unless
said. Constants of English formulas are from memory and equal those of the package textstat 0.7.13 (MIT), save where said.
"""

from __future__ import annotations

from math import sqrt

from .counting import Counts


def ease(counts: Counts, base: float, sentence: float, word: float) -> float:
    """base - sentence · words / sentences - word · syllables / words."""
    return base - sentence * counts.words_per_sentence - word * counts.syllables_per_word


def grade(counts: Counts, sentence: float, word: float, less: float) -> float:
    """sentence · words / sentences + word · syllables / words - less."""
    return sentence * counts.words_per_sentence + word * counts.syllables_per_word - less


def flesch(counts: Counts) -> float:
    """206.835 - 1.015 · words/sentences - 84.6 · syllables/words (Flesch R. A new readability yardstick. J. Applied Psychology 32, 1948)."""
    return ease(counts, 206.835, 1.015, 84.6)


def flesch_oborneva_a(counts: Counts) -> float:
    """206.835 - 1.3 · words/sentences - 60.1 · syllables/words (Оборнева И. В., 2005/2006, variant A)."""
    return ease(counts, 206.835, 1.3, 60.1)


def flesch_oborneva_b(counts: Counts) -> float:
    """206.836 - 1.52 · words/sentences - 65.14 · syllables/words (the same works, variant B, as later studies of Kazan use it)."""
    return ease(counts, 206.836, 1.52, 65.14)


def flesch_kincaid(counts: Counts) -> float:
    """0.39 · words/sentences + 11.8 · syllables/words - 15.59 (Kincaid J. P. and others. Research Branch Report 8-75. Navy, 1975)."""
    return grade(counts, 0.39, 11.8, 15.59)


def flesch_kincaid_plainrussian(counts: Counts) -> float:
    """0.318 · words/sentences + 14.2 · syllables/words - 30.5 (plainrussian.ru, Бегтин; fitted on 68 texts with grades)."""
    return grade(counts, 0.318, 14.2, 30.5)


def flesch_kincaid_academic(counts: Counts) -> float:
    """0.36 · words/sentences + 5.76 · syllables/words - 11.97 (Solovyev, Ivanov, Solnyshkina 2018; textbooks of grades 5–11)."""
    return grade(counts, 0.36, 5.76, 11.97)


def sis_2023(counts: Counts) -> float:
    """-17.5 + 0.56 · words/sentences + 2.45 · letters/words (Solovyev, Ivanov, Solnyshkina 2023; 154 textbooks of grades 2–11)."""
    return -17.5 + 0.56 * counts.words_per_sentence + 2.45 * counts.letters_per_word


def smog(counts: Counts) -> float:
    """1.043 · √(30 · hard words / sentences) + 3.1291; a hard word has three syllables or more (McLaughlin G. H. SMOG grading. J. of Reading 12, 1969).
    Made for samples of 30 sentences."""
    return 1.043 * sqrt(30 * counts.words_from(3) / counts.sentences) + 3.1291


def smog_russian(counts: Counts) -> float:
    """1.1 · √(64.6 · hard words / sentences) + 0.05; a hard word has five syllables or more (plainrussian.ru; the five by ruts)."""
    return 1.1 * sqrt(64.6 * counts.words_from(5) / counts.sentences) + 0.05


def ari(counts: Counts) -> float:
    """4.71 · characters/words + 0.5 · words/sentences - 21.43; letters and figures are characters (Smith E. A., Senter R. J. AMRL-TR-66-220, 1967)."""
    return 4.71 * counts.characters / counts.words + 0.5 * counts.words_per_sentence - 21.43


def ari_russian(counts: Counts) -> float:
    """6.26 · letters/words + 0.2805 · words/sentences - 31.04 (plainrussian.ru)."""
    return 6.26 * counts.letters_per_word + 0.2805 * counts.words_per_sentence - 31.04


def coleman_liau(counts: Counts) -> float:
    """0.0588 · L - 0.296 · S - 15.8 with letters L and sentences S a hundred words (Coleman M., Liau T. L. J. Applied Psychology 60, 1975).
    textstat cuts 0.0588 to 0.058."""
    return 0.0588 * 100 * counts.letters_per_word - 0.296 * 100 * counts.sentences / counts.words - 15.8


def coleman_liau_russian(counts: Counts) -> float:
    """0.055 · L - 0.35 · S - 20.33 with letters L and sentences S a hundred words (plainrussian.ru)."""
    return 0.055 * 100 * counts.letters_per_word - 0.35 * 100 * counts.sentences / counts.words - 20.33


def dale_chall(counts: Counts) -> float | None:
    """0.1579 · P + 0.0496 · words/sentences, and 3.6365 more where P > 5; P is the percentage of words outside the list of familiar words
    (Dale E., Chall J. S. A formula for predicting readability. Educational Research Bulletin 27, 1948). None without a list."""
    if counts.unfamiliar is None:
        return None
    percent = 100 * counts.unfamiliar / counts.words
    return 0.1579 * percent + 0.0496 * counts.words_per_sentence + (3.6365 if percent > 5 else 0.0)


def dale_chall_plainrussian(counts: Counts) -> float:
    """0.552 · P + 0.273 · words/sentences; for want of a Russian list P is the percentage of words with five syllables or more (plainrussian.ru)."""
    return 0.552 * 100 * counts.words_from(5) / counts.words + 0.273 * counts.words_per_sentence


def lix(counts: Counts) -> float:
    """words/sentences + 100 · long words/words; a long word has more than six letters (Björnsson C. H. Läsbarhet, 1968)."""
    return counts.words_per_sentence + 100 * counts.long_words / counts.words
