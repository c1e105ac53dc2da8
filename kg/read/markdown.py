"""Markdown (https://commonmark.org, with the tables of GitHub) to plain text: what a reader of the page reads.

Only marks go, never words: a link keeps its text, a list its items, a table its cells, each row a line of its own.
"""

import re

_BLOCKS = (  # at the beginning of a line, in this order
    (re.compile(r"[ \t]*(?:>[ \t]?)+"), ""),  # a quotation
    (re.compile(r"[ \t]*(?:```|~~~).*"), ""),  # where code begins and ends
    (re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)$"), ""),  # a rule
    (re.compile(r" {0,3}\[[^\]\n]+\]:[ \t]*\S.*"), ""),  # where a link leads
    (re.compile(r"[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*(?::?-{2,}:?)?[ \t]*$"), ""),  # below column names
    (re.compile(r"[ \t]*(?:[-*+]|\d{1,2}[.)])[ \t]+(?=\S)"), "\n"),  # an item is a paragraph
)
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*$")
_ROW = re.compile(r"[ \t]*\|(?P<cells>.*)\|[ \t]*$")
_INLINE = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])"), ""),  # a picture
    (re.compile(r"\[\^[^\]\n]+\]"), ""),  # a footnote's number
    (re.compile(r"(?<!\\)\[(?P<text>[^\]\n]+)\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]*\])"), r"\g<text>"),
    (re.compile(r"<(?P<text>https?://[^>\s]+)>"), r"\g<text>"),
    (re.compile(r"</?[a-zA-Z][^<>\n]*>"), ""),
    (re.compile(r"(?<![\\`])(?P<mark>`+)(?P<text>[^`\n]+)(?P=mark)"), r"\g<text>"),
    (re.compile(r"(?<!\\)(?P<mark>\*{1,3}|~~)(?=\S)(?P<text>[^\n]+?)(?<=\S)(?<!\\)(?P=mark)"), r"\g<text>"),
    (re.compile(r"(?<![\\\w])(?P<mark>_{1,3})(?=\S)(?P<text>[^\n]+?)(?<=\S)(?P=mark)(?!\w)"), r"\g<text>"),
    (re.compile(r"\\(?P<text>[!-/:-@\[-`{-~])"), r"\g<text>"),  # a mark that stands for itself
)


def plain_text(markdown: str) -> str:
    """The text without its marks.

    >>> plain_text("- **Two** soldiers died, [police](https://example.org) said.")
    'Two soldiers died, police said.'
    """
    text = "\n".join(_plain_line(line) for line in markdown.splitlines())
    for pattern, kept in _INLINE:
        text = pattern.sub(kept, text)
    return re.sub(r"\n(?:[ \t]*\n){2,}", "\n\n", text).strip("\n")


def _plain_line(line: str) -> str:
    for pattern, kept in _BLOCKS:
        line = pattern.sub(kept, line, count=1) if pattern.match(line) else line
    if heading := _HEADING.match(line):
        return f"\n{heading['text']}\n"
    if row := _ROW.match(line):
        cells = (cell.strip() for cell in row["cells"].split("|"))
        return "\n" + ": ".join(cell for cell in cells if cell)
    return line
