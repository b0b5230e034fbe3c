"""What an HTML template may not have: style sheets and scripts of its own, addresses outside of the program."""

import re
from collections.abc import Iterator

from czdocs.diagnostic import Diagnostic
from czdocs.documents.contract.source import Source

__all__ = ["html_faults"]

_ELEMENT = re.compile(r"<(script|link|iframe|object|embed|base|form)\b|(@import)\b|\son[a-z]+\s*=", re.IGNORECASE)
_FETCHED = re.compile(r"\b(?:src|data|poster|background|xlink:href)\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
_STYLED = re.compile(r"url\(\s*[\"']?([^\"')]*)", re.IGNORECASE)
_LINKED = re.compile(r"\bhref\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
_ALLOWED = ("asset:", "font:", "template:", "#", "{{")
_WITHIN = re.compile(r"\{#.*?#\}")


def html_faults(source: Source) -> Iterator[Diagnostic]:
    """The forbidden elements and addresses of an HTML template."""
    for number, line in enumerate(source.lines, 1):
        text = _WITHIN.sub(lambda found: " " * len(found[0]), line.text)
        for found in _ELEMENT.finditer(text):
            name = (found[1] or found[2] or found[0]).strip(" =")
            yield source.finding("CZ4222", number, column=found.start() + 1, name=name)
        for pattern in (_FETCHED, _STYLED):
            for found in pattern.finditer(text):
                if not found[1].startswith(_ALLOWED):
                    yield source.finding("CZ4221", number, column=found.start(1) + 1, address=found[1])
        for found in _LINKED.finditer(text):
            if found[1].lower().startswith(("file:", "javascript:", "data:")):
                yield source.finding("CZ4221", number, column=found.start(1) + 1, address=found[1])
