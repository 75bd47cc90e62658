"""ONIX 3 messages for tests, with reference names or short tags, made from one description."""

from __future__ import annotations

import re

from sextant.lab.acquisitions.onix import codes


def product(
    reference: str = "r1", *, isbn: str = "9785171183660", title: str = "Ёлка", prices: str = "", more: str = "", supply: str = "20", **parts: str
) -> str:
    """One product with reference names; `prices` and `more` (of DescriptiveDetail) as elements."""
    told = prices or price("02", "450.50", "RUB")
    return f"""<Product><RecordReference>{reference}</RecordReference><NotificationType>{parts.get("notice", "03")}</NotificationType>
<ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>{isbn}</IDValue></ProductIdentifier>
<DescriptiveDetail><ProductForm>BB</ProductForm>
<TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>{title}</TitleText></TitleElement></TitleDetail>
{more}</DescriptiveDetail>
<CollateralDetail>{parts.get("collateral", "")}</CollateralDetail>
<PublishingDetail><Publisher><PublisherName>Дом</PublisherName></Publisher></PublishingDetail>
<ProductSupply><SupplyDetail><ProductAvailability>{supply}</ProductAvailability>{told}</SupplyDetail></ProductSupply></Product>"""


def price(kind: str, amount: str, currency: str) -> str:
    """A price."""
    return f"<Price><PriceType>{kind}</PriceType><PriceAmount>{amount}</PriceAmount><CurrencyCode>{currency}</CurrencyCode></Price>"


FULL = """<Contributor><ContributorRole>B06</ContributorRole><PersonName>Translator</PersonName></Contributor>
<Contributor><ContributorRole>A01</ContributorRole><PersonNameInverted>Сутеев, Владимир</PersonNameInverted></Contributor>
<EditionType>LTE</EditionType>
<Language><LanguageRole>02</LanguageRole><LanguageCode>eng</LanguageCode></Language>
<Language><LanguageRole>01</LanguageRole><LanguageCode>tat</LanguageCode></Language>
<Subject><SubjectSchemeIdentifier>93</SubjectSchemeIdentifier><SubjectCode>YBC</SubjectCode></Subject>
<AudienceRange><AudienceRangeQualifier>11</AudienceRangeQualifier><AudienceRangePrecision>03</AudienceRangePrecision><AudienceRangeValue>1</AudienceRangeValue></AudienceRange>
<AudienceRange><AudienceRangeQualifier>17</AudienceRangeQualifier><AudienceRangePrecision>03</AudienceRangePrecision><AudienceRangeValue>7</AudienceRangeValue>
<AudienceRangePrecision>04</AudienceRangePrecision><AudienceRangeValue>10</AudienceRangeValue></AudienceRange>"""
PRIZES = """<Prize><PrizeName>Medal</PrizeName><PrizeYear>2024</PrizeYear><PrizeCode>01</PrizeCode></Prize>
<Prize><PrizeName>Shortlisted only</PrizeName><PrizeCode>04</PrizeCode></Prize>"""


def message(*products: str, head: str = "", release: str = "3.0") -> str:
    """A message with reference names."""
    body = "".join(products)
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<ONIXMessage release="{release}" xmlns="http://ns.editeur.org/onix/3.0/reference"><Header/>{body}</ONIXMessage>'


def shortened(text: str) -> str:
    """The same message with short tags."""
    tags = codes()["tags"]
    return re.sub(r"(</?)(\w+)", lambda met: met[1] + tags.get(met[2], met[2].lower()), text).replace("/reference", "/short")
