"""Invented services with their prices, customers and contracts."""

from typing import Any

VAT_RU, VAT_EN = "НДС не облагается (вымышленные данные)", "VAT not charged (invented data)"

SERVICES: list[dict[str, Any]] = [
    {
        "code": "expertise-project",
        "kind": "expertise",
        "title_ru": "Экспертиза проекта модельной библиотеки",
        "title_en": "Expert review of a model library project",
        "about_ru": "Концепция, зонирование, фонд и смета; заключение двух экспертов.",
        "about_en": "Concept, zoning, stock and budget; the opinion of two experts.",
        "unit": ("проект", "project"),
        "price": (45_000, 36_000),
    },
    {
        "code": "expertise-hour",
        "kind": "expertise",
        "title_ru": "Экспертное заключение по вопросу каталогизации",
        "title_en": "Expert opinion on cataloguing",
        "about_ru": "Письменный ответ с примерами и ссылками на правила.",
        "about_en": "A written answer with examples and references to the rules.",
        "unit": ("час", "hour"),
        "price": (2_400, 1_900),
    },
    {
        "code": "consulting-day",
        "kind": "consulting",
        "title_ru": "Консультация на месте",
        "title_en": "Consulting on site",
        "about_ru": "День работы консультанта в библиотеке; проезд оплачивает заказчик.",
        "about_en": "A consultant's day in the library; the customer pays the journey.",
        "unit": ("день", "day"),
        "price": (28_000, 22_000),
    },
    {
        "code": "training-course",
        "kind": "training",
        "title_ru": "Курс повышения квалификации по заказу",
        "title_en": "In-service course to order",
        "about_ru": "16 часов для группы до 25 человек, с материалами.",
        "about_en": "Sixteen hours for a group of up to 25, with materials.",
        "unit": ("группа", "group"),
        "price": (96_000, 80_000),
    },
    {
        "code": "audit",
        "kind": "audit",
        "title_ru": "Методический аудит централизованной системы",
        "title_en": "Methodical audit of a library system",
        "about_ru": "Документы, статистика, наблюдение в филиалах, отчёт с рекомендациями.",
        "about_en": "Documents, statistics, observation in branches, a report with recommendations.",
        "unit": ("филиал", "branch"),
        "price": (14_000, 11_500),
    },
    {
        "code": "translation",
        "kind": "translation",
        "title_ru": "Перевод профессионального текста",
        "title_en": "Translation of a professional text",
        "about_ru": "С английского на русский или обратно, с редактурой библиотекаря.",
        "about_en": "From English into Russian or back, edited by a librarian.",
        "unit": ("страница", "page"),
        "price": (950, 800),
    },
    {
        "code": "room",
        "kind": "room",
        "title_ru": "Зал для семинара на 40 мест",
        "title_en": "Seminar room for 40",
        "about_ru": "Проектор, звук, трансляция; Москва, Примерная улица, 1.",
        "about_en": "Projector, sound, streaming; 1 Example Street, Moscow.",
        "unit": ("час", "hour"),
        "price": (3_500, None),
    },
]

CUSTOMERS: list[dict[str, str]] = [
    {
        "customer": "ООО «Библиопроект» (вымышлено)",
        "tax_id": "7707083893",
        "address": "Тверь, Примерная ул., 5",
        "signatory": "Сосновская М. И., генеральный директор, по уставу",
        "contact": "Мария Сосновская",
        "email": "project@demo.example",
    },
    {
        "customer": "Фонд «Читающий край» (вымышлено)",
        "tax_id": "7728168971",
        "address": "Пермь, Условная пл., 2",
        "signatory": "Страницын И. П., директор, по уставу",
        "contact": "Илья Страницын",
        "email": "fund@demo.example",
    },
    {
        "customer": "Издательский дом «Форзац» (вымышлено)",
        "tax_id": "7702070139",
        "address": "Казань, Пробная ул., 11",
        "signatory": "Индексова О. А., директор, по уставу",
        "contact": "Ольга Индексова",
        "email": "press@demo.example",
    },
]

CONTRACTS: list[dict[str, Any]] = [
    {"member": 0, "made": 210, "days": 60, "advance": 30, "lines": [("audit", 8)], "how": "fulfilled", "parts": [5, 3], "paid": True},
    {"customer": 0, "made": 160, "days": 45, "advance": 0, "lines": [("expertise-project", 1)], "how": "fulfilled", "parts": [1], "paid": True},
    {"member": 1, "made": 120, "days": 40, "advance": 50, "lines": [("training-course", 2)], "how": "fulfilled", "parts": [1, 1], "paid": False},
    {"customer": 1, "made": 80, "days": 90, "advance": 20, "lines": [("consulting-day", 4), ("expertise-hour", 10)], "how": "signed", "parts": [2]},
    {"member": 2, "made": 40, "days": 120, "advance": 30, "lines": [("training-course", 1), ("translation", 60)], "how": "signed", "parts": []},
    {"customer": 2, "made": 30, "days": 35, "advance": 0, "lines": [("translation", 120)], "how": "waiting", "parts": [80]},
    {"member": 0, "made": 12, "days": 60, "advance": 30, "lines": [("expertise-project", 1), ("consulting-day", 1)], "how": "sent", "parts": []},
    {"customer": 0, "made": 9, "days": 30, "advance": 0, "lines": [("room", 6)], "how": "objected", "parts": []},
    {"customer": 1, "made": 3, "days": 90, "advance": 40, "lines": [("audit", 4)], "how": "draft", "parts": []},
    {"customer": 2, "made": 70, "days": 40, "advance": 0, "lines": [("room", 8)], "how": "cancelled", "parts": []},
]
"""How far each contract has come. `made` is how many days ago it was made; `parts` are what acts hand over of its first line."""

REQUESTS: list[dict[str, Any]] = [
    {
        "service": "training-course",
        "customer": "Межпоселенческая библиотека (вымышлено)",
        "contact": "Анна Картотекина",
        "email": "village@demo.example",
        "what": "Нужен курс по работе с подростками для 18 сотрудников, можно дистанционно. Просим предложить даты и цену.",
        "ahead": 40,
    },
    {
        "service": None,
        "customer": "",
        "contact": "Пётр Переплётчиков",
        "email": "binder@demo.example",
        "what": "Можно ли заказать консультацию по хранению редких книг в частном собрании?",
        "ahead": None,
    },
]
