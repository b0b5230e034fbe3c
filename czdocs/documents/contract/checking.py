"""The check of a template against its contract."""

from collections.abc import Callable

from czdocs.diagnostic import Diagnostic, in_order
from czdocs.documents.contract.contract import Contract
from czdocs.documents.contract.facts import missing_facts
from czdocs.documents.contract.html_rules import html_faults
from czdocs.documents.contract.reading import Reader
from czdocs.documents.contract.source import Source, html_source
from czdocs.documents.contract.tags import scan
from czdocs.documents.contract.word_rules import package_faults, tag_faults
from czdocs.documents.contract.word_source import read_package, word_sources
from czdocs.documents.html import strict_environment

__all__ = ["Load", "check_template", "fragments", "template_sources"]

Load = Callable[[str], bytes]
"""What a template is by its name; raises LookupError where there is none."""


def check_template(contract: Contract, load: Load) -> tuple[Diagnostic, ...]:
    """All that is wrong with the template of `contract`, in order; what it includes is looked at with it.

    Raises:
        CzdocsError: CZ4106 for a Word template that is no Word document.
        LookupError: If there is no such template.
    """
    return _word_findings(contract, load) if contract.is_word else _html_findings(contract, load)


def template_sources(contract: Contract, load: Load) -> tuple[Source, ...]:
    """The sources of a template itself, for the lines that are shown with findings."""
    if contract.is_word:
        return word_sources(contract.template, read_package(contract.template, load(contract.template)))
    names = (contract.template, *fragments(contract.template, load))
    return tuple(source for name in names if (source := _loaded(name, load)) is not None)


def fragments(template: str, load: Load) -> tuple[str, ...]:
    """The names of the templates that an HTML template includes, directly or not."""
    from jinja2 import TemplateSyntaxError
    from jinja2.meta import find_referenced_templates

    environment, found, left = strict_environment(), dict.fromkeys([template]), [template]
    while left:
        source = _loaded(left.pop(), load)
        try:
            names = list(find_referenced_templates(environment.parse(source.text))) if source else []
        except TemplateSyntaxError:
            continue
        left += [name for name in names if name and name not in found]
        found |= dict.fromkeys(name for name in names if name)
    return tuple(found)[1:]


def _loaded(name: str, load: Load) -> Source | None:
    try:
        return html_source(name, load(name).decode("utf-8-sig"))
    except (LookupError, UnicodeDecodeError):
        return None


def _html_findings(contract: Contract, load: Load) -> tuple[Diagnostic, ...]:
    source = html_source(contract.template, load(contract.template).decode("utf-8-sig", errors="replace"))
    reader = Reader(contract=contract, environment=strict_environment(), load=lambda name: _loaded(name, load))
    reader.read(source)
    read = [one for one, _ in reader.trees.values()]
    findings = [fault for one in read for fault in html_faults(one)]
    return _finished(contract, reader, source, findings)


def _word_findings(contract: Contract, load: Load) -> tuple[Diagnostic, ...]:
    package = read_package(contract.template, load(contract.template))
    sources = word_sources(contract.template, package)
    environment = strict_environment()
    reader = Reader(contract=contract, environment=environment, load=lambda _: None)
    findings: list[Diagnostic] = []
    for source in sources:
        reader.read(source)
        findings += tag_faults(source, package, scan(source).tags)
    has_tables = any("table(" in line.text for source in sources for line in source.lines)
    findings += package_faults(sources[0], package, has_tables=has_tables)
    return _finished(contract, reader, sources[0], findings)


def _finished(contract: Contract, reader: Reader, source: Source, findings: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """All findings in order; what is missing is told only where everything could be read."""
    reading = reader.reading()
    whole = Source(template=source.template, lines=())
    missing = missing_facts(contract, reading, whole) if reading.is_whole else ()
    return in_order((*reading.findings, *findings, *missing))
