"""Engine: jsonschema-rs and jsonschema find the same faults at the same places, and either may work alone."""

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from czdocs.diagnostic import Diagnostic
from czdocs.flows.knowledge import form_schemas
from czdocs.intake.checks import check_schema
from czdocs.intake.engine import Leaf, compile_fast, compile_reference
from czdocs.intake.reading import read_submission
from czdocs.intake.schema import Schemas, load_schemas
from czdocs.resources import resource_bytes, resource_names

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
DOCUMENTS = {name: resource_bytes("schemas", name) for name in resource_names("schemas")}
FAST = load_schemas(DOCUMENTS, compile_with=compile_fast)
REFERENCE = load_schemas(DOCUMENTS, compile_with=compile_reference)
REFUSED = sorted((DATA / "refused").rglob("*.yaml"))
FORMS = {
    f"{submission.kind.value}/{submission.version}": submission
    for path in (*(DATA / "accepted").rglob("*.yaml"), *sorted((ROOT / "forms" / "sample").rglob("*.yaml")))
    if (submission := read_submission(path.read_bytes(), file=path.name, schemas=FAST).submission)
}
TEXTS = ("", " ", "x\n", "\n", "２０２６", "2026-02-30", "2026-04-08\n", "2026-4-8", "1e3", "0519", "1.10", "A2", "E1")
ODD = st.sampled_from(
    [
        *TEXTS,
        *("一" * 7000, "\u2028", "a\u0301", "😀" * 41, None, True, False, 0, -1, 10**18),
        *([], {}, [{}], [[]], ["E1", "E1"]),
    ]
)
NAMES = st.sampled_from(["version", "licence", "mark", "slogan", "source", "reason"])


def findings(content: bytes, schemas: Schemas) -> tuple[Diagnostic, ...]:
    """What the schema has against the form in `content`."""
    submission = read_submission(content, file="f.yaml", schemas=schemas).submission
    return check_schema(submission) if submission else ()


def places(leaves: tuple[Leaf, ...]) -> list[tuple[Any, ...]]:
    """Everything that check_schema looks at in faults."""
    return [(leaf.path, leaf.keyword, leaf.value, leaf.branch) for leaf in leaves]


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.relative_to(DATA / "refused").as_posix())
def test_refused_forms_have_the_same_findings_by_either_engine(path: Path) -> None:
    """Every word about a refused form is the same whichever library found the fault."""
    content = path.read_bytes()
    assert findings(content, FAST) == findings(content, REFERENCE)


def test_every_kind_and_version_has_a_good_form() -> None:
    """No schema is left out of the comparison for want of a form that it accepts."""
    assert set(FORMS) == {f"{kind.value}/{version}" for kind, version in form_schemas().forms}
    for submission in FORMS.values():
        assert REFERENCE.get(submission.kind, submission.version).validator.faults(dict(submission.data)) == ()


@given(data=st.data())
@settings(deadline=None, max_examples=300)
def test_engines_agree_on_verdict_and_places_of_altered_forms(data: st.DataObject) -> None:
    """With up to three values of a good form replaced, removed or added, both name the same faults and places."""
    submission = FORMS[data.draw(st.sampled_from(sorted(FORMS)))]
    body: Any = copy.deepcopy(dict(submission.data))
    for _ in range(data.draw(st.integers(1, 3))):
        alter(body, data)
    key = (submission.kind, submission.version)
    fast, reference = FAST.get(*key).validator, REFERENCE.get(*key).validator
    assert places(fast.faults(body)) == places(reference.faults(body))
    assert fast.is_valid(body) == reference.is_valid(body) == (not fast.faults(body))


def alter(body: Any, data: st.DataObject) -> None:
    """Replace, remove or add one value somewhere in `body`."""
    groups = [body]
    for group in groups:
        below = group.values() if isinstance(group, dict) else group
        groups += [value for value in below if isinstance(value, dict | list)]
    here = data.draw(st.sampled_from(groups))
    keys = list(here) if isinstance(here, dict) else list(range(len(here)))
    act = data.draw(st.sampled_from(["replace", "replace", "remove", "add"]))
    if act == "add" or not keys:
        if isinstance(here, list):
            here.append(copy.deepcopy(data.draw(ODD)))
        else:
            here[data.draw(NAMES)] = copy.deepcopy(data.draw(ODD))
        return
    key = data.draw(st.sampled_from(keys))
    if act == "replace":
        here[key] = copy.deepcopy(data.draw(ODD))
    else:
        del here[key]


SCRIPT = """
import sys
{before}
from czdocs.cli.main import main
status = main(["validate", "--format", "json", {path!r}])
print(status, "jsonschema" in sys.modules, "jsonschema_rs" in sys.modules, file=sys.stderr)
"""


def run(before: str, path: Path) -> tuple[str, str]:
    """What `validate` prints for `path` in a process of its own, and which libraries it had."""
    script = SCRIPT.format(before=before, path=str(path))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return done.stdout, done.stderr.strip()


def test_reference_works_where_the_other_has_no_wheel() -> None:
    """Without jsonschema-rs the program says the same; with it, jsonschema is not even loaded."""
    path = DATA / "refused" / "CZ1110-date-with-slashes.yaml"
    with_it, libraries = run("", path)
    assert libraries == "1 False True"
    without, libraries = run("sys.modules['jsonschema_rs'] = None", path)
    assert libraries == "1 True True"
    assert json.loads(with_it) == json.loads(without)
