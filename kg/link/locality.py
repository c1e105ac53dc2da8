"""The country of which a sentence speaks: "In Jamaica, ministers met in Kingston" means no Kingston of New York."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from kg.link.wording import Spans

_END = re.compile(r"[.!?]['\")”’]*\s+(?=['\"“‘]?[A-Z])|\n+")  # one after an abbreviation only makes sentences shorter


def local_countries(spans: Spans, spoken: Sequence[tuple[int, str]], text: str) -> Mapping[str, str]:
    """Alpha-3 for each place by key whose sentences speak of just one country.

    `spoken` has the characters at which the text says "in" and a country, with its alpha-3 code. Others do not count:
    "Colombian mercenaries were flown to Miami", "Kingston, where U.S. envoys waited".
    """
    ends = [m.end() for m in _END.finditer(text)]
    by_sentence: dict[int, list[tuple[int, str]]] = {}
    for at, code in spoken:
        by_sentence.setdefault(bisect_right(ends, at), []).append((at, code))
    found: dict[str, str] = {}
    for key, pairs in spans.items():
        here = (each for start, _ in pairs for each in by_sentence.get(bisect_right(ends, start), ()))
        codes = {code for at, code in here if not any(start <= at < end for start, end in pairs)}
        if len(codes) == 1:
            found[key] = codes.pop()
    return found
