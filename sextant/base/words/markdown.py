"""Text that people wrote, as safe HTML: Markdown (CommonMark) without raw HTML, cleaned once more before it is shown."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "a", "blockquote", "code", "pre", "hr", "h3", "h4", "h5", "h6"}
_reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["image", "html_block", "html_inline"])


def as_html(text: str) -> SafeString:
    """Paragraphs, emphasis, lists, quotations, code and links to http, https and mailto addresses; everything else is text."""
    clean = nh3.clean(
        _reader.render(text), tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"}, link_rel="nofollow noopener"
    )
    return mark_safe(clean)  # noqa: S308  cleaned by nh3
