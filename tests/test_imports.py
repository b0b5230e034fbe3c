"""The package's one direction: who may import whom, and which modules may touch the world."""

import ast
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES: Mapping[str, str] = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path.read_text("utf-8")
    for path in sorted((ROOT / "czdocs").rglob("*.py"))
}
# From the ground up; a layer imports those before it, and modules of its own package.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"diagnostic", "catalogue", "errors"}),
    frozenset({"terms", "money", "capitals", "period", "clock", "resources", "signing"}),
    frozenset({"policy", "record"}),
    frozenset({"decide"}),
    frozenset({"intake", "documents", "archive", "report"}),
    frozenset({"flows"}),
    frozenset({"cli", "__main__"}),
)
STAGES = LAYERS[4]
# Modules that touch files, the clock, the environment or processes; all others are functions of their arguments.
EDGES = (
    "czdocs.__main__",
    "czdocs.cli",
    "czdocs.flows",
    "czdocs.archive.durable",
    "czdocs.archive.folder",
    "czdocs.archive.index",
    "czdocs.archive.s3",
    "czdocs.clock",
    "czdocs.documents.fonts",
    "czdocs.resources",
    "czdocs.signing",
)
# Attachments too large for memory reach the archive as paths, which it hands on and opens for reading once.
ALLOWED: Mapping[str, frozenset[str]] = {
    "czdocs.archive.archive": frozenset({"pathlib.Path", ".read_bytes"}),
    "czdocs.archive.store": frozenset({"pathlib.Path"}),
    "czdocs.documents.measuring.reading": frozenset({"ctypes"}),  # PDFium writes its answers into variables of C
    "czdocs.documents.pdf": frozenset({".read_bytes"}),  # its fetcher hands WeasyPrint the font files
}
WORLDLY_MODULES = frozenset(
    (
        *("ctypes", "glob", "http", "multiprocessing", "os", "pathlib", "random", "secrets", "shutil", "signal"),
        *("socket", "sqlite3", "ssl", "subprocess", "tempfile", "time", "urllib.error", "urllib.request"),
    )
)
PURE_NAMES = frozenset({"pathlib.PurePath", "pathlib.PurePosixPath"})
# Not czdocs.resources: what it gives travels with the code and is as constant as the code.
WORLDLY_EDGES = frozenset({"czdocs.clock", "czdocs.signing"})
WORLDLY_ATTRIBUTES = frozenset({"now", "read_bytes", "read_text", "today", "utcnow", "write_bytes", "write_text"})
WORLDLY_CALLS = frozenset({"input", "open", "print"})


def imports(source: str, module: str) -> Iterator[str]:
    """Every dotted name that `source` imports anywhere, made absolute; `from a import b` gives a and a.b."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = module.split(".")[: -node.level] if node.level else []
            base = ".".join([*package, *([node.module] if node.module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def layer(module: str) -> int | None:
    """The layer of a module; None for the package itself and for modules that no layer names."""
    part = module.split(".")[1:2]
    if not part:
        return None
    return next((number for number, names in enumerate(LAYERS) if part[0] in names), None)


def direction_faults(module: str, source: str) -> list[str]:
    """The imports of `module` that point upwards or to a sibling stage."""
    faults = []
    own_part = module.split(".")[1] if "." in module else ""
    for name in sorted(set(imports(source, module))):
        parts = name.split(".")
        if parts[0] != "czdocs" or len(parts) == 1 or parts[1] in {own_part, "__version__"}:
            continue
        here, there = layer(module), layer(name)
        if here is None or there is None or there > here or (there == here and parts[1] in STAGES):
            faults.append(f"{module} imports {name}")
    return faults


def purity_faults(module: str, source: str) -> list[str]:
    """What in `source` touches the world; annotations under TYPE_CHECKING do not count."""
    tree = ast.parse(source)
    typed_only = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}
        for statement in node.body
        for inner in ast.walk(statement)
    }
    faults = []
    for node in ast.walk(tree):
        if node in typed_only:
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            origin = f"{node.module}." if isinstance(node, ast.ImportFrom) and node.module else ""
            names = {f"{origin}{alias.name}" for alias in node.names}
            faults += [name for name in names if _is_worldly(name)]
        elif isinstance(node, ast.Attribute) and node.attr in WORLDLY_ATTRIBUTES:
            faults.append(f".{node.attr}")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WORLDLY_CALLS:
            faults.append(f"{node.func.id}()")
    return [f"{module}: {fault}" for fault in sorted(set(faults) - ALLOWED.get(module, frozenset()))]


def _is_worldly(name: str) -> bool:
    """Whether a dotted name is, or lies in, a module that touches the world."""
    within = any(name == module or name.startswith(f"{module}.") for module in WORLDLY_MODULES | WORLDLY_EDGES)
    return within and name not in PURE_NAMES


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_point_one_way(module: str) -> None:
    """A module imports lower layers and its own package only, and stages never import each other."""
    assert direction_faults(module, MODULES[module]) == []


@pytest.mark.parametrize("module", [m for m in sorted(MODULES) if not m.startswith(EDGES)])
def test_pure_modules_touch_no_world(module: str) -> None:
    """Outside the named edges nothing reads files, the clock, the environment, the network or starts processes."""
    assert purity_faults(module, MODULES[module]) == []


def test_no_import_cycle() -> None:
    """The modules can be put in an order in which each imports earlier ones only."""
    graph = {m: {n for n in imports(source, m) if n in MODULES and n != m} for m, source in MODULES.items()}
    assert len(tuple(TopologicalSorter(graph).static_order())) == len(MODULES)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("czdocs.intake.reading", "from czdocs.archive import log"),
        ("czdocs.intake.reading", "from czdocs import documents"),
        ("czdocs.intake.reading", "from ..report import text"),
        ("czdocs.terms", "def f():\n    import czdocs.record"),
        ("czdocs.errors", "from czdocs.terms import Status"),
        ("czdocs.flows.validate", "from czdocs.cli.parser import parse"),
        ("czdocs.decide.status", "import czdocs.flows.validate"),
    ],
)
def test_wrong_direction_is_seen(module: str, source: str) -> None:
    """An import upwards or sideways is found in every way of writing it."""
    assert direction_faults(module, source) != []


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "import os.path as p",
        "from pathlib import Path",
        "import pathlib",
        "import urllib.request",
        "from urllib import request",
        "def f():\n    from subprocess import run",
        "open('x')",
        "from datetime import date\ndate.today()",
        "import datetime as d\nd.datetime.now()",
        "def f(path):\n    return path.read_text()",
        "import random",
        "from czdocs.clock import today",
        "from czdocs import clock",
    ],
)
def test_touching_the_world_is_seen(source: str) -> None:
    """Every way to files, clock, environment, network and processes is found."""
    assert purity_faults("czdocs.decide.status", source) != []


@pytest.mark.parametrize(
    "source",
    [
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from pathlib import Path",
        "from pathlib import PurePosixPath",
        "from urllib.parse import quote",
        "from datetime import date, time",
    ],
)
def test_pure_code_is_left_alone(source: str) -> None:
    """Names that only look like the world are not found."""
    assert purity_faults("czdocs.decide.status", source) == []
