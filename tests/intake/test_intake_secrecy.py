"""State secrets: recognised in any state of a form, and nothing of them is told (art. 24)."""

import re
from pathlib import Path

import pytest

from czdocs.flows.validate import validate
from czdocs.intake.secrecy import secrecy_finding
from czdocs.report.machine import findings_json
from czdocs.report.text import findings_text

CASE = Path(__file__).parents[1] / "data" / "accepted" / "2026" / "cases" / "2026-XB-0001"


@pytest.mark.parametrize(
    "text",
    [
        "机密★1年",
        "name: 某装置（绝密★长期）",
        "秘 密 ★ 10年",
        "# 机密☆",
        "密级：机密",
        "  秘密\n",
        "classification: 内部掌握",
        "declarations: {good_credit: true, state_secret: true}",
        'state_secret: "true"',
        "  state_secret： 是",
        "a: [\n机密★5年",
    ],
)
def test_marked_text_is_recognised(text: str) -> None:
    """A marking, the declaration or the field is enough, in a text that need not be valid YAML."""
    assert secrecy_finding(text, file="f.yaml") is not None


@pytest.mark.parametrize(
    "text",
    [
        "产品不涉及国家秘密，出口不受管制。",
        "保护用户的商业秘密。",
        "state_secret: false                    # 涉及国家秘密",
        "classification:",
        "classification: null",
        "classification: 公开",
        "# state_secret: true 的不得填写",
        "采用机密封装工艺",
    ],
)
def test_mention_of_secrecy_is_no_marking(text: str) -> None:
    """A text that speaks of secrets is not marked secret."""
    assert secrecy_finding(text, file="f.yaml") is None


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_nothing_of_a_secret_form_is_told(tmp_path: Path, encoding: str) -> None:
    """The one finding names file, place and remedy; neither a value nor a line of the form is shown anywhere."""
    text = (CASE / "application.yaml").read_text(encoding="utf-8").replace("state_secret: false", "state_secret: true")
    path = tmp_path / "form.yaml"
    path.write_bytes(text.encode(encoding))
    result = validate([path])
    assert [d.code for d in result.diagnostics] == ["CZ2241"]
    told = findings_text(result.diagnostics, texts=result.texts) + findings_json(result.diagnostics, files=1, invalid=1)
    for value in ("顾衡远", "精舵", "五轴联动", "91320411", "state_secret: true"):
        assert value not in told


@pytest.mark.parametrize("word", ["on", "1", "Y", "ＴＲＵＥ", "涉及", "|\n    true", '"t\\x72ue"'])
def test_declaration_in_other_words_is_understood(tmp_path: Path, word: str) -> None:
    """A declaration that means yes keeps the form out, though it is not written as the form asks."""
    text = (CASE / "application.yaml").read_text(encoding="utf-8")
    path = tmp_path / "form.yaml"
    path.write_text(re.sub("state_secret: false.*", lambda _: f"state_secret: {word}", text), encoding="utf-8")
    assert [d.code for d in validate([path]).diagnostics] == ["CZ2241"]


def test_secret_form_silences_its_case(tmp_path: Path) -> None:
    """Where one form of a case is secret, the faults of the others are not told either."""
    (tmp_path / "application.yaml").write_text("# 机密★1年\nform: application/1\n", encoding="utf-8")
    (tmp_path / "report.yaml").write_text("form: report/1\nproduct_name: 某型装置\n", encoding="utf-8")
    result = validate([tmp_path])
    assert [(d.code, Path(d.place.file).name) for d in result.diagnostics] == [("CZ2241", "application.yaml")]
    assert "某型装置" not in findings_text(result.diagnostics, texts=result.texts)
