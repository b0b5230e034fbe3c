"""The texts that the template engine reads, line by line, each line with the place where a clerk finds it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place

__all__ = ["Line", "Source", "html_source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an HTML template, or one paragraph (or a piece of one) of a Word document.

    `number` counts lines or paragraphs from 1, `spot` names the place in words (`正文第 12 段`). `text` is what the
    engine reads, `raw` what stands there; both have the same length.
    """

    number: int
    spot: str
    text: str
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One text: an HTML template or one part of a Word document (`part`, `word/header1.xml`)."""

    template: str
    lines: tuple[Line, ...]
    part: str = ""
    label: str = ""

    @property
    def text(self) -> str:
        """What the engine reads."""
        return "\n".join(line.text for line in self.lines)

    @property
    def file(self) -> str:
        """The name by which findings call it; parts beside a document's body have a name of their own."""
        return f"{self.template}（{self.label}）" if self.label else self.template

    def line(self, number: int) -> Line:
        """The line `number`, from 1; the nearest where there is none."""
        return self.lines[min(max(number, 1), len(self.lines)) - 1]

    def place(self, number: int, *, word: str = "", column: int = 0) -> Place:
        """Where line `number` is, at `column` or at `word` in it."""
        if not self.lines:
            return Place(file=self.file, path=self.part)
        line = self.line(number)
        at = column or max(line.text.find(word), 0) + 1
        return Place(
            file=self.file, line=line.number, column=at, path=f"{self.part}#{line.number}" if self.part else ""
        )

    def finding(  # noqa: PLR0913 - a finding has so many parts
        self,
        code: str,
        number: int,
        *,
        word: str = "",
        column: int = 0,
        related: Iterable[tuple[str, Place]] = (),
        article: str | None = None,
        **values: Any,
    ) -> Diagnostic:
        """The finding `code` about line `number`, at `column` or at `word` in it."""
        spot = self.line(number).spot if self.lines else ""
        place = self.place(number, word=word, column=column)
        return finding(code, place, related=tuple(related), article=article, spot=spot, **values)


def html_source(template: str, content: str) -> Source:
    """The source of an HTML template."""
    lines = content.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Source(
        template=template,
        lines=tuple(Line(number=n, spot=f"第 {n} 行", text=line, raw=line) for n, line in enumerate(lines, 1)),
    )
