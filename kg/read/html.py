"""HTML pages by trafilatura: the article's text, title, date, publisher and URL without menus and adverts."""

from collections.abc import Iterator
from typing import BinaryIO

from kg.model import Skipped
from kg.read.clean import decode
from kg.read.draft import Draft, skip

_MARKUP = 10  # a page has at most this many times the characters of its article, or it is no article


def read_html(where: str, stream: BinaryIO, *, limit: int) -> Iterator[Draft | Skipped]:
    """The one article of a page."""
    data = stream.read(_MARKUP * limit + 1)
    if len(data) > _MARKUP * limit:
        yield skip(where, f"page has over {_MARKUP * limit:,} bytes: cut it down, or raise max_characters")
        return
    page = decode(data)
    if page is None:
        yield skip(where, "binary, or in no known encoding: save the page as UTF-8 HTML")
        return
    yield draft_of_page(where, page)


def draft_of_page(where: str, page: str) -> Draft | Skipped:
    """The draft of a page's article, or why there is none."""
    from trafilatura import bare_extraction  # over a second to import: only where a page is read
    from trafilatura.settings import Document as Article

    article = bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False)
    if not isinstance(article, Article) or not article.text:
        return skip(where, "no article found in the page: save its text as a .txt file")
    stated = {
        "title": article.title,
        "published": article.date,
        "publisher": article.sitename or article.hostname,
        "url": article.url,
        "language": article.language,
    }
    paragraphs = "\n\n".join(article.text.splitlines())  # trafilatura writes each on a line
    return Draft(where, paragraphs, {name: value.strip() for name, value in stated.items() if value})
