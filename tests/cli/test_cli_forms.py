"""The forms' commands: new and validate, as a user meets them."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from czdocs.cli.main import main
from czdocs.flows.knowledge import form_schemas
from czdocs.flows.validate import validate
from czdocs.intake.reading import read_submission
from czdocs.terms import FormKind

ROOT = Path(__file__).parents[2]
YEAR = ROOT / "tests" / "data" / "accepted" / "2026"
CASE = YEAR / "cases" / "2026-XB-0001"
ALONE = ROOT / "tests" / "data" / "accepted" / "official"
REFUSED = ROOT / "tests" / "data" / "refused"
KINDS = [kind.value for kind in FormKind]
KEYS = ["file", "line", "column", "path", "code", "severity", "message", "article", "remedy"]
HEAVY = ("weasyprint", "docxtpl", "pypdf", "PIL", "lxml", "rich", "openpyxl", "sqlite3")


def accepted(kind: str) -> Path:
    """The accepted form of `kind`."""
    if kind.endswith("-claim"):
        return next(iter((YEAR.parent / "claims").glob(f"*/{kind}.yaml")))
    return next(path for path in (folder / f"{kind}.yaml" for folder in (CASE, YEAR, ALONE)) if path.is_file())


class Typed:
    """Standard input with given bytes."""

    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


@pytest.mark.parametrize("kind", KINDS)
def test_new_form_finds_its_schema_beside_it(tmp_path: Path, kind: str) -> None:
    """The form names a schema that is there, whole, and that accepts what our own reading accepts."""
    form = tmp_path / "missing" / "folder" / "form.yaml"
    assert main(["new", kind, "-o", str(form)]) == 0
    location = re.search(r"(?m)^# yaml-language-server: \$schema=(\S+)$", form.read_text(encoding="utf-8"))
    assert location is not None
    schema = json.loads((form.parent / location[1]).read_text(encoding="utf-8"))
    assert "$ref" not in json.dumps(schema)
    filled = read_submission(accepted(kind).read_bytes(), file="f.yaml", schemas=form_schemas()).submission
    assert filled is not None
    check = jsonschema_rs.Draft7Validator(schema)
    assert check.is_valid(dict(filled.data))
    assert not check.is_valid({**filled.data, "slogan": "x"})


@pytest.mark.parametrize("kind", KINDS)
def test_new_form_has_nothing_wrong_but_what_is_left_blank(tmp_path: Path, kind: str) -> None:
    """All that is found in a form as it comes: values not filled in, and lists of which one item is shown."""
    form = tmp_path / "form.yaml"
    main(["new", kind, "-o", str(form)])
    found = validate([form])
    assert found.files == 1
    assert {"CZ1108"} <= {d.code for d in found.diagnostics} <= {"CZ1108", "CZ1116"}


def test_new_takes_the_chinese_name(capsys: pytest.CaptureFixture[str]) -> None:
    """A clerk may name the form as the measures do."""
    assert main(["new", "申请报告书"]) == 0
    assert "\nform: report/2\n" in capsys.readouterr().out


def test_new_never_overwrites(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is there stays as it is, a broken link too."""
    form = tmp_path / "form.yaml"
    form.write_text("填了一半", encoding="utf-8")
    link = tmp_path / "link.yaml"
    link.symlink_to(tmp_path / "nowhere")
    for path in (form, link, tmp_path):
        assert main(["new", "report", "-o", str(path)]) == 1
        assert "已经存在" in capsys.readouterr().err
    assert form.read_text(encoding="utf-8") == "填了一半"
    assert link.is_symlink()


def test_new_where_nothing_can_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file in place of the folder is the environment's fault, exit status 4."""
    (tmp_path / "a").write_text("", encoding="utf-8")
    assert main(["new", "report", "-o", str(tmp_path / "a" / "b.yaml")]) == 4
    assert "CZ5104" in capsys.readouterr().err


def test_validate_ends_with_one_where_something_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    """Errors are exit status 1; a form without, or with hints alone, is 0."""
    assert main(["validate", str(CASE)]) == 0
    assert capsys.readouterr().out == "核对了 5 个文件，没有错误。\n"
    assert main(["validate", str(REFUSED / "CZ2052-ornament.yaml")]) == 0
    assert "有 1 处提示" in capsys.readouterr().out
    assert main(["validate", str(REFUSED / "CZ1018-duplicate-key.yaml")]) == 1


def test_json_has_exactly_the_promised_shape(capsys: pytest.CaptureFixture[str]) -> None:
    """Programs get the keys they were promised, in order, and nothing else but, after them, a second place."""
    assert main(["validate", str(REFUSED / "CZ1018-duplicate-key.yaml"), "--format", "json"]) == 1
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert list(told) == ["files", "invalid", "diagnostics"]
    assert [list(d) for d in told["diagnostics"]] == [[*KEYS, "related"]]
    assert main(["validate", str(REFUSED / "CZ2052-ornament.yaml"), "--format", "json"]) == 0
    assert [list(d) for d in json.loads(capsys.readouterr().out)["diagnostics"]] == [KEYS]


def test_standard_input_is_read_to_the_limit(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A form is taken from a pipe; of an endless one no more than the limit is read."""
    monkeypatch.setattr(sys, "stdin", Typed((CASE / "report.yaml").read_bytes()))
    assert main(["validate", "-"]) == 0
    endless = Typed(b"#" * (3 << 20))
    monkeypatch.setattr(sys, "stdin", endless)
    assert main(["validate", "-"]) == 1
    assert "CZ1001" in capsys.readouterr().out
    assert endless.buffer.tell() == (1 << 20) + 1


def test_today_points_out_days_to_come(capsys: pytest.CaptureFixture[str]) -> None:
    """With an early day given, later dates are pointed out."""
    assert main(["validate", str(CASE), "--today", "2026-04-10"]) == 0
    assert "CZ2927" in capsys.readouterr().out


def czdocs(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own."""
    command = [sys.executable, "-m", "czdocs", *arguments]
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, check=False)


def test_any_locale_and_folder_will_do(tmp_path: Path) -> None:
    """In the C locale and from another folder the messages are the same UTF-8, without colour."""
    done = czdocs("validate", str(REFUSED / "CZ1018-duplicate-key.yaml"), cwd=tmp_path, LC_ALL="C")
    assert done.returncode == 1
    assert "出现了两次" in done.stdout.decode("utf-8")
    assert b"\x1b" not in done.stdout + done.stderr
    assert done.stderr == b""


def test_name_that_is_no_unicode_is_no_trouble(tmp_path: Path) -> None:
    """A file name in GBK bytes is told, whatever can be shown of it."""
    (tmp_path / os.fsdecode("表.yaml".encode("gbk"))).write_bytes(b"a: 1\n")
    for form in ("text", "json"):
        done = czdocs("validate", ".", "--format", form, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (1, b"")
        assert b"CZ1101" in done.stdout


def test_reader_that_goes_away_is_no_traceback() -> None:
    """`| head` ends the program quietly, and not as if all were well."""
    command = [sys.executable, "-m", "czdocs", "validate", "forms/blank", "--format", "json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


def test_checking_a_form_loads_no_renderer() -> None:
    """One form is checked without the libraries for documents, attachments and archives, so that it starts at once."""
    script = f"import sys; from czdocs.cli.main import main; main(['validate', {str(CASE / 'report.yaml')!r}])"
    loaded = f"{script}; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[-1] == "[]"
