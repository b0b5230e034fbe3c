"""`czdocs new` as people use it: the list, examples, prefilled forms, and filling in by question and answer."""

import codecs
import contextlib
import io
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from czdocs.cli.main import main
from czdocs.flows.knowledge import form_schemas
from czdocs.flows.new_form import example_form, newest
from czdocs.intake.field_notes import value_word
from czdocs.intake.questions import Asked, Question, next_question
from czdocs.intake.reading import read_submission
from czdocs.terms import FormKind

ROOT = Path(__file__).parents[2]
EACH_KIND = pytest.mark.parametrize("kind", FormKind, ids=lambda kind: kind.value)
WITHOUT_FILES = {"CZ1039"}  # the attachments of the example are not at hand
SHORT = FormKind.PRELIMINARY_REVIEW


def data(kind: FormKind) -> dict[str, Any]:
    """The data of the example of `kind`."""
    submission = read_submission(example_form(kind).encode(), file="f", schemas=form_schemas()).submission
    assert submission is not None
    return dict(submission.data)


def conversation(kind: FormKind) -> Iterator[str]:
    """What is typed, line by line, to fill in the example of `kind`."""
    example, answers = data(kind), dict[Any, Any]()
    while (question := next_question(newest(kind), answers)) is not None:
        there, value = found(example, question)
        if question.asked is Asked.WANTED:
            answers[question.key] = (there,)
            yield "y" if there else ""
        elif question.asked is Asked.MORE:
            answers[question.key] = (there and len(value) > question.count,)
            yield "是" if answers[question.key][0] else ""
        else:
            answers[question.key] = (value,) if there else ()
            yield ("" if value is None else value_word(value)) if there else ""
            if question.asked is Asked.LINES and there:
                yield "。"


def found(example: Any, question: Question) -> tuple[bool, Any]:
    """Whether `example` has what is asked for, and its value."""
    here = example
    for part in question.path:
        try:
            here = here[part]
        except (KeyError, IndexError):
            return False, None
    return True, here


def typed(monkeypatch: pytest.MonkeyPatch, lines: Iterator[str] | list[str]) -> None:
    """Let the next run read `lines`."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_without_kind_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """The list tells each form's name, title and who fills it in; with options, the kind is asked for."""
    assert main(["new"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"(?m)^  application +创新产品认定申请表　+申报单位填写$", out)
    assert all(kind.value in out for kind in FormKind)
    assert main(["new", "--interactive"]) == 2
    assert "CZ5143" in capsys.readouterr().err


@EACH_KIND
def test_example_is_shown_and_written(kind: FormKind, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The example comes to the screen, or into a file that is in order as it stands."""
    assert main(["new", kind.value, "--example"]) == 0
    assert f"\nform: {kind.value}/" in capsys.readouterr().out
    form = tmp_path / "example.yaml"
    assert main(["new", kind.value, "--example", "-o", str(form)]) == 0
    assert main(["validate", str(form), "--format", "json"]) == (1 if kind is FormKind.ATTACHMENTS else 0)
    told = json.loads(capsys.readouterr().out.partition("\n")[2])
    assert {d["code"] for d in told["diagnostics"]} <= WITHOUT_FILES


def test_number_and_year_are_filled_in(capsys: pytest.CaptureFixture[str]) -> None:
    """With the case number, the year is known too; what does not fit is refused."""
    assert main(["new", "report", "--case", "2026-XB-0001"]) == 0
    out = capsys.readouterr().out
    assert "\ncase: 2026-XB-0001\n" in out
    assert "\nyear: 2026\n" in out
    for wrong, said in (
        (["report", "--case", "2026-0001"], "“2026-0001”不是正确的申报编号"),
        (["report", "--case", "2026-XB-0001", "--year", "2025"], "2025 与申报编号 2026-XB-0001 的前四位不一致"),
        (["certification-decision", "--case", "2026-XB-0001"], "创新产品认定决定没有“申报编号”这一项"),
        (["report", "--year", "2001"], "“2001”不是正确的申报年度"),
    ):
        assert main(["new", *wrong]) == 2
        assert said in capsys.readouterr().err


@EACH_KIND
def test_every_form_can_be_filled_in_by_talk(
    kind: FormKind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever types the example's answers gets a form in order with the example's data, and no draft is left."""
    form = tmp_path / "out" / f"{kind.value}.yaml"
    typed(monkeypatch, conversation(kind))
    without_files = kind is FormKind.ATTACHMENTS
    assert main(["new", kind.value, "--interactive", "-o", str(form)]) == (1 if without_files else 0)
    assert ("CZ1039" if without_files else "核对没有错误。") in capsys.readouterr().out
    submission = read_submission(form.read_bytes(), file="f", schemas=form_schemas()).submission
    assert submission is not None
    assert dict(submission.data) == data(kind)
    assert not list(form.parent.rglob("*.draft"))


def test_wrong_answers_are_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong answer gets its sentence and remedy; guesses are shown before they count; help and back are there."""
    form = tmp_path / "f.yaml"
    talk = [
        "是的是的",
        "否",
        "2026-xb",
        "",
        "2026-XB-0001",
        "2026年",
        "",
        "<",
        "2026年",
        "n",
        "2026",
        "？",
        "2026年2月30日",
    ]
    typed(monkeypatch, talk)
    assert main(["new", "application", "--interactive", "-o", str(form)]) == 1
    told = capsys.readouterr()
    for said in (
        "“涉及国家秘密”应填 true 或 false",
        "“申报编号”",
        "这一项必填，不能空着。",
        "怎样改：",
        "→ false（否）",
        "依据：《办法》第九条",
    ):
        assert said in told.out
    assert "2026年2月30日" in told.out
    assert "CZ5140" in told.err
    steps = [json.loads(line) for line in (tmp_path / ".czdocs" / "f.yaml.draft").read_text("utf-8").splitlines()]
    year = [["year"], [2026]]
    assert steps[1:3] == [[["declarations", "state_secret"], [False]], [["case"], ["2026-XB-0001"]]]
    assert steps[3:] == [year, None, year]
    assert not form.exists()


def test_prefilled_answers_are_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the case number given, the first question is the product's name; the way back in is told whole."""
    typed(monkeypatch, [])
    form = tmp_path / "f.yaml"
    assert main(["new", "report", "--interactive", "--case", "2026-XB-0001", "-o", str(form)]) == 1
    told = capsys.readouterr()
    assert "申报编号（必填）" not in told.out
    assert "产品名称（必填）" in told.out
    assert f"czdocs new report --interactive -o {form} --case 2026-XB-0001 --year 2026" in told.err


@pytest.mark.parametrize(
    "talk",
    [
        ["是"],
        ["是的"],
        ["否", "2026-XB-0001", "2026", "<", "<", "<", "true"],
        ["否", "2026-XB-0001", "2026", "2026-04-08", "机密★1年"],
    ],
)
def test_secret_stops_at_once_and_leaves_nothing(
    talk: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who says that the product is a state secret is stopped; nothing typed is kept or repeated (art. 24)."""
    typed(monkeypatch, talk)
    assert main(["new", "application", "--interactive", "-o", str(tmp_path / "f.yaml")]) == 1
    told = capsys.readouterr()
    assert "CZ2241" in told.err
    assert "机密★" not in told.out + told.err
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


PATIENCE = 60  # seconds that a program may be silent on a busy machine


class Terminal:
    """The program on a real terminal, of which the test is the other end."""

    def __init__(self, *arguments: str, cwd: Path) -> None:
        self._end, inside = pty.openpty()
        env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "PYTHON_COLORS": "0"}
        env.pop("NO_COLOR", None)
        # What runs in the background of a script ignores Ctrl-C, with all that it starts; a terminal's programs do not.
        listening = (
            "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
        )
        program = [sys.executable, "-m", "czdocs", *arguments]
        command = [sys.executable, "-I", "-S", "-c", listening, *program]
        self.process = subprocess.Popen(
            command, cwd=cwd, env=env, stdin=inside, stdout=inside, stderr=inside, start_new_session=True
        )
        os.close(inside)
        self.shown = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def until(self, *ends: str) -> str:
        """What is shown up to one of `ends`, or to the end of the program."""
        begun = len(self.shown)
        while not re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self.shown[begun:]).endswith(ends):
            if not select.select([self._end], [], [], PATIENCE)[0]:
                self.process.kill()
                pytest.fail(f"the program neither went on nor ended; it showed {self.shown[-400:]!r}")
            try:
                part = os.read(self._end, 4096)
            except OSError:
                break
            if not part:
                break
            self.shown += self._decoder.decode(part)
        return self.shown[begun:]

    def type(self, line: str) -> None:
        """Type `line` and Enter."""
        os.write(self._end, f"{line}\r".encode())

    def close(self) -> int:
        """Close the terminal window; the program's exit status."""
        self.until("\0")
        os.close(self._end)
        return self.process.wait(timeout=20)


def test_talk_on_a_terminal_survives_being_killed(tmp_path: Path) -> None:
    """On a real terminal: colour, line editing; killed without warning in the middle, the next run goes on."""
    arguments = ("new", SHORT.value, "--interactive", "-o", "f.yaml")
    lines = list(conversation(SHORT))
    first = Terminal(*arguments, cwd=tmp_path)
    for line in lines[:6]:
        first.until("> ")
        first.type(line)
    first.until("> ")
    assert "\x1b[" in first.shown
    first.process.kill()
    assert first.close() == -signal.SIGKILL
    second = Terminal(*arguments, cwd=tmp_path)
    assert "接着上次填：已填好 6 项。" in second.until("> ")
    for line in lines[6:]:
        second.type(line)
        second.until("> ", "… ")
    assert second.close() == 0
    assert "核对没有错误。" in second.shown
    submission = read_submission((tmp_path / "f.yaml").read_bytes(), file="f", schemas=form_schemas()).submission
    assert submission is not None
    assert dict(submission.data) == data(SHORT)


def test_interrupt_tells_how_to_go_on(tmp_path: Path) -> None:
    """Ctrl-C ends with what shells expect of it and the command that goes on."""
    talk = Terminal("new", "application", "--interactive", cwd=tmp_path)
    talk.until("> ")
    talk.type("否")
    assert "否" in talk.until("> ")
    for _ in range(5):  # one that comes just before the program waits is seen only with the next, as by any user
        talk.process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            talk.process.wait(2)
            break
    assert talk.close() == 130
    assert "czdocs new application --interactive -o application.yaml" in talk.shown
    assert "Traceback" not in talk.shown
