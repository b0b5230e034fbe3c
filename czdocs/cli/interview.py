"""Filling in a form by question and answer in the terminal."""

import locale
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from czdocs.catalogue import finding
from czdocs.cli import terminal
from czdocs.diagnostic import Diagnostic, Place
from czdocs.errors import CzdocsError
from czdocs.flows.filling import Draft, answered, discard, finish, open_draft, step_back
from czdocs.flows.new_form import newest
from czdocs.flows.validate import validate
from czdocs.intake.answering import faults, is_secret, shown, understood, yes_or_no
from czdocs.intake.field_notes import choices, example_text, field_notes, may_be_none
from czdocs.intake.questions import SECRECY, Asked, Question, next_question
from czdocs.intake.secrecy import ART_24
from czdocs.report.text import findings_text
from czdocs.terms import FormKind

__all__ = ["interview"]

_INTERRUPTED = 130
_BACK = frozenset({"<", "＜", "上一步", "上一项"})
_HELP = frozenset({"?", "？", "帮助"})
_END = frozenset({".", "。", "．"})
_INTRODUCTION = (
    "逐项回答，输入后按回车；每一项当场检查，填好一项保存一项。",
    "任何时候都可以输入：？ 看说明，< 回到上一项。按 Ctrl-C 先停下，再次运行同一命令就接着填。",
)


class _Back(Exception):  # noqa: N818  no error: the user wants the question before
    """Back to the question before."""


def interview(kind: FormKind, form: Path, data: Mapping[str, Any]) -> int:
    """Ask for the fields of a `kind` until it is complete, write it to `form` and check it; the exit status.

    `data` are answers that need not be asked for.

    Raises:
        CzdocsError: What `open_draft` raises; CZ2241, after all that was stored is gone, if the product is secret.
    """
    _prepare_input()
    draft = open_draft(kind, form)
    talk = _Talk(kind, form)
    talk.begin(len(draft.answers))
    try:
        while (question := next_question(newest(kind), draft.answers)) is not None:
            key = question.key[0] if len(question.key) == 1 else None
            if key in data:
                draft = answered(draft, question.key, (data[str(key)],))
                continue
            try:
                draft = answered(draft, question.key, talk.ask(question, draft))
            except _Back:
                draft = step_back(draft)
    except (EOFError, KeyboardInterrupt) as stopped:
        return _stopped(draft, data, interrupted=isinstance(stopped, KeyboardInterrupt))
    finish(draft)
    return _told(form)


def _prepare_input() -> None:
    """Line editing where there is a terminal; bytes that are no text become a sign that is asked about again.

    In a locale without Chinese, line editing would swallow it; the terminal's own simple editing does not.
    """
    if locale.getencoding().lower().replace("-", "") == "utf8":
        with suppress(ImportError):
            import readline  # noqa: F401  its import is its effect
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8" if os.name != "nt" else None, errors="replace")


class _Talk:
    """The conversation: what is shown and read."""

    def __init__(self, kind: FormKind, form: Path) -> None:
        from rich.console import Console

        self._console = Console(markup=False, highlight=False, no_color=None if terminal.colour(sys.stdout) else True)
        self._kind, self._form = kind, form
        self._trail: tuple[str, ...] = ()

    def begin(self, done: int) -> None:
        """The head of the conversation; `done` answers are there from before."""
        self._say(f"{self._kind.label}（{self._kind.filed_by}填写）→ {self._form}", style="bold")
        for line in _INTRODUCTION:
            self._say(line)
        if done:
            self._say(f"接着上次填：已填好 {done} 项。", style="green")

    def ask(self, question: Question, draft: Draft) -> tuple[Any, ...]:
        """An answer to `question` that the form accepts: a value, or none where the field is left out.

        Raises:
            _Back: If the question before is wanted.
            CzdocsError: CZ2241 if the answer says that the product is secret.
        """
        self._head(question)
        while True:
            text = self._read(question)
            if text.strip() in _BACK:
                raise _Back
            if "\ufffd" in text:
                self._say("  有读不出的字，请重新输入。", style="red")
                continue
            if text.strip() in _HELP:
                self._help(question)
                continue
            given = self._understood(question, draft, text)
            if given is not None:
                return given

    def _understood(self, question: Question, draft: Draft, text: str) -> tuple[Any, ...] | None:
        """What `text` answers, None where it has to be asked again."""
        if question.asked in {Asked.WANTED, Asked.MORE}:
            said = yes_or_no(text) if text.strip() else False
            if said is None:
                self._say("  请回答 是 或 否（y 或 n）。", style="yellow")
            return None if said is None else (said,)
        if not text.strip() and not may_be_none(question.field):
            if not question.required:
                return ()
            self._say("  这一项必填，不能空着。", style="red")
            return None
        meant = understood(question.field, text)
        _refuse_secret(question, meant.value, draft)
        found = faults(newest(draft.kind), draft.answers, question, meant.value)
        if found:
            self._faults(found)
            return None
        word = shown(question.field, meant.value)
        if meant.guessed and not self._agreed(word):
            return None
        if not meant.guessed and word != text.strip() and question.asked is Asked.VALUE:
            self._say(f"  → {word}", style="green")
        return (meant.value,)

    def _agreed(self, word: str) -> bool:
        return yes_or_no(self._input(f"  读作 {word}，对吗？（对的按回车，不对输入 n）") or "y") is True

    def _read(self, question: Question) -> str:
        """What is typed: a line, or several up to a single full stop."""
        first = self._input("> ")
        if question.asked is not Asked.LINES or first.strip() in {"", *_BACK, *_HELP}:
            return first
        lines = [first.rstrip()]
        while (line := self._input("… ").rstrip()) not in _END:
            lines.append(line.lstrip(" \t"))
        return "\n".join(lines).strip("\n")

    def _input(self, prompt: str) -> str:
        text = input(prompt)
        if not sys.stdin.isatty():
            self._say("")
        return text

    def _head(self, question: Question) -> None:
        """The question: the group it is in where that is a new one, its title, what is asked, its choices."""
        field, title = question.field, str(question.field.get("title", ""))
        self._say("")
        if question.trail and question.trail != self._trail:
            self._say(f"── {' › '.join(question.trail)} ──", style="bold cyan")
        self._trail = question.trail
        if question.asked is Asked.MORE:
            more = f"{title}：还有下一项吗？" if question.count else f"{title}：有要填的吗？"
            self._say(f"{more}（已填 {question.count} 项；是 y，否 直接按回车）", style="bold")
            return
        if question.asked is Asked.WANTED:
            self._say(f"{title}（可不填）：要填吗？（是 y，否 直接按回车）", style="bold")
            return
        number = f" 第 {question.count + 1} 项" if isinstance(question.path[-1], int) else ""
        self._say(f"{title}{number}（{_need(question)}）", style="bold")
        for sentence in field_notes(field):
            self._say(f"  {sentence}")
        for place, (code, label) in enumerate(choices(field), start=1):
            self._say(f"  {place:>2} {label or code}" + (f"　{code}" if label else ""))
        if choices(field):
            self._say("  输入序号、代码或中文名称都可以。")
        elif example_text(field):
            self._say(f"  例：{example_text(field)}")
        if question.asked is Asked.LINES:
            self._say("  可以写几段；写完后另起一行，只输入一个句号“。”再按回车。")

    def _help(self, question: Question) -> None:
        field = question.field
        self._say(f"  依据：《办法》{field.get('x-article', '')}")
        for sentence in field_notes(field):
            self._say(f"  {sentence}")
        if example_text(field):
            self._say(f"  例：{example_text(field)}")
        for line in _INTRODUCTION:
            self._say(f"  {line}")

    def _faults(self, found: Iterable[Diagnostic]) -> None:
        for diagnostic in found:
            self._say(f"  {diagnostic.message}", style="red")
            self._say(f"  怎样改：{diagnostic.remedy}")

    def _say(self, text: str, *, style: str = "") -> None:
        self._console.print(text, style=style, soft_wrap=True)


def _need(question: Question) -> str:
    """Whether an answer is needed, and what Enter alone means."""
    if may_be_none(question.field):
        return "没有的直接按回车"
    if question.required:
        return "必填"
    return "没有了直接按回车" if isinstance(question.path[-1], int) and question.count else "可不填，直接按回车跳过"


def _refuse_secret(question: Question, value: Any, draft: Draft) -> None:
    """Stop where `value` says that the product is secret; all that was stored goes first.

    Raises:
        CzdocsError: CZ2241.
    """
    if (question.path == SECRECY and value is True) or is_secret(question.path, value):
        discard(draft)
        raise CzdocsError(ART_24, place=Place(file=""))


def _stopped(draft: Draft, data: Mapping[str, Any], *, interrupted: bool) -> int:
    """Tell how to go on with what was left unfinished; the exit status."""
    given = "".join(f" --{key} {value}" for key, value in data.items())
    command = f"czdocs new {draft.kind.value} --interactive -o {draft.form}{given}"
    count = len(draft.answers)
    print()
    terminal.print_findings(
        (finding("CZ5140", Place(file=""), file=draft.form, count=count, draft=draft.path, command=command),)
    )
    return _INTERRUPTED if interrupted else 1


def _told(form: Path) -> int:
    """Check the finished form and tell what is found; the exit status."""
    result = validate([form])
    print(f"\n已填好 {form}。")
    text = findings_text(result.diagnostics, texts=result.texts, colour=terminal.colour(sys.stdout))
    if text:
        print(text)
    if result.invalid:
        print(f"还有问题，请按上面的说明用记事本等修改 {form}，再运行 czdocs validate {form} 核对。")
        return 1
    print("核对没有错误。")
    return 0
