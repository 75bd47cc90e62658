"""Marks of a person within the XML parts of office documents: attributes and elements made neutral or taken out."""

from __future__ import annotations

import re

from . import trees
from .removals import Account

AUTHORS = frozenset({"author", "userName", "lastModifiedBy"})
LISTED = AUTHORS | {"name", "displayName"}
"""Attributes whose value is a person, and those of lists of authors (elsewhere a table has a `displayName`)."""
DROPPED = frozenset({"userId", "providerId", "refreshedBy", "dateUtc", "dT", "documentId", "coauthVersionLast", "coauthVersionMax"})
RSID = re.compile(r"rsid\w*|paragraph-rsid")
ELEMENTS = {
    "rsids": "rsids",
    "attachedTemplate": "paths",
    "docVars": "custom_data",
    "mailMerge": "custom_data",
    "docId": "ids",
    "absPath": "paths",
    "revisionPtr": "ids",
    "fileSharing": "authors",
}
"""Elements that go whole, by name, and how that is counted."""
AUTHOR_LISTS = re.compile(r"ppt/(?:commentAuthors|authors)\.xml|xl/persons/[^/]+|ppt/commentAuthors/[^/]+")
SHEET_COMMENTS = re.compile(r"xl/(?:comments\d*\.xml|comments/[^/]+)")
COMMENTS = re.compile(r"word/comments[^/]*\.xml|ppt/comments/[^/]+|xl/threadedComments/[^/]+")
PATHS = frozenset({"descr", "name", "title", "sourceFileName", "href", "src", "url", "uri", "instr", "odcFile", "connection", "sourceFile", "alt"})
NAMES = frozenset({"descr", "name", "title"})
THREAD = "tc={"
"""An author that is no name but the number of a thread of comments."""
FILE_NAME = re.compile(r"(?i)[^\\/\n]+\.(?:jpe?g|png|gif|tiff?|webp|bmp|heic|[ew]mf|svg|mp[34]|mov|avi|docx?|xlsx?|pptx?|pdf)")
"""Office programs describe a picture by the name of the file it came from."""
EARLY = "2000-01-01T00:00:00Z"


def comment_authors(name: str) -> bool:
    """Whether a part is a list of those who comment."""
    return bool(AUTHOR_LISTS.fullmatch(name) or SHEET_COMMENTS.fullmatch(name))


def clean_marks(name: str, root: trees.Tree, account: Account) -> None:
    """Makes one part neutral, in place."""
    if SHEET_COMMENTS.fullmatch(name):
        _sheet_comments(root, account)
    listed = bool(AUTHOR_LISTS.fullmatch(name))
    dated = listed or bool(COMMENTS.fullmatch(name))
    gone = []
    for element in root.iter():
        tag = trees.local(element.tag)
        if tag in ELEMENTS and element.getparent() is not None:
            account.took(ELEMENTS[tag])
            gone.append(element)
            continue
        if tag == "instrText" and element.text and trees.is_local_path(element.text):
            element.text = re.sub(r'"[^"]*"', '""', element.text) if '"' in element.text else element.text.split()[0]
            account.took("paths")
        if tag == "customWorkbookView":
            element.set("name", "View")
        _attributes(element, listed, dated, account)
    for element in gone:
        trees.remove(element)
    _tidy(root)


def _attributes(element: trees.Tree, listed: bool, dated: bool, account: Account) -> None:
    attributes = list(element.attrib.items())
    if not attributes:
        return
    people = LISTED if listed else AUTHORS
    author = next((value for key, value in attributes if trees.local(key) in people), "")
    for key, value in attributes:
        word = trees.local(key)
        if word in people:
            element.set(key, account.author(value))
        elif word == "initials":
            element.set(key, "A" + account.authors[author].rpartition(" ")[2] if author in account.authors else "A")
        elif word in DROPPED or RSID.fullmatch(word):
            account.took("rsids" if RSID.fullmatch(word) else "ids", _dropped(element, key, word, listed))
        elif word == "date" and author:
            del element.attrib[key]
        elif word in ("created", "dt") and dated:
            element.set(key, EARLY)
        elif word in PATHS and (trees.is_local_path(value) or (word in NAMES and FILE_NAME.fullmatch(value))):
            element.set(key, "Picture" if word == "name" else "")
            account.took("paths")


def _dropped(element: trees.Tree, key: str, word: str, listed: bool) -> bool:
    """Takes an attribute out, or empties it where the list of authors demands that it stand there; whether it said anything."""
    before, empty = element.get(key), "None" if word == "providerId" else ""
    if listed and word in ("userId", "providerId"):
        element.set(key, empty)
        return bool(before != empty)
    del element.attrib[key]
    return True


def _sheet_comments(root: trees.Tree, account: Account) -> None:
    """Comments of a sheet: the list of names, and the name that Excel writes at the head of each comment."""
    names = []
    for element in root.iter():
        if trees.local(element.tag) == "author" and element.text and not element.text.startswith(THREAD):
            names.append(element.text)
            element.text = account.author(element.text)
    for comment in root.iter():
        if trees.local(comment.tag) != "comment":
            continue
        first = next((one for one in comment.iter() if trees.local(one.tag) == "t" and one.text), None)
        said = next((name for name in names if name and first is not None and first.text.startswith(name + ":")), None)
        if first is not None and said is not None:
            first.text = account.author(said) + first.text[len(said) :]


def _tidy(root: trees.Tree) -> None:
    """An alternative whose choices are empty says nothing and is refused by readers: it goes."""
    for element in list(root.iter("{*}AlternateContent")):
        if all(len(one) == 0 for one in element if trees.local(one.tag) in ("Choice", "Fallback")):
            trees.remove(element)
