"""What the demo tells: findings, briefs, protocols, outcomes. Works, authors and figures are invented."""

from typing import Any

NOTE = ("Вымышленная работа для показа.", "An invented work, for show.")
SECTIONS = ("found", "audience", "certainty", "needs", "costs", "risks")

FINDINGS: tuple[dict[str, Any], ...] = (
    {
        "title": ("Отмена штрафов возвращает должников в библиотеку", "Dropping fines brings debtors back"),
        "said": (
            "После отмены пени доля читателей, вернувших просроченные книги, выросла; объём фонда, находящегося на руках сверх срока, не изменился.",
            "After fines were dropped the share of readers who returned overdue books rose; the stock kept beyond its term did not change.",
        ),
        "authors": ("Полыгалова Д., Чернец С.", "Polygalova D., Chernets S."),
        "strength": "repeated",
        "ago": 1500,
        "wait": 360,
        "stage": "adopted",
        "topic": "loan",
        "brief": (
            (
                "Если отменить пеню, люди приносят книги назад. Книг на руках больше не становится.",
                "If you drop fines, people bring books back. No more books stay away.",
            ),
            ("Публичные библиотеки с абонементом.", "Public libraries that lend."),
            (
                "Два исследования в разных странах пришли к одному. Годы после отмены изучены мало.",
                "Two studies in different countries agree. Little is known of the years after.",
            ),
            ("Решение учредителя, новые правила и письмо должникам.", "A decision of the founder, new rules and a letter to debtors."),
            ("Потеря суммы пени за год; печать и рассылка писем.", "The year's fines; printing and posting letters."),
            ("Редкие книги могут задержаться. Оставьте для них залог.", "Rare books may stay away longer. Keep a deposit for them."),
        ),
        "indicator": ("Должники, вернувшие книги за квартал", "Debtors who returned books in a quarter"),
        "unit": ("человек", "people"),
        "pilots": ((120, 186, 640, "worked", (110, 121)), (58, 77, 300, "worked", None), (40, 39, 210, "failed", None)),
        "verdict": "adopt",
        "adoptions": 3,
    },
    {
        "title": ("Книжный клуб по видеосвязи удерживает читателей из сёл", "A book club by video keeps readers from villages"),
        "said": (
            "Участники из населённых пунктов без библиотеки посещали встречи по видеосвязи чаще, чем очные, и чаще продлевали читательский билет.",
            "People from places without a library came to video meetings more often than to those on site, and renewed their cards more often.",
        ),
        "authors": ("Вешнякова Т.", "Veshnyakova T."),
        "strength": "compared",
        "ago": 980,
        "wait": 540,
        "stage": "recommended",
        "topic": "reading",
        "brief": (
            ("Клуб по видеосвязи собирает тех, кто не доедет до библиотеки.", "A club by video gathers those who cannot get to the library."),
            ("Районные библиотеки с филиалами в сёлах.", "District libraries with branches in villages."),
            ("Одно исследование с группой сравнения.", "One study with a comparison group."),
            ("Ведущий, камера и три вечера в месяц.", "A host, a camera and three evenings a month."),
            ("Полставки ведущего; лицензия на видеосвязь, если нужна.", "Half a post for the host; a licence for video, if needed."),
            ("Без ведущего беседа гаснет за два месяца.", "Without a host the talk dies within two months."),
        ),
        "indicator": ("Продлённые читательские билеты участников", "Cards renewed by those who took part"),
        "unit": ("%", "%"),
        "pilots": ((52, 66, 84, "worked", None), (47, 51, 60, "partly", (48, 49))),
        "running": 1,
        "verdict": "adapt",
        "few": (
            "Третья площадка ещё идёт, а сёлам помощь нужна к осени.",
            "The third pilot still runs, and villages need this by autumn.",
        ),
        "adoptions": 0,
    },
    {
        "title": ("Тихий час помогает студентам с нарушениями внимания", "A quiet hour helps students with attention disorders"),
        "said": (
            "В залах с ежедневным тихим часом студенты с нарушениями внимания занимались дольше без перерыва.",
            "In rooms with a daily quiet hour, students with attention disorders worked longer without a break.",
        ),
        "authors": ("Лисовский А., Дроздова Е.", "Lisovsky A., Drozdova E."),
        "strength": "exploring",
        "ago": 610,
        "wait": 210,
        "stage": "piloted",
        "topic": "inclusion",
        "brief": (
            (
                "Один тихий час в день, и заниматься легче тем, кого всё отвлекает.",
                "One quiet hour a day makes work easier for those whom everything distracts.",
            ),
            ("Вузовские и научные библиотеки.", "University and research libraries."),
            ("Одно исследование без сравнения: верим осторожно.", "One study without a comparison: believe it with care."),
            ("Объявление у входа и дежурный.", "A sign at the door and somebody on duty."),
            ("Почти ничего.", "Next to nothing."),
            ("Соседние залы станут шумнее.", "Rooms next door may grow louder."),
        ),
        "indicator": ("Минут работы без перерыва", "Minutes of work without a break"),
        "unit": ("мин", "min"),
        "pilots": ((31, 33, 18, "unclear", None),),
        "running": 1,
        "adoptions": 0,
    },
    {
        "title": ("Подсказки в каталоге сокращают отказы", "Hints in the catalogue reduce failed searches"),
        "said": (
            "Когда пустой ответ каталога сопровождался подсказкой, вдвое больше запросов заканчивалось заказом.",
            "When an empty answer came with a hint, twice as many searches ended in an order.",
        ),
        "authors": ("Ярошенко М.", "Yaroshenko M."),
        "strength": "compared",
        "ago": 400,
        "stage": "inviting",
        "topic": "catalogue",
        "brief": (
            ("Пустой ответ с подсказкой лучше пустого ответа.", "An empty answer with a hint beats an empty answer."),
            ("Библиотеки, которые могут менять страницы каталога.", "Libraries that can change the pages of their catalogue."),
            ("Одно исследование с контрольной неделей.", "One study with a control week."),
            ("День программиста и список частых опечаток.", "A day of a programmer and a list of frequent slips."),
            ("Два рабочих дня.", "Two days of work."),
            ("Подсказки устаревают, их надо пересматривать.", "Hints grow old and must be looked over."),
        ),
        "adoptions": 0,
    },
    {
        "title": ("Рассказ сотрудника о книге действует сильнее выставки", "A librarian's word about a book works better than a display"),
        "said": (
            "Книги, о которых сотрудник рассказал на ленте, выдавались чаще, чем стоявшие на выставке.",
            "Books that a member of staff spoke about online were lent more often than those on display.",
        ),
        "authors": ("Берёзкина О.", "Beryozkina O."),
        "strength": "exploring",
        "ago": 250,
        "stage": "briefed",
        "topic": "reading",
        "brief": (
            ("Минутный рассказ о книге продвигает её лучше полки у входа.", "A minute's talk about a book moves it better than a shelf at the door."),
            ("Любые библиотеки со страницей в сети.", "Any library with a page on the web."),
            ("Одно исследование в одном городе.", "One study in one town."),
            ("Телефон и согласие сотрудника.", "A telephone and a willing colleague."),
            ("Час в неделю.", "An hour a week."),
            ("Лица сотрудников показывают только с их согласия.", "Faces of staff are shown only with their consent."),
        ),
        "adoptions": 0,
    },
    {
        "title": ("Семейные каталоги поощряют чтение дошкольников", "Family catalogues encourage reading before school"),
        "said": (
            "Семьи, получавшие печатный каталог, брали больше книг для малышей в течение полугода.",
            "Families that got a printed catalogue borrowed more books for small children for half a year.",
        ),
        "authors": ("Снегирёва П.", "Snegiryova P."),
        "strength": "single",
        "ago": 160,
        "stage": "found",
        "topic": "children",
        "adoptions": 0,
    },
    {
        "title": ("Запах кофе удлиняет посещение", "The smell of coffee makes visits longer"),
        "said": ("Посетители зала рядом с кофейней оставались дольше.", "Visitors of a room beside a café stayed longer."),
        "authors": ("Кружкин В.", "Kruzhkin V."),
        "strength": "single",
        "ago": 90,
        "stage": "proposed",
        "topic": "library",
        "adoptions": 0,
    },
)

PROTOCOL = {
    "steps": (
        "Неделя замеров, изменение, затем тот же замер через квартал.",
        "A week of measuring, the change, then the same measure a quarter later.",
    ),
    "method": ("Считаем по журналу абонемента, два человека независимо.", "Counted from the lending log, by two people independently."),
    "ethics": ("Только числа; имена не собираются.", "Numbers only; no names are taken."),
}
ASKS = (
    "Провести замер до и после и рассказать, что вышло, даже если не вышло.",
    "Measure before and after, and tell what came of it, even if nothing did.",
)
OFFERS = ("Помощь с программой апробации и место в итоговом сборнике.", "Help with the protocol and a place in the final collection.")
EVENTS = (("Первый замер проведён.", "The first measure is taken."), ("Сменился ведущий.", "The host has changed."))
REASONS = {
    "worked": ("Сдвиг больше, чем в группе сравнения, и держался весь срок.", "The change was larger than elsewhere and lasted the whole term."),
    "partly": ("Сработало у тех, кто пришёл больше двух раз.", "It worked for those who came more than twice."),
    "failed": ("Письма дошли до половины адресатов: адреса устарели.", "Half of the letters did not arrive: the addresses were old."),
    "unclear": ("Слишком мало участников, чтобы судить.", "Too few took part to tell."),
}
RECOMMENDED = {
    "adopt": ("Отменить пеню и написать должникам.", "Drop fines and write to debtors."),
    "adapt": ("Начать с одного клуба и постоянного ведущего.", "Begin with one club and a host who stays."),
}
ADAPTED = ("Оставили залог за редкие издания.", "Начали с детского абонемента.", "")
