"""The real yaml-language-server of VS Code's YAML extension, where it is installed, over the forms that we ship."""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from czdocs.flows.new_form import example_form, with_schema
from czdocs.terms import FormKind

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tools"))
SERVER = os.environ.get("YAML_LANGUAGE_SERVER") or shutil.which("yaml-language-server")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        SERVER is None, reason="npm install yaml-language-server, then set YAML_LANGUAGE_SERVER to its program"
    ),
]


@pytest.fixture
def session(tmp_path: Path) -> Any:
    """A running server with its folder."""
    from editor_check import EditorSession

    with EditorSession(Path(str(SERVER)), tmp_path) as running:
        yield running


def put(folder: Path, kind: FormKind, text: str) -> Path:
    """The form `text` in `folder`, its schema beside it as `czdocs new` puts it."""
    for name, content in with_schema(kind, f"{kind.value}.yaml", text).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder / f"{kind.value}.yaml"


def test_complete_forms_have_no_diagnostics(session: Any, tmp_path: Path) -> None:
    """Every example and every form of the sample years is without a mark in the editor."""
    forms = [put(tmp_path, kind, example_form(kind)) for kind in FormKind]
    forms += sorted((ROOT / "forms" / "sample").rglob("*.yaml"))
    assert {str(form): session.diagnostics(form) for form in forms if session.diagnostics(form)} == {}


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("  category: first_equipment", "  catagory: first_equipment", "catagory"),
        ("  category: first_equipment", "  category: 重大装备", "first_equipment（首台（套）重大装备）"),
        ("  staff_total: 186", "  staff_total: 186人", "“职工总数”还没有填，或者不合要求"),
        ("submitted_on: 2026-04-08", "submitted_on: 2026年4月8日", "例：2026-04-08"),
    ],
)
def test_faults_are_marked(session: Any, tmp_path: Path, *, right: str, wrong: str, said: str) -> None:
    """A misspelt field and wrong values are marked at their line, values with a Chinese sentence."""
    text = example_form(FormKind.APPLICATION)
    assert right in text
    form = put(tmp_path, FormKind.APPLICATION, text.replace(right, wrong))
    wanted = next(n for n, found in enumerate(form.read_text(encoding="utf-8").split("\n")) if found.startswith(wrong))
    marked = [d["message"] for d in session.diagnostics(form) if d["range"]["start"]["line"] == wanted]
    assert any(said in message for message in marked)


def test_hover_and_completion_explain(session: Any, tmp_path: Path) -> None:
    """Resting on a field shows its Chinese explanation; a choice offers its codes, and art. 24's field never comes."""
    form = put(tmp_path, FormKind.APPLICATION, example_form(FormKind.APPLICATION))
    session.diagnostics(form)
    lines = form.read_text(encoding="utf-8").split("\n")
    line = next(n for n, text in enumerate(lines, start=1) if text.startswith("  category:"))
    hover = session.hover(form, line, 4)
    assert "产品类别" in hover
    assert "【必填】依据《办法》第五条" in hover
    assert "首版次软件" in hover
    offered = {item["label"] for item in session.completions(form, line, 13)}
    assert "first_batch_material" in offered
    assert "classification" not in {item["label"] for item in session.completions(form, len(lines), 1)}
