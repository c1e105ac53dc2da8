"""Names compared as writers vary them: accents, articles, transliteration, acronyms.

>>> normalise("Makhmūr"), normalise("the U.S."), normalise("Kata'ib Hezbollah")
('makhmur', 'us', 'kataib hezbollah')
>>> skeleton("Makhmour") == skeleton("Makhmūr") and skeleton("Dayr az Zawr") == skeleton("Deir ez-Zor")
True
>>> is_acronym_of("SDF", "Syrian Democratic Forces")
True
"""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a"}
_DROPPED = "'’‘`ʻʼʿʾ´ʹʺ′\"“”."
_SPACED = "-–—‐‑/_,;:()[]|•·"
_TABLE = {ord(k): v for k, v in _LETTERS.items()}
_TABLE |= {ord(c): "" for c in _DROPPED} | {ord(c): " " for c in _SPACED} | {ord("&"): " and "}

_ACCENTS = dict.fromkeys(c for c in range(0x300, 0x10000) if unicodedata.combining(chr(c)))

# Arabic and Kurdish articles as news writes them, the sun-letter forms included.
_ARTICLES = "al el ul il ad adh ar as ash at ath az ed er es esh et ez the la le"
ARTICLES = frozenset(_ARTICLES.split())
_WORDS = {
    "tell": "tal", "tel": "tal", "till": "tal", "dayr": "deir", "der": "deir", "dair": "deir", "djebel": "jabal",
    "jebel": "jabal", "jabel": "jabal", "gebel": "jabal", "ibn": "bin", "ben": "bin", "abou": "abu",
    "saint": "st", "sainte": "st", "mount": "mt", "fort": "ft",
}  # fmt: skip
_SOUNDS = (
    ("tch", "s"), ("sch", "s"), ("dj", "j"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("zh", "z"),
    ("sh", "s"), ("ch", "s"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("c", "k"), ("x", "ks"), ("v", "w"), ("p", "b"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_MUTE_H = re.compile(r"(?<=\w\w)h\b")
_FIRST_VOWELS = re.compile(r"\b[aeiouwy]+")
_VOWEL_GROUP = re.compile(r"[aeiouwy]+")
_VOWELS = str.maketrans("", "", "aeiouwy")
_TITLE = re.compile(r"[A-Z0-9]")
_SMALL_WORDS = "a an and de del des di for in la le of on the to"
_SMALL = frozenset(_SMALL_WORDS.split())

# Words that say what a place is; the gazetteer mostly has the name without them.
_TYPE_WORDS = """
province governorate region state district county city town village municipality prefecture oblast krai raion
department canton capital mount mountain mountains jabal river lake island islands desert valley camp airport
airbase base dam port crossing border area sub-district subdistrict suburb neighbourhood neighborhood
division metropolis republic territory wilayat emirate commune
"""
TYPE_WORDS = frozenset(_TYPE_WORDS.split())


@lru_cache(maxsize=65536)
def normalise(name: str) -> str:
    """A name in lower-case letters, digits and single spaces, without accents, dots, apostrophes or a leading 'the'."""
    return fold(name)


def fold(name: str) -> str:
    """`normalise` without its cache, for bulk work."""
    if name.isascii() and name.isalpha():  # most names of the gazetteer
        return name.lower()
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name).translate(_ACCENTS)
    words = name.lower().translate(_TABLE).split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)


def bare(normalised: str) -> str:
    """A normalised place name without the words that say its type: "kirkuk province" -> "kirkuk"."""
    words = normalised.split()
    kept = [w for w in words if w not in TYPE_WORDS]
    while kept and kept[0] in ("of", "the"):
        kept = kept[1:]
    return " ".join(kept) or normalised


def without_article(normalised: str) -> str:
    """A normalised name without the Arabic article that news writes or leaves out: "al raqqa" -> "raqqa"."""
    first, _, rest = normalised.partition(" ")
    return rest if rest and first in _ARABIC else normalised


_ARABIC = frozenset({"al", "ar", "as", "ash", "ad", "an", "at", "az"})


def skeleton(name: str) -> str:
    """The consonants of a name without articles and spaces; empty where fewer than three remain: too little to go by.

    Vowels, w and y vanish but for one initial "A"; kh gh dh th sh ch q c p v become k g d t s s k k b w, which are the
    letters that transliterations swap; doubled letters are single and a final h is mute.
    """
    words = fold(name).split()
    text = " ".join(_WORDS.get(w, w) for w in words if w not in ARTICLES or len(words) == 1)
    for sound, sign in _SOUNDS:
        text = text.replace(sound, sign)
    text = _MUTE_H.sub("", _DOUBLED.sub(r"\1", text))
    bones = _FIRST_VOWELS.sub("A", text.replace(" ", "")).translate(_VOWELS)
    return bones if len(bones) >= 3 else ""


def similarity(left: str, right: str) -> float:
    """How alike two spellings are, in [0, 1], of their normalised forms (indel ratio, word order ignored)."""
    a, b = normalise(left), normalise(right)
    return max(fuzz.ratio(a, b), fuzz.token_sort_ratio(a, b)) / 100.0


def syllables(name: str) -> int:
    """How many groups of vowels a name has: two in "Makhmour" and "Makhmūr", three in "Karbala"."""
    return len(_VOWEL_GROUP.findall(normalise(name)))


def acronyms(name: str) -> frozenset[str]:
    """The acronyms that a name of several words can have, with and without its small words; lower case."""
    words = [w for w in re.split(r"[\s\-–]+", re.sub(r"\(.*?\)", "", name)) if w]
    if len(words) < 2:
        return frozenset()
    every = "".join(w[0] for w in words).lower()
    large = "".join(w[0] for w in words if w.lower() not in _SMALL).lower()
    return frozenset(a for a in (every, large) if len(a) >= 2 and a.isalnum())


def is_acronym_of(short: str, name: str) -> bool:
    """Whether `short` is an acronym of `name`: capitals or digits only, dots ignored."""
    bare = short.replace(".", "")
    return len(bare) >= 2 and bool(_TITLE.match(bare)) and bare.upper() == bare and bare.lower() in acronyms(name)


_SAME_WORD = 0.7  # least similarity of two forms of a word: "Democracy" and "Democratic", not "Allied" and "Ambazonia"


def same_words(left: str, right: str) -> bool:
    """Whether each large word of the shorter name has a form of it in the longer one.

    >>> same_words("Islamic State in West Africa Province", "Islamic State West Africa Province")
    True
    >>> same_words("Ambazonia Defence Forces", "Allied Democratic Forces")
    False
    """
    few, many = sorted(([w for w in normalise(n).split() if w not in _SMALL] for n in (left, right)), key=len)
    return all(max((similarity(w, v) for v in many), default=0.0) >= _SAME_WORD for w in few)


_NUMERAL = re.compile(r"(?<=\w )(?:[IVX]+)\b")


def numeral(name: str) -> str:
    """The numeral of a monarch's or pope's name, or "": "II" of "King Abdullah II"."""
    found = _NUMERAL.search(name)
    return found.group() if found else ""
