"""Lines: what stands between a field and its value, before an item and before a note, where it is no YAML."""

import re
from collections.abc import Collection, Iterator

from czdocs.intake.mending_edits import Edit, Lines
from czdocs.intake.mending_flow import flow_edits, is_flow
from czdocs.intake.vocabulary import Vocabulary

__all__ = ["BLANKS", "line_edits", "width_of"]

BLANKS = " \t\u3000\xa0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
"""Blanks of all kinds that keep to the line."""
_DASH = re.compile(rf"(?P<dash>[-－—–−‐•●■◆·])(?P<gap>[{BLANKS}]*)")
_KEY = re.compile(
    rf"(?P<key>[^\s:：﹕∶#＃{{}}\[\],，。；]{{1,40}})(?P<sep>[{BLANKS}]*[:：﹕∶][{BLANKS}]*|[ ]*\t[{BLANKS}]*)"
)
_HEADER = re.compile(r"[|>][0-9+-]{0,2}\s*(?:#.*)?\Z")
_LATE_QUOTE = re.compile(r"\"[^\"“”]*(?P<wrong>[”“])\s*(?:#.*)?\Z")
_EARLY_QUOTE = re.compile(r"(?P<wrong>[“”])[^\"“”]*\"\s*(?:#.*)?\Z")
_WIDE = 2
"""How many blanks a full-width blank or a tab stands for while lines are only looked at."""


def width_of(lead: str) -> int:
    """How far `lead` indents, taking wide blanks and tabs for two."""
    return sum(_WIDE if c in "\t\u3000" else 1 for c in lead)


def line_edits(lines: Lines, vocabulary: Vocabulary, *, only: Collection[int] | None = None) -> Iterator[Edit]:
    """The edits of all lines, or of those whose numbers are in `only`; text in blocks (`|`, `>`) is passed over."""
    scan = _Scan(lines, vocabulary)
    for number in range(1, len(lines.texts) + 1):
        edits = list(scan.take(number))
        if only is None or number in only:
            yield from edits


class _Scan:
    """Goes through the lines, remembering what the one before opened: a block of text, a list, a value."""

    def __init__(self, lines: Lines, vocabulary: Vocabulary) -> None:
        self._lines = lines
        self._vocabulary = vocabulary
        self._block: int | None = None
        self._value: int | None = None
        self._lists: list[tuple[int, bool]] = []

    def take(self, number: int) -> Iterator[Edit]:
        """The edits of the next line."""
        line = self._lines.texts[number - 1]
        rest = line.lstrip(BLANKS)
        lead = line[: len(line) - len(rest)]
        width = width_of(lead)
        if not rest or self._in_block(width, rest):
            return
        if rest[0] in "#＃":
            if rest[0] == "＃":
                gap = len(rest) - len(rest[1:].lstrip(" \u3000\xa0"))
                yield self._lines.edit(number, (len(lead), len(lead) + gap), "# ", "comment")
            return
        at = len(lead)
        dash = _DASH.match(rest)
        if dash and self._is_item(width, dash, rest):
            right = dash["dash"] == "-" and set(dash["gap"]) == {" "}
            if not right and (dash.end() < len(rest) or dash["dash"] != "-"):
                yield self._lines.edit(number, (at, at + dash.end()), "- ", "dash")
            at += dash.end()
            width += width_of(dash.group())
        yield from self._field(number, at, width, dashed=at > len(lead))

    def _in_block(self, width: int, rest: str) -> bool:
        """Whether the line is text of a block that was opened before."""
        if self._block is None:
            return False
        if width > self._block:
            return True
        key = _KEY.match(rest)
        if rest[0] not in "-－#＃" and not (key and self._vocabulary.is_key(key["key"])):
            return True  # a paragraph that was pasted without its indentation
        self._block = None
        return False

    def _is_item(self, width: int, dash: re.Match[str], rest: str) -> bool:
        """Whether a dash begins an item: written as one, or where a list was opened and nothing else can be meant."""
        if dash["dash"] == "-" and dash["gap"][:1] in {" ", "\t"}:
            self._open_list(width)
            return True
        if rest.startswith(("--", "——")) or (dash["dash"] == "-" and rest[1:2].isdigit()):
            return False
        while self._lists and self._lists[-1][0] > width:
            self._lists.pop()
        if self._lists and self._lists[-1][1]:
            self._open_list(width)
            return True
        return False

    def _open_list(self, width: int) -> None:
        while self._lists and self._lists[-1][0] > width:
            self._lists.pop()
        if not self._lists or self._lists[-1] != (width, True):
            self._lists.append((width, True))

    def _field(self, number: int, at: int, width: int, *, dashed: bool) -> Iterator[Edit]:
        """The edits of what follows indentation and dash."""
        text = self._lines.texts[number - 1][at:]
        if is_flow(text) and dashed:
            yield from self._flow(number, at)
            return
        match = _KEY.match(text)
        if not match or not self._is_field(match, text, width, dashed=dashed):
            if dashed:
                self._value = width - 1
                self._block = width - _WIDE if _HEADER.match(text) else None
            return
        value_at = at + match.end()
        value = text[match.end() :]
        yield from self._separator(number, at, match, value)
        self._remember(match["key"], width, value, dashed=dashed)
        if _HEADER.match(value):
            self._block = width
        elif is_flow(value):
            yield from self._flow(number, value_at)
        else:
            for pattern, quote in ((_LATE_QUOTE, '"'), (_EARLY_QUOTE, '"')):
                wrong = pattern.match(value)
                if wrong:
                    start = value_at + wrong.start("wrong")
                    yield self._lines.edit(number, (start, start + 1), quote, "quotes")

    def _is_field(self, match: re.Match[str], text: str, width: int, *, dashed: bool) -> bool:
        """Whether the line begins with a field, and not with running text that has a colon in it."""
        key, sep = match["key"], match["sep"]
        if ":" in sep and text.startswith("//", match.end("key") + 1):
            return False
        if not self._vocabulary.is_key(key):
            return bool(re.search(r":(?: |\Z)", sep) or (":" in sep and match.end() == len(text)))
        if ":" not in sep and "\t" not in sep and not self._vocabulary.fields(key) and "_" not in key:
            return False
        running = self._value is not None and width > self._value and not dashed
        return not (running and not self._vocabulary.fields(key)) and not (running and not key.isascii())

    def _separator(self, number: int, at: int, match: re.Match[str], value: str) -> Iterator[Edit]:
        sep = match["sep"]
        span = (at + match.start("sep"), at + match.end("sep"))
        if not re.search("[:：﹕∶]", sep):
            if value:
                yield self._lines.edit(number, span, ": ", "no-colon")
            return
        colon = sep.strip(" \t\u3000\xa0")
        after = sep.split(colon[0], 1)[1]
        right = sep.isascii() and (after[:1] in {" ", "\t"} or not value)
        if not right:
            repair = "gap" if colon[0] == ":" else "colon"
            # Blanks that hold a note in its column stay.
            kept = after if after and set(after) == {" "} else " " if value else ""
            yield self._lines.edit(number, span, f":{kept}", repair)

    def _remember(self, key: str, width: int, value: str, *, dashed: bool) -> None:
        """Note what the field opens: a list where its schema has one and its line ends there, or a running value."""
        empty = not value or value.startswith("#")
        if not dashed:
            while self._lists and self._lists[-1][0] >= width:
                self._lists.pop()
        if empty:
            # Below a key that is misspelt a dash may begin an item; below one of a text it may not.
            listed = self._vocabulary.may_be(key, "array") or not self._vocabulary.fields(key)
            self._lists.append((width, listed))
        self._value = None if empty else width

    def _flow(self, number: int, at: int) -> Iterator[Edit]:
        line = self._lines.texts[number - 1]
        for edit in flow_edits(line[at:], self._vocabulary, offset=at):
            yield self._lines.edit(number, edit.span, edit.new, edit.repair)
