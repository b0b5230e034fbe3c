"""Check of templates: those that travel with the program, and clerks' edited copies of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from czdocs.diagnostic import Diagnostic, Place, has_errors, in_order
from czdocs.documents.contract.candidates import advice, near
from czdocs.documents.contract.checking import check_template, fragments, template_sources
from czdocs.documents.contract.comments import with_comments
from czdocs.documents.contract.contract import Contract
from czdocs.documents.contract.registry import CONTRACTS
from czdocs.errors import CzdocsError
from czdocs.flows.output_folder import machine_fault
from czdocs.resources import resource_bytes, resource_names

__all__ = [
    "TemplateCheck",
    "check_files",
    "check_shipped",
    "contract_named",
    "copy_template",
    "shipped_template",
    "write_comments",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateCheck:
    """How many templates were checked, what was found, the texts to show places in, and the contents of the files."""

    files: int
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    contents: Mapping[Path, bytes]

    @property
    def is_good(self) -> bool:
        """Whether every template may be used."""
        return not has_errors(self.diagnostics)

    @property
    def invalid(self) -> int:
        """How many templates have findings; the parts of a Word document count as one."""
        return len({found.place.file.partition("（")[0] for found in self.diagnostics})


def shipped_template(name: str) -> bytes:
    """The template `name` as it travels with the program.

    Raises:
        LookupError: If there is none.
    """
    return resource_bytes("templates", name)


def check_shipped() -> TemplateCheck:
    """What is wrong with the templates that travel with the program."""
    findings: list[Diagnostic] = []
    texts: dict[str, str] = {}
    for contract in CONTRACTS.values():
        findings += check_template(contract, shipped_template)
        texts |= _texts(contract, shipped_template)
    return TemplateCheck(files=len(CONTRACTS), diagnostics=in_order(findings), texts=texts, contents={})


def check_files(paths: Sequence[Path], *, meant: str | None = None) -> TemplateCheck:
    """What is wrong with the files `paths`, each held against the contract of its name or of the template `meant`.

    Raises:
        CzdocsError: CZ4200 for a file of which nobody knows what it is, CZ4106 for one that is no Word document.
    """
    findings: list[Diagnostic] = []
    texts: dict[str, str] = {}
    contents: dict[Path, bytes] = {}
    for path in paths:
        content = contents[path] = _content(path)
        name = _resource_name(meant or path.as_posix(), path)
        load = _with(name, content)
        for contract in _contracts(name):
            found = _at_file(contract, load, name, path)
            findings += found
            sources = [one for one in _texts(contract, load).items() if one[0].startswith(name)]
            texts |= {path.as_posix() + file.removeprefix(name): text for file, text in sources}
    return TemplateCheck(files=len(paths), diagnostics=in_order(findings), texts=texts, contents=contents)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise machine_fault(error, path) from error


def _with(name: str, content: bytes) -> Callable[[str], bytes]:
    """The shipped templates with `content` in place of one of them."""
    return lambda wanted: content if wanted == name else shipped_template(wanted)


def _at_file(contract: Contract, load: Callable[[str], bytes], name: str, path: Path) -> tuple[Diagnostic, ...]:
    """The findings of a check that are about the file itself, placed in it."""
    try:
        found = check_template(contract, load)
    except CzdocsError as error:
        error.diagnostics = tuple(_placed(one, name, path) for one in error.diagnostics)
        raise
    before = check_template(contract, shipped_template) if name != contract.template else ()
    own = [one for one in found if one not in before]
    return tuple(replace(one, place=_placed(one, name, path).place) for one in own)


def _placed(found: Diagnostic, name: str, path: Path) -> Diagnostic:
    if not found.place.file.startswith(name):
        return found
    place = found.place
    file = path.as_posix() + place.file.removeprefix(name)
    return replace(found, place=Place(file=file, line=place.line, column=place.column, path=place.path))


def _texts(contract: Contract, load: Callable[[str], bytes]) -> Mapping[str, str]:
    """The paragraphs or lines of the sources of a template, a line each, by the file's name in findings."""
    texts: dict[str, str] = {}
    for source in template_sources(contract, load):
        lines: dict[int, str] = {}
        for line in source.lines:
            lines[line.number] = lines.get(line.number, "") + line.raw
        texts[source.file] = "\n".join(lines.get(number, "") for number in range(1, max(lines, default=0) + 1))
    return texts


def _contracts(name: str) -> tuple[Contract, ...]:
    """The contracts that a template has to keep: its own, or that of the one that includes it."""
    if name in CONTRACTS:
        return (CONTRACTS[name],)
    return tuple(
        one for one in CONTRACTS.values() if not one.is_word and name in fragments(one.template, shipped_template)
    )


def contract_named(name: str) -> Contract:
    """The contract of the template `name`, which may be given by its file name alone.

    Raises:
        CzdocsError: CZ4200 where there is none.
    """
    full = _resource_name(name, Path(name))
    contracts = _contracts(full)
    return contracts[0]


def _resource_name(said: str, path: Path) -> str:
    """The name of the shipped template that is meant: `said` itself, or the only one of its file name."""
    names = [name for name in resource_names("templates") if name.endswith((".docx", ".html"))]
    full = [name for name in names if said == name or said.endswith(f"/{name}")]
    alike = full or [name for name in names if name.rpartition("/")[2] == said.rpartition("/")[2]]
    if len(alike) == 1 and _contracts(alike[0]):
        return alike[0]
    offered = alike or near(said.rpartition("/")[2], [name for name in names if name in CONTRACTS])
    raise CzdocsError("CZ4200", place=Place(file=path.as_posix()), name=path.name, hint=advice(offered))


def copy_template(name: str, output: Path) -> None:
    """Write the shipped template `name` to the new file `output`.

    Raises:
        CzdocsError: CZ4200 for an unknown name; what the machine refuses.
    """
    content = shipped_template(_resource_name(name, Path(name)))
    _write_new(output, content)


def write_comments(check: TemplateCheck, output: Path, *, on: date | None) -> None:
    """Write the only checked file, with its findings as comments, to the new file `output`.

    Raises:
        CzdocsError: CZ4229 where there is no such file or no Word document; what the machine refuses.
    """
    reason = ""
    if len(check.contents) != 1:
        reason = "一次只能处理一个模板"
    elif next(iter(check.contents)).suffix.lower() != ".docx":
        reason = "这不是 Word 模板"
    elif output.resolve() == next(iter(check.contents)).resolve():
        reason = "不能写到模板自身"
    if reason:
        raise CzdocsError("CZ4229", place=Place(file=output.as_posix()), reason=reason)
    _write_new(output, with_comments(next(iter(check.contents.values())), check.diagnostics, on=on))


def _write_new(output: Path, content: bytes) -> None:
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with output.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise CzdocsError("CZ5121", place=Place(file=output.as_posix()), path=output) from error
    except OSError as error:
        raise machine_fault(error, output) from error
