"""Organisations of the demo: public libraries that send returns, and organisations of all kinds that are members."""

from sextant.base.demo.registry import World
from sextant.society.members.demo.places import make_regions, town_names
from sextant.society.members.demo.words import STREETS
from sextant.society.members.models import Organisation

Kind = Organisation.Kind
PUBLIC = (
    (Kind.PUBLIC_LIBRARY, "Центральная библиотека г. {ru}", "{en} Central Library", 22),
    (Kind.PUBLIC_LIBRARY, "Городская библиотека № {n}, {ru}", "{en} City Library No. {n}", 34),
    (Kind.CHILDRENS_LIBRARY, "Детская библиотека № {n}, {ru}", "{en} Children's Library No. {n}", 18),
    (Kind.PUBLIC_LIBRARY, "Сельская библиотека № {n}, {ru}ский район", "{en} Rural Library No. {n}", 22),
    (Kind.YOUTH_LIBRARY, "Молодёжная библиотека, {ru}", "{en} Library for Young Adults", 4),
)
MEMBERS = (
    (Kind.REGIONAL_LIBRARY, "Областная научная библиотека, {region}", "Regional Research Library, {region_en}", 12),
    (Kind.ACADEMIC_LIBRARY, "Научная библиотека университета, {ru}", "{en} University Library", 24),
    (Kind.SCHOOL_LIBRARY, "Библиотека школы № {n}, {ru}", "Library of School No. {n}, {en}", 20),
    (Kind.SPECIAL_LIBRARY, "Научно-техническая библиотека, {ru}", "{en} Technical Library", 12),
    (Kind.LIBRARY_FOR_BLIND, "Специальная библиотека для слепых, {region}", "Library for the Blind, {region_en}", 6),
    (Kind.LIS_SCHOOL, "Колледж культуры, {ru}", "{en} College of Culture", 8),
    (Kind.PUBLISHER, "Издательство «{ru} лист»", "{en} Leaf Publishers", 8),
    (Kind.GOVERNMENT, "Управление культуры г. {ru}", "{en} Department of Culture", 5),
    (Kind.BUSINESS, "ООО «{ru}-ИТ»", "{en} IT", 5),
)
Pattern = tuple[Organisation.Kind, str, str, int]


def _patterns(world: World, kinds: tuple[Pattern, ...], count: int) -> list[Pattern]:
    return world.chance.choices(kinds, weights=[kind[3] for kind in kinds], k=count)


def make_organisations(world: World) -> None:
    """Makes `world.libraries` public libraries and `world.members` other organisations, spread over the regions by size."""
    regions, weights = make_regions()
    towns, chance, made = town_names(world), world.chance, []
    patterns = _patterns(world, PUBLIC, world.libraries) + _patterns(world, MEMBERS, world.members)
    for number, (kind, name_ru, name_en, _weight) in enumerate(patterns, 1):
        region = chance.choices(regions, weights=weights)[0]
        town_ru, town_en = towns[(region.pk * 7 + chance.randrange(4)) % len(towns)]
        words = {"ru": town_ru, "en": town_en, "n": chance.randint(1, 40), "region": region.name_ru, "region_en": region.name_en}
        made.append(
            Organisation(
                kind=kind,
                name_ru=name_ru.format(**words),
                name_en=name_en.format(**words),
                region=region,
                city=town_ru,
                address=f"ул. {chance.choice(STREETS)}, {chance.randint(1, 90)}",
                email=f"library{number}@demo.example",
                website=f"https://library{number}.demo.example/",
                latitude=round(chance.uniform(44, 66), 4),
                longitude=round(chance.uniform(30, 135), 4),
                about_ru="Вымышленная организация демонстрационной ассоциации.",
                about_en="An invented organisation of the demo association.",
                is_demo=True,
            )
        )
    made = Organisation.objects.bulk_create(made, batch_size=1000)
    world.left["regions"] = regions
    world.left["libraries"], world.left["others"] = made[: world.libraries], made[world.libraries :]
