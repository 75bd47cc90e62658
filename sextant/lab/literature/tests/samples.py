"""Small files of each format, written for these tests: the forms are those of the exports, the works are made up."""

from __future__ import annotations

import json
from pathlib import Path

from sextant.lab.literature.readers import reader, recognised
from sextant.lab.literature.reading import Draft
from sextant.lab.literature.records import Place, Work
from sextant.lab.literature.sources import Source

RIS = """TY  - JOUR
TI  - Reading rooms in small towns
T2  - Library Quarterly Review
AU  - Petrova, Anna
AU  - Smith, J. A.
PY  - 2019
VL  - 12
IS  - 3
SP  - 45
EP  - 60
DO  - https://doi.org/10.1234/LQR.2019.45
SN  - 0024-2519
KW  - reading rooms
KW  - small towns
AB  - What people do there.
ER  -

"""
WOS = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Petrova, A
   Smith, JA
AF Petrova, Anna
   Smith, John Adam
TI Reading rooms in
   small towns
SO LIBRARY QUARTERLY REVIEW
LA English
DT Article
DE reading rooms; small towns
ID PUBLIC-LIBRARIES
AB What people do there.
C1 [Petrova, Anna] Univ North, Fac Lib Sci, Omsk, Russia.
   [Petrova, Anna; Smith, John Adam] Univ South, Boston, MA 02115 USA.
CR Adams B, 2001, J DOC, V57, P11, DOI 10.1108/eum0000000007089
   *UNESCO, 1994, PUBLIC LIB MANIFESTO
OI Petrova, Anna/0000-0002-1825-0097
TC 7
PY 2019
VL 12
IS 3
BP 45
EP 60
DI 10.1234/lqr.2019.45
WC Information Science & Library Science
UT WOS:000400000000001
ER

EF
"""
MEDLINE = """
PMID- 31234567
OWN - NLM
DP  - 2019 Mar
TI  - Reading rooms in hospitals and
      clinics.
PG  - 45-60
LID - 10.1234/lqr.2019.99 [doi]
AB  - What patients do there.
FAU - Petrova, Anna
AU  - Petrova A
AUID- ORCID: 0000-0002-1825-0097
AD  - University North, Omsk,
      Russia.
FAU - Smith, John
AU  - Smith J
LA  - rus
TT  - Читальные залы в больницах.
PT  - Journal Article
PT  - Review
JT  - Library medicine
OT  - reading
MH  - *Libraries, Hospital
"""
BIBTEX = r"""@comment{not a work}

@article{ petrova2019,
Author = {Petrova, Anna and Sch{\"u}tze, J{\'o}zef},
Title = {{Reading rooms in} small towns \& villages},
Journal = {Library Quarterly Review},
Year = 2019, Volume = "12", Pages = {45--60},
DOI = {10.1234/lqr\_2019.45},
Keywords = {reading rooms; small towns},
}
"""
SCOPUS = (
    '"Authors","Author full names","Title","Year","Source title","Volume","Issue","Art. No.","Page start","Page end","Cited by","DOI",'
    '"Authors with affiliations","Abstract","Author Keywords","Index Keywords","References","ISSN","Language of Original Document","Document Type","EID"\n'
    '"Petrova A.; Smith J.A.","Petrova, Anna (571); Smith, John Adam (572)","Reading rooms in small towns",2019,"Library Quarterly Review","12","3","",'
    '"45","60",9,"10.1234/lqr.2019.45","Petrova A., University North, Omsk, Russia; Smith J.A., University South, Boston, United States",'
    '"What ""people"" do\nthere.","reading rooms; small towns","Libraries","Adams B.; Berg C., The user, J. Doc., 57, pp. 11-20, (2001); UNESCO, Manifesto, (1994)",'
    '"242519","English","Article","2-s2.0-85000000001"\n'
)
LENS = (
    '"Lens ID","Title","Date Published","Publication Year","Publication Type","Source Title","ISSNs","Author/s","Abstract","Fields of Study","Keywords",'
    '"DOI","References","Citing Works Count"\n"001-002-003-004-005","Reading rooms in small towns","2019-03-01",2019,"journal article",'
    '"Library Quarterly Review","00242519","Anna Petrova; John van der Smith","What people do there.","Library science","reading rooms",'
    '"10.1234/lqr.2019.45","000-000-000-000-001; 000-000-000-000-002","4"\n'
)
DIMENSIONS = (
    '"About the data: Exported on Nov 1, 2025. Criteria: reading rooms."\n'
    "Rank,Publication ID,DOI,Title,Abstract,Source title,PubYear,Volume,Issue,Pagination,Authors,Authors Affiliations,Times cited,Cited references\n"
    "1,pub.1100000001,10.1234/lqr.2019.45,Reading rooms in small towns,What people do there.,Library Quarterly Review,2019,12,3,45-60,"
    '"Petrova, Anna; Smith, John","Petrova, Anna (University North); Smith, John (University South; Town Library)",4,'
    '"[Adams, B|The user|J Doc|2001|57|1|11-20|10.1108/eum0000000007089|pub.1000000001|12];[Unesco|Manifesto||1994]"\n'
)
IEEE = (
    '"Document Title",Authors,"Author Affiliations","Publication Title","Publication Year","Volume","Issue","Start Page","End Page","Abstract","ISSN","DOI",'
    '"Author Keywords","IEEE Terms",Article Citation Count,Document Identifier\n"Sensors in reading rooms","A. Petrova; J. Smith","Univ North; Univ South",'
    '"Sensors Review","2019","1","2","3","4","Counted.","0024-2519","10.1109/SR.2019.1","sensors","Sensors;Libraries","3","IEEE Conferences"\n'
)
SPRINGER = (
    "Item Title,Publication Title,Book Series Title,Journal Volume,Journal Issue,Item DOI,Authors,Publication Year,URL,Content Type\n"
    '"Reading rooms","Library Review","","12","3","10.1007/s1","Anna B. PetrovaJohn SmithZheng Wang","2019","http://link.springer.com/1","Article"\n'
)
PROQUEST = """____________________________________________________________

Report Information from ProQuest
December 08 2015 21:33
____________________________________________________________

Document 1 of 1

Reading rooms in small towns

Author: Petrova, Anna

Abstract: What people do there.
And why.

Advisor: Lange, Marc

Classification: 0399: Library science

Degree: Ph.D.

Document type: Dissertation/Thesis

Identifier / keyword: Reading rooms, Towns

ProQuest document ID: 1548716365

Publication year: 2014

Title: Reading rooms in small towns

University/institution: University North

____________________________________________________________

Contact us at: http://www.proquest.com
"""
OPENALEX_WORK = {
    "id": "https://openalex.org/W2741809807", "doi": "https://doi.org/10.1234/lqr.2019.45", "title": "Reading rooms in small towns",
    "publication_year": 2019, "publication_date": "2019-03-01", "type": "article", "language": "en", "ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/31234567"},
    "authorships": [
        {
            "author": {"display_name": "Anna Petrova", "orcid": "https://orcid.org/0000-0002-1825-0097"}, "raw_author_name": "Petrova A.",
            "institutions": [{"display_name": "University North", "country_code": "RU"}], "countries": ["RU"],
        }
    ],
    "primary_location": {"source": {"display_name": "Library Quarterly Review", "issn": ["0024-2519"]}},
    "biblio": {"volume": "12", "issue": "3", "first_page": "45", "last_page": "60"},
    "abstract_inverted_index": {"do": [2], "What": [0], "people": [1], "there.": [3]},
    "keywords": [{"display_name": "Reading"}], "topics": [{"display_name": "Libraries"}], "referenced_works": ["https://openalex.org/W1"], "cited_by_count": 4,
}  # fmt: skip
CROSSREF_WORK = {
    "DOI": "10.1234/LQR.2019.45", "title": ["Reading rooms in <i>small</i> towns"], "type": "journal-article", "container-title": ["Library Quarterly Review"],
    "author": [{"given": "Anna", "family": "Petrova", "ORCID": "http://orcid.org/0000-0002-1825-0097", "affiliation": [{"name": "University North"}]}],
    "issued": {"date-parts": [[2019, 3]]}, "volume": "12", "issue": "3", "page": "45-60", "abstract": "<jats:p>What people do there.</jats:p>",
    "reference": [{"DOI": "10.1108/EUM0000000007089", "year": "2001", "author": "Adams"}, {"unstructured": "UNESCO. Manifesto. 1994"}],
    "is-referenced-by-count": 4, "ISSN": ["0024-2519"],
}  # fmt: skip
ELIBRARY = """<?xml version="1.0" encoding="utf-8"?>
<journal><issn>0130-9765</issn>
<journalInfo lang="RUS"><title>Библиотечное дело</title></journalInfo><journalInfo lang="ENG"><title>Library Affairs</title></journalInfo>
<issue><volume>12</volume><number>3</number><dateUni>2019</dateUni>
<articles><article><pages>45-60</pages><artType>RAR</artType><langPubl>RUS</langPubl>
<authors><author num="1"><individInfo lang="ENG"><surname>Petrova</surname><initials>A. I.</initials><orgName>University North</orgName></individInfo>
<individInfo lang="RUS"><surname>Петрова</surname><initials>А. И.</initials><orgName>Северный университет; Городская библиотека</orgName></individInfo>
<authorCodes><orcid>0000-0002-1825-0097</orcid></authorCodes></author></authors>
<artTitles><artTitle lang="RUS">Читальные залы малых городов</artTitle><artTitle lang="ENG">Reading rooms in small towns</artTitle></artTitles>
<abstracts><abstract lang="RUS">Что в них делают.</abstract><abstract lang="ENG">What people do there.</abstract></abstracts>
<codes><doi>10.1234/bd.2019.45</doi><edn>HJKLMN</edn><udk>027</udk></codes>
<keywords><kwdGroup lang="RUS"><keyword>читальные залы</keyword></kwdGroup><kwdGroup lang="ENG"><keyword>reading rooms</keyword></kwdGroup></keywords>
<references><reference><refInfo lang="ANY"><text>Иванов И. И. Читатель // Библиотековедение. 2001. № 2. С. 11–20.</text></refInfo></reference></references>
</article></articles></issue></journal>
"""
LIST = "Соискатель;Тема диссертации;Год защиты;Научный руководитель;Место защиты;Шифр\nПетрова Анна Ивановна;Читальные залы малых городов;2015;Иванов И. И.;МГИК;05.25.03\n"
GOST = """1. Иванов, И. И. Цифровая библиотека : учебник / И. И. Иванов, П. П. Петров. – Москва : Наука, 2019. – 250 с. – ISBN 978-5-02-040118-6.
2. Петрова, А. И. Читальные залы малых городов / А. И. Петрова // Библиотековедение. – 2020. – Т. 69, № 3. – С. 245–256. – DOI 10.25281/0869-608X-2020-69-3-245-256.
3. Сидоров П. П. Чтение подростков // Библиосфера. 2018. № 2. С. 15–20.
4. Орлова, Е. В. Методика опроса : дис. … канд. пед. наук : 05.25.03 / Орлова Елена Викторовна ; МГИК. – Москва, 2015. – 180 с.
"""
ARXIV = (
    "1001.044\t2010-01-04\tTutoring for readers\tRajkumar Kannan, Frederic Andres and John Smith\tcs.IR,cs.DL\tcs.IR\t10.1234/tr.1\tA tutor.\n"
    "cs/0001001\t2000-01-01\tAn older paper\tAnna Petrova\tcs.DL\tcs.DL\t\tOld.\n"
)
OAI = """<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header><identifier>oai:r:1</identifier></header><metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title xml:lang="ru-RU">Читальные залы малых городов</dc:title><dc:title xml:lang="en-US">Reading rooms in small towns</dc:title>
<dc:creator>Петрова, Анна</dc:creator><dc:subject xml:lang="ru-RU">читальные залы; малые города</dc:subject>
<dc:description xml:lang="en-US">What people do there.</dc:description><dc:date>2019-03-01</dc:date><dc:type>info:eu-repo/semantics/article</dc:type>
<dc:identifier>https://journal.example/1</dc:identifier><dc:identifier>10.1234/bd.2019.45</dc:identifier>
<dc:source>Библиотечное дело; № 3 (2019); 45-60</dc:source><dc:source>ISSN 0130-9765</dc:source><dc:language>rus</dc:language>
</oai_dc:dc></metadata></record></ListRecords></OAI-PMH>
"""
SAMPLES = {
    "ris": ("a.ris", RIS), "wos": ("savedrecs.txt", WOS), "medline": ("pubmed.txt", MEDLINE), "bibtex": ("a.bib", BIBTEX), "scopus": ("scopus.csv", SCOPUS),
    "lens": ("lens.csv", LENS), "dimensions": ("dimensions.csv", DIMENSIONS), "ieee": ("ieee.csv", IEEE), "springer": ("springer.csv", SPRINGER),
    "proquest": ("ProQuest.txt", PROQUEST), "openalex": ("works.jsonl", json.dumps(OPENALEX_WORK) + "\n"),
    "crossref": ("crossref.json", json.dumps({"items": [CROSSREF_WORK]})), "elibrary": ("issue.xml", ELIBRARY), "lists": ("dissertations.csv", LIST),
    "gost": ("references.txt", GOST), "oai": ("page.xml", OAI), "arxiv": ("arxiv.tsv", ARXIV),
}  # fmt: skip


def written(folder: Path, name: str) -> Path:
    """The sample of that format as a file."""
    path = folder / SAMPLES[name][0]
    path.write_text(SAMPLES[name][1], encoding="utf-8")
    return path


def works_in(path: Path, form: str = "") -> list[Work]:
    """The works of a file that has nothing to refuse."""
    source = Source(path)
    chosen = reader(form) if form else recognised(source)
    return [finished(chosen.draft(raw), raw.line) for raw in chosen.records(source)]


def finished(draft: Draft, line: int) -> Work:
    """A draft as a work of no store."""
    return draft.work(f"r:{line}", Place("file", line), "")
