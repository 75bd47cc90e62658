"""Invented publications: nothing here was ever printed."""

from dataclasses import dataclass

CATEGORIES = (
    ("demo-handbooks", "Практические пособия", "Handbooks", 10),
    ("demo-reference", "Справочники", "Reference books", 20),
    ("demo-journal", "Журнал и сборники", "Journal and proceedings", 30),
    ("demo-events", "Мероприятия", "Events", 40),
)


@dataclass(frozen=True)
class Title:
    """One publication: prices in rubles, copies printed, and whether there is a digital edition."""

    category: str
    ru: str
    en: str
    authors: str
    year: int
    pages: int
    price: int
    copies: int
    digital: bool
    about_ru: str
    about_en: str
    issn: str = ""


TITLES = (
    Title("demo-handbooks", "Каталогизация в малой библиотеке", "Cataloguing in a small library", "А. Вымышленная, П. Примеров", 0, 184, 620, 300, True,
          "Пособие для библиотек с одним-двумя сотрудниками: что описывать, чем можно пренебречь и как не переделывать.\n\n- образцы записей\n- частые ошибки\n- упражнения",
          "A handbook for libraries with a staff of one or two: what to describe, what may be left out, and how not to do it twice."),
    Title("demo-handbooks", "Чтение вслух: практика для сельских библиотек", "Reading aloud: practice for village libraries", "Н. Страницына", 1, 96, 380, 400, True,
          "Двадцать сценариев чтений для детей и взрослых, проверенных в библиотеках района.",
          "Twenty plans of readings for children and adults, tried in the libraries of a district."),
    Title("demo-handbooks", "Библиотечная статистика без страха", "Library statistics without fear", "Д. Счётчиков", 0, 142, 540, 250, True,
          "Как заполнить годовой отчёт и прочитать его: показатели, ошибки, сравнение с соседями.",
          "How to fill in the annual return, and how to read it: indicators, mistakes, comparison with neighbours."),
    Title("demo-handbooks", "Редкие книги: хранение и показ", "Rare books: keeping and showing", "Е. Переплётова", 2, 210, 890, 120, False,
          "Условия хранения, выставки, страхование и первая помощь повреждённой книге.",
          "Conditions of keeping, exhibitions, insurance, and first aid for a damaged book."),
    Title("demo-handbooks", "Доступная библиотека", "The accessible library", "О. Открытая, И. Порогов", 1, 128, 460, 350, True,
          "Пандус — это только начало: каталог, сайт, разговор и мероприятия для каждого.",
          "A ramp is only the beginning: catalogue, site, conversation and events for everybody."),
    Title("demo-handbooks", "Молодой библиотекарь: первые сто дней", "The young librarian: the first hundred days", "Секция молодых специалистов", 0, 72, 290, 500, True,
          "Что узнать, с кем познакомиться и за что не браться сразу.",
          "What to learn, whom to meet, and what not to begin at once."),
    Title("demo-reference", "Право в библиотеке: вопросы и ответы", "Law in the library: questions and answers", "Л. Статьина", 0, 256, 980, 200, True,
          "Сто вопросов об авторском праве, персональных данных и закупках, с образцами документов.",
          "A hundred questions on copyright, personal data and procurement, with model documents."),
    Title("demo-reference", "Словарь библиотечных терминов, русско-английский", "Dictionary of library terms, Russian–English", "Терминологическая группа", 2, 320, 1150, 150, True,
          "Две тысячи терминов с пояснениями и источниками.",
          "Two thousand terms with explanations and sources."),
    Title("demo-handbooks", "Детская библиотека: пространство и книги", "The children's library: space and books", "М. Полочкина", 1, 164, 720, 180, False,
          "Как устроить зал, чтобы в нём читали: зоны, мебель, подбор книг по возрасту.",
          "How to arrange a room so that people read in it: zones, furniture, books by age."),
    Title("demo-journal", "Библиотечный секстант: журнал, № 1", "The Library Sextant: journal, No. 1", "", 0, 88, 350, 220, True,
          "Статьи о практике библиотек, обзоры и хроника ассоциации.",
          "Articles on the practice of libraries, reviews and the association's chronicle.", "2049-3630"),
    Title("demo-journal", "Материалы конгресса", "Proceedings of the congress", "Под ред. В. Сборникова", 1, 402, 760, 140, True,
          "Доклады и тезисы ежегодного конгресса по секциям.",
          "Papers and abstracts of the annual congress by section."),
    Title("demo-handbooks", "Оцифровка своими силами", "Digitising on your own", "К. Сканеров", 2, 118, 430, 90, True,
          "Оборудование за разумные деньги, форматы, описание и хранение копий.",
          "Equipment for reasonable money, formats, description and the keeping of copies."),
)  # fmt: skip
"""`year` counts back from the year of the demo."""
