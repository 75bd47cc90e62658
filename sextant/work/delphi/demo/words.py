"""Invented questions and arguments; no such panel was ever asked."""

STUDY = {
    "title_ru": "Библиотека 2036: что изменится за десять лет",
    "title_en": "The library of 2036: what ten years will change",
    "about_ru": "Три вопроса о важности, один о сроке, один о деньгах. Ответьте так, как думаете сами; группу вы увидите потом.",
    "about_en": "Three questions of importance, one of time, one of money. Answer as you think yourself; the group you will see afterwards.",
}
ITEMS = (
    (
        "Насколько важно, чтобы каждая библиотека учила обращаться с машинно созданными текстами?",
        "How important is it that every library teaches how to deal with machine-made texts?",
        True,
        1,
        7,
        1,
    ),
    ("Насколько важны библиотеки как общественные гостиные города?", "How important are libraries as the living rooms of a town?", True, 1, 7, 1),
    ("Насколько важно сохранить межбиблиотечный абонемент на бумаге?", "How important is it to keep interlibrary loan on paper?", True, 1, 7, 1),
    ("В каком году половина выдачи будет электронной?", "In which year will half of all loans be electronic?", False, 2027, 2060, 5),
)
CONCEPTS = {0: "information literacy", 1: "public library", 2: "interlibrary loan"}
"""Concepts of the shipped thesaurus that the questions of importance are about, by place."""
ENDS = {"low_label_ru": "неважно", "low_label_en": "not important", "high_label_ru": "крайне важно", "high_label_en": "very important"}
OPTIONS = "Фонды | Collections\nЛюди | Staff\nПомещения | Premises\nТехника | Equipment"
ALLOCATION = ("Разделите 100 пунктов бюджета развития.", "Share out 100 points of a development budget.")
FIRST = (
    (7, 6, 6, 7, 5, 6, 7, 4, 6, 7, 6, 5),
    (6, 5, 7, 6, 6, 4, 5, 6, 7, 5, 6, 6),
    (2, 5, 1, 3, 6, 2, 4, 1, 7, 2, 3, 5),
    (2034, 2038, 2031, 2045, 2036, 2040, 2035, 2055, 2037, 2033, 2039, 2036),
)
SECOND = (
    (7, 6, 6, 7, 6, 6, 7, 5, 6, 7, 6),
    (6, 6, 6, 6, 6, 5, 6, 6, 6, 6, 6),
    (2, 4, 1, 3, 6, 2, 3, 1, 7, 2, 3),
    (2035, 2037, 2033, 2040, 2036, 2038, 2036, 2050, 2037, 2035, 2038),
)
WHY = (
    "Иначе люди пойдут учиться туда, где им продадут ответ.",
    "",
    "It is a matter of reading, as before.",
    "",
    "",
    "Школа одна не справится.",
    "",
    "There are other schools for that.",
    "",
    "",
    "",
    "",
)
SHARES = (
    (30, 40, 15, 15),
    (25, 45, 20, 10),
    (40, 30, 15, 15),
    (20, 50, 20, 10),
    (30, 35, 20, 15),
    (25, 40, 15, 20),
    (35, 35, 15, 15),
    (30, 30, 30, 10),
    (20, 45, 25, 10),
    (30, 40, 20, 10),
    (25, 50, 15, 10),
    (35, 30, 20, 15),
)
