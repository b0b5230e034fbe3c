"""HTML templates: the Jinja environment of all documents, sandboxed, escaped, and strict about missing values."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from types import CodeType, TracebackType
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2 import UndefinedError as MissingVariableError
from jinja2.nodes import Template as TemplateNode
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from czdocs.errors import CzdocsError
from czdocs.resources import resource_bytes

__all__ = ["FILTERS", "chinese_date", "chinese_numeral", "render_html", "strict_environment", "template_faults"]

_OFFERED = "\x1f"  # between a name that is missing and those that may be meant
_VARIABLE = re.compile(r"'([^']+)'(?: is undefined)?$")


_WRITTEN_DATE = re.compile(r"^(\d{4}年)(\d{1,2}月\d{1,2}日)$")
_ENUMERATED = re.compile("[^、]+、?")


class _ResourceLoader(BaseLoader):
    """Loads templates from the package's resources; they do not change while the program runs."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        del environment
        try:
            return resource_bytes("templates", template).decode("utf-8"), template, lambda: True
        except LookupError as error:
            raise TemplateNotFound(template) from error


def chinese_date(day: date) -> str:
    """A date as official documents write it: `2026年6月16日`, no leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_numeral(number: int) -> str:
    """A whole number from 1 to 99 as headings count: 一, 十, 十二, 二十一.

    Raises:
        ValueError: If `number` is out of range.
    """
    if not 1 <= number <= 99:  # noqa: PLR2004
        raise ValueError(number)
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones else "")  # noqa: PLR2004


def cell_parts(text: str) -> tuple[str, ...]:
    """The parts of a table cell that stay whole as long as they fit: year and day of a date, each of several models."""
    if date_match := _WRITTEN_DATE.fullmatch(text):
        return date_match.groups()
    return tuple(_ENUMERATED.findall(text)) if "、" in text else ()


FILTERS: Mapping[str, Callable[..., object]] = {
    "chinese_date": chinese_date,
    "chinese_numeral": chinese_numeral,
    "cell_parts": cell_parts,
}


class _NamedUndefined(StrictUndefined):
    """A missing attribute that says in its error which attributes it may have been meant to be."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        message = super()._undefined_message
        owner, name = self._undefined_obj, self._undefined_name
        if self._undefined_hint or owner is missing or not isinstance(name, str):
            return message
        near = get_close_matches(name, [one for one in dir(owner) if not one.startswith("_")])
        return f"'{name}{_OFFERED}{'、'.join(near)}'"


class _StrictEnvironment(ImmutableSandboxedEnvironment):
    """An environment that compiles a template given as text once a process; all of the kind have the same settings."""

    def from_string(
        self,
        source: str | TemplateNode,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  # the library's name
        template_class: type[Template] | None = None,
    ) -> Template:
        """The template that `source` writes, with this environment's functions."""
        if not isinstance(source, str):
            return super().from_string(source, globals, template_class)
        return (template_class or Template).from_code(self, _code(source), self.make_globals(globals))


@lru_cache(maxsize=32)
def _code(source: str) -> CodeType:
    """What the environment compiles `source` to; a Word template has a source a part and property."""
    return strict_environment().compile(source)


def strict_environment(loader: BaseLoader | None = None) -> Environment:
    """A Jinja environment that always escapes values, calls nothing unsafe and takes a missing value for an error."""
    environment = _StrictEnvironment(
        loader=loader, autoescape=True, undefined=_NamedUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(FILTERS)
    return environment


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """The environment of the HTML templates; it keeps them compiled."""
    return strict_environment(_ResourceLoader())


def render_html(template: str, context: Mapping[str, Any]) -> str:
    """The HTML of the template resource `template` (`gongwen/document.html`) with the values of `context`.

    Raises:
        CzdocsError: CZ4102 for a template's syntax, CZ4103 for a missing value, CZ4104 for a missing template.
    """
    with template_faults(template):
        return _environment().get_template(template).render(context)


@contextmanager
def template_faults(template: str, *, before: int = 0) -> Iterator[None]:
    """Turns what Jinja raises meanwhile into failures with template and line.

    `before` is the number of lines in front of the template's own first one.
    """
    try:
        yield
    except TemplateNotFound as error:
        raise CzdocsError("CZ4104", template=error.name or template) from error
    except TemplateSyntaxError as error:
        raise CzdocsError(
            "CZ4102", template=error.name or template, line=error.lineno - before, reason=error.message or ""
        ) from error
    except MissingVariableError as error:
        name, line = _template_line(sys.exc_info()[2], template)
        found = _VARIABLE.search(str(error).removesuffix(" is undefined"))
        variable, _, names = (found[1] if found else str(error)).partition(_OFFERED)
        hint = f"你要写的可能是 {names}。" if names else ""
        raise CzdocsError("CZ4103", template=name, line=line - before, variable=variable, hint=hint) from error
    except TemplateError as error:
        name, line = _template_line(sys.exc_info()[2], template)
        raise CzdocsError("CZ4102", template=name, line=line - before, reason=error.message or "") from error


def _template_line(traceback: TracebackType | None, template: str) -> tuple[str, int]:
    """Template and line of the innermost template frame of `traceback`; Jinja rewrites these frames' lines."""
    name, line = template, 0
    while traceback:
        frame = traceback.tb_frame
        if "__jinja_template__" in frame.f_globals or frame.f_code.co_name in {"root", "top-level template code"}:
            source = frame.f_code.co_filename
            name, line = template if source.startswith("<") else source, traceback.tb_lineno
        traceback = traceback.tb_next
    return name, line
