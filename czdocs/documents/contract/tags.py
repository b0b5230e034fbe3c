"""Tags of a template: where each begins and ends, whether it is complete, and whether the blocks pair up.

The engine stops at the first fault of this kind and names the place where it noticed. Here every tag is looked at
alone, so that all faults are found, each at its own place.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from jinja2 import TemplateSyntaxError

from czdocs.diagnostic import Diagnostic
from czdocs.documents.contract.candidates import advice, near
from czdocs.documents.contract.source import Source
from czdocs.documents.html import strict_environment

__all__ = ["ScannedSource", "Tag", "scan"]

_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OPENER = re.compile(r"\{\{|\{%|\{#")
# Pairs of which at least one character is full-width.
_WIDE_OPENER = re.compile(r"｛[｛{%％#]|\{[｛％]")
_WIDE_CLOSER = re.compile(r"[%％}｝]｝|｝\}|％\}")
_SINGLE = re.compile(r"(?<!\{)\{\s*[a-z_]+(?:\.[a-z_]+)+\s*(?:\|[^{}]*)?\}(?!\})")
_STRINGS = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”")
_WIDE_IN_TAG = re.compile(r"[，．。：；（）｜［］＝＋－＞＜！“”‘’\u3000]")
_STYLE = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z_]+")

_BLOCKS = ("for", "if", "macro", "call", "filter", "with", "block", "set", "autoescape", "raw")
_ALONE = ("include", "import", "from", "extends", "do")
_MIDDLES: Mapping[str, tuple[str, ...]] = {"else": ("if", "for"), "elif": ("if",)}
_ENDS = {f"end{name}": name for name in _BLOCKS}
# What docxtpl knows beside the engine's own tags; they say how cells are merged, nothing more.
_WORD_ONLY = ("vm", "hm")
_WORD_VALUES = ("colspan", "cellbg")
_KNOWN = (*_BLOCKS, *_ENDS, *_MIDDLES, *_ALONE, *_WORD_ONLY, *_WORD_VALUES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One tag: `kind` is how it opens, `inner` what stands between its braces; places count from 1."""

    kind: str
    inner: str
    line: int
    column: int
    start: int
    end: int

    @property
    def words(self) -> str:
        """What it says, without the marks that trim blanks."""
        return self.inner.strip("-+ \t\n")

    @property
    def keyword(self) -> str:
        """The first word of a statement."""
        found = _WORD.match(self.words)
        return found[0] if found and self.kind == "{%" else ""

    @property
    def text(self) -> str:
        """The tag as it is quoted in messages."""
        return f"{self.kind} {' '.join(self.words.split())} {_CLOSERS[self.kind]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedSource:
    """What was found in a source; `text` has its faulty values blanked, `is_whole` tells whether its blocks pair up."""

    tags: tuple[Tag, ...]
    findings: tuple[Diagnostic, ...]
    text: str
    is_whole: bool


def scan(source: Source) -> ScannedSource:
    """The tags of `source`, and all that is wrong with them."""
    scanner = _Scanner(source)
    scanner.read()
    scanner.pair()
    text = source.text
    for tag in scanner.blanked:
        text = text[: tag.start] + re.sub(r"[^\n]", " ", text[tag.start : tag.end]) + text[tag.end :]
    for tag in scanner.tags:
        if tag.keyword in _WORD_VALUES:
            inner = tag.inner.replace(tag.keyword, " " * len(tag.keyword), 1)
            text = f"{text[: tag.start]}{{{{{inner}}}}}{text[tag.end :]}"
    return ScannedSource(
        tags=tuple(scanner.tags), findings=tuple(scanner.findings), text=text, is_whole=scanner.is_whole
    )


class _Scanner:
    """Reads one source; what it finds stays in its lists."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.tags: list[Tag] = []
        self.findings: list[Diagnostic] = []
        self.blanked: list[Tag] = []
        self.is_whole = True

    def read(self) -> None:
        """Find the tags one after the other, and what stands between them."""
        position = 0
        while opener := _OPENER.search(self.text, position):
            self._plain(position, opener.start())
            position = self._tag(opener.start(), opener[0])
        self._plain(position, len(self.text))

    def _tag(self, start: int, opener: str) -> int:
        """Read the tag that begins at `start`; where to go on."""
        closer = _CLOSERS[opener]
        end = self.text.find(closer, start + 2)
        following = _OPENER.search(self.text, start + 2)
        border = following.start() if following else len(self.text)
        if self.source.part:  # a paragraph's end ends all that is in it
            border = min(border, self.text.find("\n", start) % (len(self.text) + 1))
        if opener == "{#" and end >= 0 and not self.source.part:
            border = len(self.text)
        if end < 0 or end >= border:
            self._unclosed(start, border, closer)
            return border
        tag = self._made(opener, self.text[start + 2 : end], start, end + 2)
        if opener == "{#":
            return tag.end
        if tag.keyword == "raw":
            return self._after_raw(tag)
        if self._check(tag):
            self.tags.append(tag)
            if tag.keyword in _WORD_ONLY:
                self.blanked.append(tag)
        elif opener == "{{":
            self.blanked.append(tag)
        else:
            self.is_whole = False
            self.tags.append(tag)
        return tag.end

    def _after_raw(self, tag: Tag) -> int:
        found = re.compile(r"\{%[-+]?\s*endraw\s*[-+]?%\}").search(self.text, tag.end)
        if found is None:
            self._report("CZ4210", tag, what="没有对应的“endraw”")
            self.is_whole = False
        return found.end() if found else len(self.text)

    def _made(self, kind: str, inner: str, start: int, end: int) -> Tag:
        line = self.text.count("\n", 0, start) + 1
        return Tag(
            kind=kind, inner=inner, line=line, column=start - self.text.rfind("\n", 0, start), start=start, end=end
        )

    def _report(self, code: str, tag: Tag, **values: Any) -> None:
        found = self.source.finding(code, tag.line, column=tag.column, tag=_short(tag.text), **values)
        self.findings.append(found)

    def _unclosed(self, start: int, border: int, closer: str) -> None:
        written = self.text[start:border].split("\n")[0].rstrip()
        tag = self._made(written[:2], written[2:], start, border)
        wide = _WIDE_CLOSER.search(written)
        if wide:
            written = written[: wide.end()]
        what = f"结尾写成了全角“{wide[0]}”" if wide else f"没有写完，缺少“{closer}”"
        self.findings.append(
            self.source.finding(
                "CZ4209" if wide else "CZ4208", tag.line, column=tag.column, tag=_short(written), what=what
            )
        )
        if tag.kind == "{%":
            self.is_whole = False
        else:
            self.blanked.append(replace(tag, end=start + len(written)))

    def _plain(self, start: int, end: int) -> None:
        """Look for braces in what is printed as it stands."""
        text = self.text[start:end]
        if not self.source.part:
            text = _STYLE.sub(lambda found: re.sub(r"[{}%｛｝％]", " ", found[0]), text)
        position = 0
        while wide := _WIDE_OPENER.search(text, position):
            line_end = text.find("\n", wide.end()) % (len(text) + 1)
            closer = re.compile(r"[%％}｝][｝}]").search(text, wide.end(), line_end)
            stop = closer.end() if closer else wide.end()
            self._stray("CZ4209", start + wide.start(), text[wide.start() : stop], "用了全角的括号")
            if "%" in wide[0] or "％" in wide[0]:
                self.is_whole = False
            text = text[: wide.start()] + " " * (stop - wide.start()) + text[stop:]
            position = stop
        for found in re.finditer(r"\}\}|%\}", text):
            self._stray("CZ4208", start + found.start(), found[0], "前面没有与它配对的开头")
        for found in _SINGLE.finditer(text):
            self._stray("CZ4208", start + found.start(), found[0], "只写了一层花括号，会照原样印出")

    def _stray(self, code: str, start: int, written: str, what: str) -> None:
        tag = self._made("", "", start, start)
        self.findings.append(self.source.finding(code, tag.line, column=tag.column, tag=_short(written), what=what))

    def _check(self, tag: Tag) -> bool:
        """Whether the tag alone can be read."""
        outside = _STRINGS.sub("", tag.inner) if self.source.part else re.sub(r"\"[^\"]*\"|'[^']*'", "", tag.inner)
        if wide := _WIDE_IN_TAG.search(outside):
            self._report("CZ4209", tag, what=f"里有全角的“{wide[0]}”")
            return False
        if tag.kind == "{%" and tag.keyword not in _KNOWN:
            hint = advice(near(tag.keyword, _KNOWN))
            self._report("CZ4211", tag, reason=f"没有“{tag.keyword or tag.words}”这种标签", hint=hint)
            return False
        fault = _syntax_fault(_completed(tag))
        if fault:
            self._report("CZ4211", tag, reason=fault, hint="")
        return not fault

    def pair(self) -> None:
        """Match the ends of blocks with their beginnings."""
        stack: list[tuple[str, Tag]] = []
        told: set[Tag] = set()
        for tag in self.tags:
            word = tag.keyword
            if word in _MIDDLES:
                if not stack or stack[-1][0] not in _MIDDLES[word]:
                    self._mismatch(tag, stack[-1][1] if stack else None)
                    told |= {stack[-1][1]} if stack else set()
            elif word in _ENDS:
                begun = _ENDS[word]
                if stack and stack[-1][0] == begun:
                    stack.pop()
                    continue
                self._mismatch(tag, stack[-1][1] if stack else None)
                told |= {stack[-1][1]} if stack else set()
                matching = next((n for n in range(len(stack) - 1, -1, -1) if stack[n][0] == begun), None)
                if matching is not None:
                    told |= {stack.pop(matching)[1]}
            elif word in _BLOCKS and not (word == "set" and "=" in tag.words):
                stack.append((word, tag))
        for word, tag in stack:
            self.is_whole = False
            if tag not in told:
                self._report("CZ4210", tag, what=f"没有对应的“end{word}”")

    def _mismatch(self, tag: Tag, begun: Tag | None) -> None:
        self.is_whole = False
        if begun is None:
            self._report("CZ4210", tag, what="前面没有与它对应的开始标签")
            return
        what = f"与{self.source.line(begun.line).spot}的“{_short(begun.text)}”不配对"
        self._report("CZ4210", tag, what=what)


@lru_cache(maxsize=4096)
def _syntax_fault(text: str) -> str:
    """What is wrong with a tag made complete; empty where nothing is. The same tags stand in many templates."""
    try:
        strict_environment().parse(text)
    except TemplateSyntaxError as error:
        return _reason(error.message or "")
    return ""


def _completed(tag: Tag) -> str:  # noqa: PLR0911 - a case a kind of statement
    """The tag as a template of its own."""
    word, words = tag.keyword, tag.words
    if tag.kind == "{{":
        return f"{{{{ {words} }}}}"
    if word in _WORD_VALUES:
        return f"{{{{ {words.removeprefix(word)} }}}}"
    if word in _WORD_ONLY or (word in _ENDS and word != "endblock"):
        rest = words.removeprefix(word).strip()
        return f"{{{{ {word} {rest} }}}}" if rest else ""  # nothing may follow
    if word == "endblock":
        return ""
    if word == "else":
        return f"{{% if true %}}{{% {words} %}}{{% endif %}}"
    if word == "elif":
        return f"{{% if true %}}{{% {words} %}}{{% endif %}}"
    if word in _ALONE or (word == "set" and "=" in words):
        return f"{{% {words} %}}"
    return f"{{% {words} %}}{{% end{word} %}}"


_REASONS: tuple[tuple[str, str], ...] = (
    (r"unexpected char '(.)'.*", r"“\1”不应当出现在这里"),
    (r"expected token '(.+)', got '(.+)'", r"这里应当是“\1”，写的是“\2”"),
    (r"unexpected '(.+)'", r"“\1”不应当出现在这里"),
    (r"Expected an expression, got .*", "缺少变量或者条件"),
    (r"unexpected end of template.*", "没有写完"),
    (r"unexpected end of.*", "没有写完"),
    (r".*unclosed.*|.*unterminated.*", "引号或者括号没有配对"),
)
_TOKENS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "name": "名称",
    "string": "文字",
    "integer": "数字",
    "in": "in",
}


def _reason(message: str) -> str:
    """What the engine says, in Chinese."""
    for pattern, sentence in _REASONS:
        if found := re.fullmatch(pattern, message):
            told = found.expand(sentence)
            for token, name in _TOKENS.items():
                told = told.replace(f"“{token}”", f"“{name}”")
            return told
    return f"写法不对（{message.rstrip('.')}）"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:58]}……"  # noqa: PLR2004 - a line of the terminal
