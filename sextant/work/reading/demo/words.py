"""What the demo says of children's reading; every book, author, publisher and award is invented."""

from typing import Any

TOPICS = (
    ("friendship", "Дружба", "Friendship"),
    ("family", "Семья", "Family"),
    ("nature", "Природа", "Nature"),
    ("courage", "Смелость", "Courage"),
    ("history", "История", "History"),
    ("science", "Наука", "Science"),
    ("humour", "Смешное", "Humour"),
)
CRITERIA = (
    (
        "text",
        "Текст",
        "Text",
        "Язык, строй, голос: хочется ли читать дальше и вслух.",
        "Language, build, voice: does one want to read on, and aloud?",
        3,
    ),
    ("pictures", "Иллюстрации", "Illustration", "Говорят ли рисунки своё, а не повторяют текст.", "Do the pictures say something of their own?", 2),
    (
        "respect",
        "Уважение к ребёнку",
        "Respect for the child",
        "Говорит ли книга с читателем на равных.",
        "Does the book talk to its reader as an equal?",
        3,
    ),
    ("topical", "Современность", "Topicality", "Нужен ли этот разговор сегодня.", "Is this talk needed today?", 1),
    ("print", "Качество издания", "Print quality", "Бумага, кегль, переплёт.", "Paper, type size, binding.", 1),
)
AWARDS: tuple[dict[str, Any], ...] = (
    {
        "code": "demo-amber-compass",
        "award": "Янтарный компас",
        "name": ("Янтарный компас (вымышленная премия)", "Amber Compass (an invented award)"),
        "about": ("Премия за лучшую книгу для подростков. Придумана для демонстрации.", "For the best book for teenagers. Invented for the demo."),
        "country": "RU",
        "language": "rus",
    },
    {
        "code": "demo-paper-boat",
        "award": "Paper Boat",
        "name": ("Бумажный кораблик (вымышленная премия)", "Paper Boat (an invented award)"),
        "about": ("Премия за книжку-картинку. Придумана для демонстрации.", "For a picture book. Invented for the demo."),
        "country": "GB",
        "language": "eng",
    },
)
ENTRIES = {
    "demo-amber-compass": (
        ("winner", 1, "Кот на маяке", "Ветров Пётр", "Лисицына Анна"),
        ("honour", 1, "Двенадцать шагов до школы", "Озерова Мария", ""),
        ("shortlist", 1, "Карта без севера", "Гулин Илья", ""),
        ("winner", 2, "Лето у бабушки Ули", "Снегирёва Дарья", "Мохов Егор"),
        ("honour", 2, "Письма в бутылке", "Ветров Пётр", ""),
        ("winner", 3, "Мост через Тихую", "Каменев Олег", ""),
    ),
    "demo-paper-boat": (
        ("winner", 1, "The Tailor of Small Clouds", "Fern, Iris", "Fern, Iris"),
        ("honour", 1, "Nobody Asked the Goat", "Hollow, Ned", "Pike, Ada"),
        ("winner", 2, "A Pocket of Rain", "Marsh, Lena", "Marsh, Lena"),
    ),
}
PUBLISHERS = ("Издательство «Белый стриж» (вымышленное)", "Издательство «Лодочка» (вымышленное)", "Fernhill Books (invented)")
BOOKS: tuple[dict[str, Any], ...] = (
    {
        "title": "Кот на маяке",
        "en": "The Cat at the Lighthouse",
        "author": "Ветров Пётр",
        "illustrator": "Лисицына Анна",
        "ages": (7, 10),
        "topics": ("friendship", "courage"),
        "quality": 5,
        "note": (
            "Смотритель маяка нанимает на работу кота, и кот относится к делу серьёзно. Короткие главы удобно читать вслух.",
            "A lighthouse keeper hires a cat, and the cat takes the job seriously. Short chapters, good for reading aloud.",
        ),
    },
    {
        "title": "Двенадцать шагов до школы",
        "en": "Twelve Steps to School",
        "author": "Озерова Мария",
        "illustrator": "",
        "ages": (9, 12),
        "topics": ("courage", "family"),
        "quality": 4,
        "note": (
            "Дорога в новую школу — двенадцать шагов и двенадцать разговоров. Книга о переезде без утешительных слов.",
            "The way to a new school: twelve steps and twelve talks. About moving house, without words of comfort.",
        ),
    },
    {
        "title": "Карта без севера",
        "en": "A Map without North",
        "author": "Гулин Илья",
        "illustrator": "Пташкина Вера",
        "ages": (11, 15),
        "topics": ("courage", "nature"),
        "quality": 3,
        "note": (
            "Подростки идут по тундре с картой, на которой стёрт север. Приключение, в котором важнее всего договориться.",
            "Teenagers cross the tundra with a map whose north is worn away. An adventure in which agreeing matters most.",
        ),
    },
    {
        "title": "Бабушка считает звёзды",
        "en": "Grandmother Counts Stars",
        "author": "Ладная Ирина",
        "illustrator": "Ладная Ирина",
        "ages": (3, 6),
        "topics": ("family", "science"),
        "quality": 5,
        "note": (
            "Книжка-картинка о бабушке-астрономе и о том, почему до конца досчитать нельзя.",
            "A picture book about a grandmother who is an astronomer, and why one cannot count to the end.",
        ),
    },
    {
        "title": "Nobody Asked the Goat",
        "ru": "Козу не спросили",
        "author": "Hollow, Ned",
        "illustrator": "Pike, Ada",
        "ages": (4, 7),
        "topics": ("humour",),
        "quality": 4,
        "language": "eng",
        "note": (
            "Весёлая история на английском языке о козе, у которой своё мнение обо всём.",
            "A funny story about a goat with an opinion on everything.",
        ),
    },
    {
        "title": "Как устроен дождь",
        "en": "How Rain Works",
        "author": "Водяной Семён",
        "illustrator": "Мохов Егор",
        "ages": (6, 9),
        "topics": ("science", "nature"),
        "quality": 4,
        "note": (
            "Познавательная книга с опытами, для которых нужны банка, лёд и терпение.",
            "A book of experiments that need a jar, some ice and patience.",
        ),
    },
    {
        "title": "Тысяча и один гвоздь",
        "en": "A Thousand and One Nails",
        "author": "Каменев Олег",
        "illustrator": "",
        "ages": (10, 14),
        "topics": ("history", "family"),
        "quality": 2,
        "note": (
            "Три поколения строят один дом. История страны, рассказанная через инструменты.",
            "Three generations build one house. A country's history told through tools.",
        ),
    },
    {
        "title": "Шёпот в библиотеке",
        "en": "A Whisper in the Library",
        "author": "Тихая Нина",
        "illustrator": "Пташкина Вера",
        "ages": (12, 16),
        "topics": ("friendship", "humour"),
        "quality": 3,
        "note": (
            "Ночь в библиотеке, где книги спорят о том, кого из них выдадут утром.",
            "A night in a library where books argue which of them will be lent in the morning.",
        ),
    },
)
NEW_BOOKS: tuple[dict[str, Any], ...] = (
    {
        "title": "Снежный телефон",
        "en": "The Snow Telephone",
        "author": "Озерова Мария",
        "illustrator": "",
        "ages": (8, 11),
        "topics": ("friendship",),
        "quality": 4,
    },
    {
        "title": "Река, которая передумала",
        "en": "The River that Changed Its Mind",
        "author": "Гулин Илья",
        "illustrator": "Лисицына Анна",
        "ages": (5, 8),
        "topics": ("nature",),
        "quality": 5,
    },
    {
        "title": "Велосипед на двоих с половиной",
        "en": "A Bicycle for Two and a Half",
        "author": "Снегирёва Дарья",
        "illustrator": "Мохов Егор",
        "ages": (7, 10),
        "topics": ("family", "humour"),
        "quality": 3,
    },
    {
        "title": "The Tailor of Small Clouds",
        "ru": "Портной маленьких облаков",
        "author": "Fern, Iris",
        "illustrator": "Fern, Iris",
        "ages": (3, 7),
        "topics": ("nature",),
        "quality": 4,
        "language": "eng",
    },
    {
        "title": "Задача про поезд и меня",
        "en": "A Problem about a Train and Me",
        "author": "Водяной Семён",
        "illustrator": "",
        "ages": (12, 15),
        "topics": ("science", "courage"),
        "quality": 4,
    },
)
WAITING: tuple[dict[str, Any], ...] = (
    {
        "title": "Пятый этаж без лифта",
        "en": "Fifth Floor, No Lift",
        "author": "Тихая Нина",
        "illustrator": "",
        "ages": (10, 13),
        "topics": ("family",),
        "quality": 3,
    },
    {
        "title": "Ёжик и расписание",
        "en": "The Hedgehog and the Timetable",
        "author": "Ладная Ирина",
        "illustrator": "Ладная Ирина",
        "ages": (4, 6),
        "topics": ("humour",),
        "quality": 3,
    },
)
WHY = ("Читают вслух и просят ещё раз. Книга придумана для демонстрации.", "Read aloud and asked for again. The book is invented for the demo.")
SAID = (
    ("Хороший ритм, хочется читать вслух.", "Good rhythm; one wants to read it aloud."),
    ("Рисунки рассказывают собственную историю.", "The pictures tell a story of their own."),
    ("Вторая половина затянута, но герой запоминается.", "The second half drags, but the hero stays with one."),
)
TITLE = ("Лучшие книги для детей и подростков (вымышленный список)", "The best books for children and teenagers (an invented list)")
FOREWORD = (
    "В списке — книги, которые прочитал и оценил читательский совет секции и за которые проголосовали юные читатели в библиотеках.\n\n"
    "Все книги, авторы и издательства в этом списке вымышлены для демонстрации.",
    "The list holds books that the section's readers' council has read and reviewed, and on which young readers voted in libraries.\n\n"
    "All books, authors and publishers of this list are invented for the demo.",
)
OFF = ("Издание разошлось, купить его нельзя.", "The edition is sold out and cannot be bought.")
DECLINED = ("Книга вышла более трёх лет назад.", "The book came out more than three years ago.")
