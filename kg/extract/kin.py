"""When two names are one: the same words, or the tail of a longer name."""

import re
import unicodedata
from functools import lru_cache

_ARTICLE = re.compile(r"^(?:the|al|el|ul|as|ash|ad|an|ar)[\s-]+", re.IGNORECASE)
_ONE_WORD = frozenset(  # what a body is called for short
    {"coalition", "peshmerga", "congress", "senate", "council", "commission", "committee", "tribunal"}
)
_PUNCTUATION = re.compile(r"[^\w\s-]|_")


@lru_cache(maxsize=4096)
def normal(name: str) -> str:
    """Lower case without accents, punctuation, hyphens and leading article.

    >>> normal("Al-Qa’ida"), normal("the U.S.")
    ('qaida', 'us')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = _PUNCTUATION.sub("", plain.lower().strip())
    return " ".join(_ARTICLE.sub("", plain).replace("-", " ").split())


def shortened(full: str, short: str, *, person: bool) -> bool:
    """Whether `short` is the tail of `full`: a surname, or an organisation's last words in capitals.

    >>> shortened("Tobias Ellwood", "Ellwood", person=True), shortened("Asad", "Ellwood", person=True)
    (True, False)
    >>> shortened("UN Security Council", "Security Council", person=False)
    True
    >>> shortened("Council of the European Union", "Council", person=False)
    True
    """
    long_words, short_words = normal(full).split(), normal(short).split()
    if not short_words or len(short_words) >= len(long_words):
        return False
    if long_words[-len(short_words) :] == short_words:
        return person or ((len(short_words) > 1 or short_words[0] in _ONE_WORD) and short[0].isupper())
    if len(short_words) == 1 and not person and long_words[:2] == [short_words[0], "of"]:
        return short_words[0] in _ONE_WORD and short[0].isupper()
    return person and len(short_words) > 1 and long_words[0] == short_words[0] and long_words[-1] == short_words[-1]
