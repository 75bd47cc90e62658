"""What was said about the draft of the agenda in the session of 2019 as it is played again. All of it is invented."""

TITLE = ("Апрельская библиотечная московская повестка (демо)", "April Library Moscow Agenda (demo)")
SUMMARY = (
    "Документ сессии, сыгранной заново: тексты рекомендаций – из поставляемой повестки, замечания, решения по ним и голоса вымышлены.",
    "The document of the session played again: the guidelines are those of the shipped agenda, comments, dispositions and votes are invented.",
)
NOTE = (
    "Учтены замечания участников: у каждой рекомендации сказано, как понять, что получилось.",
    "Comments of the participants are worked in: every guideline says how one can tell that it has worked.",
)

SHORTENED = ("I.1", "II.1", "III.2", "IV.1", "IV.2", "V.1", "VI.2")
"""Guidelines whose first draft did not say yet how one can tell that they have worked: the last sentence is missing in it."""
HALF_TAKEN = "IV.1"
"""The one for which another last sentence was proposed than the committee has written."""
ANOTHER_END = "Получилось, если молодой специалист остаётся в библиотеке не меньше пяти лет."

WHY_PROPOSED = "Как мы поймём, что получилось? Предлагаю сказать это в самой рекомендации."
TAKEN = ("accepted", "Принято: так можно проверить, исполняется ли рекомендация. Английский текст дополнен так же.")
HALF = ("changed", "Мысль принята, но не срок: оставаться в профессии можно и сменив библиотеку. Слова подобраны комитетом.")

REMARKS = (
    (
        "I.2",
        "Партнёром может быть и университет, не только власть и бизнес.",
        "refused",
        "Университетам посвящено направление II; здесь речь о договорах.",
    ),
    ("II.5", "Who will pay for the translations?", "refused", "The guideline says what is wanted; money is dealt with in direction VI."),
    ("III.6", "Назовите прямо подростков в трудной ситуации.", "accepted", "Они названы в тексте, который вынесен на голосование."),
    ("V.3", "Хорошо бы сослаться на рекомендации ИФЛА.", "accepted", "Ссылка есть в тексте, который вынесен на голосование."),
    ("VI.1", "Отчёт перед дарителями нужен каждый год.", "refused", "Срок отчёта устанавливает устав каждой ассоциации."),
    ("", "Спасибо группам: документ короткий, его прочтут.", "accepted", "Спасибо. Комитет постарался не сделать его длиннее."),
)
"""Code of the guideline (empty: on the whole), the words, and what the committee made of them."""
ANSWER = ("I.2", "Согласен с комитетом: иначе направления повторят друг друга.")

LEFT = {
    "I": ("Единый логотип всех библиотек", "One logo for all libraries", "Группа разделилась поровну; это решают сами библиотеки."),
    "VI": ("Запас на год вперёд", "Reserves for a year ahead", "Это правило бюджета, а не направление работы; передано правлению."),
}
"""A proposal of the group that the committee left, and why."""

STAYED_AWAY, AGAINST, ABSTAINED = 13, 19, 11
"""Every so-manyth did not vote, was against, abstained."""
