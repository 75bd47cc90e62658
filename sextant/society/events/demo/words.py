"""What the demo's events say; every name and place in them is invented."""

from typing import Any

PAST: dict[str, Any] = {
    "form": "school",
    "title_ru": "Школа молодых библиотекарей",
    "title_en": "School of young librarians",
    "summary_ru": "Два дня о том, как начать своё дело в библиотеке: от замысла до отчёта.",
    "summary_en": "Two days on how to start something of one’s own in a library: from the idea to the report.",
    "about_ru": "Для тех, кто работает в библиотеке первые пять лет. Занятия в малых группах, у каждой группы – наставник.",
    "about_en": "For those in their first five years at a library. Work in small groups, each with a mentor.",
    "place_ru": "Приозёрск, Центральная библиотека (вымышлено)",
    "place_en": "Lakeside, Central Library (invented)",
    "hours": 16,
    "capacity": 40,
}
COMING: dict[str, Any] = {
    "form": "congress",
    "title_ru": "Ежегодный библиотечный конгресс",
    "title_en": "Annual library congress",
    "summary_ru": "Главная встреча года: доклады, круглые столы, общее собрание секций.",
    "summary_en": "The main meeting of the year: talks, round tables, the assembly of sections.",
    "about_ru": "Первый день – **пленарное заседание**, второй – секции. Доклады можно слушать и по сети.",
    "about_en": "The first day is the **plenary**, the second belongs to the sections. Talks can be followed online as well.",
    "place_ru": "Заречный, Дом книги (вымышлено)",
    "place_en": "Riverside, House of Books (invented)",
    "online_url": "https://congress.demo.example/room",
    "hours": 12,
    "capacity": 18,
}
ROOMS = [("Большой зал", "Great hall", 200), ("Малый зал", "Small hall", 40)]
TRACKS = [("Молодые в профессии", "Young in the profession"), ("Фонды и каталоги", "Collections and catalogues")]
SPEAKERS = [
    ("Мария Берестова (вымышлена)", "Maria Berestova (invented)", "директор районной библиотеки", "director of a district library"),
    (
        "Павел Лукошкин (вымышлен)",
        "Pavel Lukoshkin (invented)",
        "преподаватель, руководит студенческой мастерской",
        "teaches, leads a students’ workshop",
    ),
    ("Ольга Закладкина (вымышлена)", "Olga Zakladkina (invented)", "библиограф", "bibliographer"),
]
SESSIONS: list[tuple[int, int, int, int | None, int | None, list[int], str, str]] = [
    (0, 10, 90, None, 0, [0], "Открытие: чему нас научил прошлый год", "Opening: what the last year taught us"),
    (0, 12, 60, 0, 0, [1], "Как рассказать о библиотеке за пять минут", "How to tell about a library in five minutes"),
    (0, 12, 60, 1, 1, [2], "Живой каталог: описание, которое находят", "A living catalogue: records that are found"),
    (0, 14, 90, 0, 1, [1, 2], "Мастерская первых проектов", "Workshop of first projects"),
    (1, 10, 90, 1, 0, [2], "Что списать и что сохранить", "What to withdraw and what to keep"),
    (1, 12, 60, 0, 0, [0], "Наставник и новичок: разговор вдвоём", "Mentor and newcomer: a dialogue"),
]
"""Day, hour, minutes, track, room, speakers, and the title in both languages."""
FEEDBACK = [
    (5, 4, 5, "Хочется больше времени в малых группах."),
    (5, 5, 5, ""),
    (4, 4, 5, "Спасибо наставникам."),
    (5, 4, 5, ""),
    (4, 4, 5, "Раздаточные материалы – лучшее, что я увезла домой."),
    (5, 5, 5, ""),
    (4, 5, 5, ""),
    (5, 5, 5, ""),
    (4, 4, 5, "Было бы удобно начинать на час позже."),
    (5, 5, 5, ""),
]
