"""Whatever is put into a form, validation ends with findings, soon and in little memory."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from czdocs.flows.knowledge import form_schemas
from czdocs.flows.validate import Validation, validate_content
from czdocs.intake.mending import mend
from czdocs.intake.reading import read_submission

ROOT = Path(__file__).parents[2]
CASE = ROOT / "tests" / "data" / "accepted" / "2026" / "cases" / "2026-XB-0001"
FORMS = [path.read_bytes() for path in sorted(CASE.glob("*.yaml"))]
APPLICATION = (CASE / "application.yaml").read_text(encoding="utf-8")
LINES = APPLICATION.split("\n")
ODD = [
    "：",
    "　",
    "\t",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\ue000",
    "\x00",
    "\x85",
    "\u2028",
    "“",
    "｛",
    "\r",
    "\U0001f600",
]
ODD += [
    "- ",
    "{",
    "[",
    "]",
    "}",
    "&a ",
    "*a",
    "!!x ",
    "|",
    ">",
    "'",
    '"',
    "#",
    "%",
    "@",
    "`",
    "? ",
    ": ",
    "---\n",
    "<<: ",
]
ODD += ["\\ud800", "null", "~", "1e999", "0x1F", ".nan", "9" * 400, "是", "机密", "form: report/1\n"]
LIMIT = 2.0
FILLS = {
    "brackets": b"[", "braces": b"{", "keys": b"a: ", "lines": b"a: \n", "quotes": b'"', "apostrophes": b"'",
    "dashes": b"- - - - ", "items": b"- a\n", "colons": b":", "one line": b"x", "wide colons": "a：b\n".encode(),
    "unknown keys": b"", "notes": b"#\n", "commas": b"[,", "questions": b"? ", "ends": b"\n", "bars": b"a: |\n",
    "tabs": b"\ta: b\n", "zero width": "\u200b".encode(), "escapes": b'"\\x', "anchors": b"&a ", "flows": b"{a: b, ",
    "texts": "  名称：甲\n".encode(), "dates": b"2026/1/1, ", "GBK": "常州".encode("gbk"), "NUL": b"a\x00",
}  # fmt: skip


def judged(content: bytes) -> Validation:
    """What is found in `content`, in less than the time allowed."""
    began = time.process_time()
    result = validate_content(content, name="f.yaml")
    assert time.process_time() - began < LIMIT
    assert result.invalid in {0, 1}
    return result


def mutated(content: bytes, steps: list[tuple[int, int, int, bytes]]) -> bytes:
    """`content` after `steps`: each flips a bit, deletes, doubles or inserts at a place."""
    for what, at, length, piece in steps:
        place = at % (len(content) + 1)
        if what == 0 and place < len(content):
            content = content[:place] + bytes([content[place] ^ (1 << length % 8)]) + content[place + 1 :]
        elif what == 1:
            content = content[:place] + content[place + length :]
        elif what == 2:
            content = content[:place] + content[place : place + length] * 2 + content[place + length :]
        else:
            content = content[:place] + piece + content[place:]
    return content


def moved_lines(content: bytes, at: int, to: int) -> bytes:
    """`content` with one line moved to another place."""
    lines = content.split(b"\n")
    line = lines.pop(at % len(lines))
    lines.insert(to % (len(lines) + 1), line)
    return b"\n".join(lines)


STEPS = st.lists(
    st.tuples(
        st.integers(0, 3), st.integers(0, 20_000), st.integers(0, 80), st.sampled_from([o.encode() for o in ODD])
    ),
    max_size=6,
)


def check_text(text: str) -> None:
    """Any text, alone and in a form."""
    content = text.encode("utf-8", errors="surrogatepass")
    judged(content)
    judged(APPLICATION.replace("C3421", text).encode("utf-8", errors="surrogatepass"))


def check_mutation(which: int, steps: list[tuple[int, int, int, bytes]], at: int, to: int) -> None:
    """A form damaged in many ways; a record is made of it, or something is found; mending does no harm."""
    content = moved_lines(mutated(FORMS[which], steps), at, to)
    before = judged(content)
    began = time.process_time()
    result = mend(content, file="f.yaml", schemas=form_schemas())
    assert time.process_time() - began < LIMIT
    if not before.invalid and not any(d.code.startswith("CZ2") for d in before.diagnostics):
        assert not result.changed
    if result.changed:
        assert not mend(result.content, file="f.yaml", schemas=form_schemas()).changed


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=60)
def test_any_text(text: str) -> None:
    """Any text ends with 0 or 1."""
    check_text(text)


@given(which=st.integers(0, len(FORMS) - 1), steps=STEPS, at=st.integers(0, 200), to=st.integers(0, 200))
@settings(deadline=None, max_examples=60)
def test_any_mutation(which: int, steps: list[tuple[int, int, int, bytes]], at: int, to: int) -> None:
    """Flipped bits, lost, doubled and moved lines, odd characters: findings, never an exception."""
    check_mutation(which, steps, at, to)


@pytest.mark.slow
@given(st.one_of(st.text(), st.text(alphabet="".join(ODD) + "abc:-[]{}'\" \n", max_size=400)))
@settings(deadline=None, max_examples=3000)
def test_any_text_at_length(text: str) -> None:
    """Any text, thousands of times."""
    check_text(text)


@pytest.mark.slow
@given(which=st.integers(0, len(FORMS) - 1), steps=STEPS, at=st.integers(0, 200), to=st.integers(0, 200))
@settings(deadline=None, max_examples=3000)
def test_any_mutation_at_length(which: int, steps: list[tuple[int, int, int, bytes]], at: int, to: int) -> None:
    """Any mutation, thousands of times."""
    check_mutation(which, steps, at, to)


def single_fields() -> list[tuple[int, str]]:
    """The lines of the application that hold one plain value, with the key."""
    submission = read_submission(APPLICATION.encode(), file="f.yaml", schemas=form_schemas()).submission
    assert submission is not None
    places = {path: at for path, at in submission.values.items() if isinstance(path[-1], str)}
    by_line: dict[int, list[str]] = {}
    for path, (line, _) in places.items():
        value = submission.value(path)
        known = submission.schema.at(path)
        if not isinstance(value, list | dict) and (
            "enum" in known or "format" in known or known.get("type") != "string"
        ):
            by_line.setdefault(line, []).append(str(path[-1]))
    return [(line, keys[0]) for line, keys in sorted(by_line.items()) if len(keys) == 1 and keys[0] != "form"]


@given(
    field=st.sampled_from(single_fields()),
    junk=st.sampled_from(
        ["〇〇", "1e999", "2026-13-45", "yes", "[]", "{}", "x: y", "’", "9" * 30, "%", "@x", "*a", "- 1"]
    ),
)
@settings(deadline=None, max_examples=100)
def test_a_field_mutated_is_told_at_its_line(field: tuple[int, str], junk: str) -> None:
    """A valid form of which one coded field is spoilt has its first error on that field's line."""
    number, key = field
    lines = list(LINES)
    head, _, _ = lines[number - 1].partition(f"{key}:")
    lines[number - 1] = f"{head}{key}: {junk}"
    result = judged("\n".join(lines).encode())
    assert result.invalid == 1
    assert number in {d.place.line for d in result.diagnostics}


@pytest.mark.slow
@pytest.mark.parametrize("name", FILLS)
def test_a_mebibyte_of_anything_takes_no_time(name: str) -> None:
    """As much of one thing as a form may hold is judged in less than two seconds."""
    unit = FILLS[name]
    content = unit * ((1 << 20) // len(unit)) if unit else b"".join(b"k%d: 1\n" % i for i in range(90_000))
    judged(content[: 1 << 20])
    judged((b"form: application/1\nproduct:\n  " + content)[: 1 << 20])


@pytest.mark.slow
@pytest.mark.parametrize("name", FILLS)
def test_a_mebibyte_of_anything_is_mended_in_no_time(name: str) -> None:
    """Mending gives up on what no hand has written, in less than two seconds."""
    unit = FILLS[name] or b"k: 1\n"
    began = time.process_time()
    mend((unit * ((1 << 20) // len(unit)))[: 1 << 20], file="f.yaml", schemas=form_schemas())
    mend((b"form: application/1\n" + unit * (50_000 // len(unit))), file="f.yaml", schemas=form_schemas())
    assert time.process_time() - began < LIMIT * 2


@pytest.mark.parametrize("name", ["brackets", "lines", "zero width", "wide colons"])
def test_the_worst_of_it_takes_no_time(name: str) -> None:
    """Of the sweep below, what once took longest is tried every time."""
    judged((FILLS[name] * (1 << 20))[: 1 << 20])


MEASURE = """
import resource, sys
from czdocs.flows.validate import validate_content
from czdocs.flows.knowledge import form_schemas
from czdocs.intake.mending import mend
content = sys.stdin.buffer.read()
validate_content(content, name="f.yaml")
if sys.argv[1] == "mend":
    mend(content, file="f.yaml", schemas=form_schemas())
# Not ru_maxrss: a process begins with the most that the one which started it ever had.
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="where a process tells its memory is another place elsewhere")
@pytest.mark.parametrize("name", ["brackets", "lines", "one line", "items", "wide colons", "unknown keys", "dates"])
@pytest.mark.parametrize("job", ["validate", "mend"])
def test_memory_stays_under_300_megabytes(name: str, job: str) -> None:
    """The worst of what a form may hold is judged in less than 300 MB, in a process of its own."""
    unit = FILLS[name]
    content = unit * ((1 << 20) // len(unit)) if unit else b"".join(b"k%d: 1\n" % i for i in range(90_000))
    command = [sys.executable, "-c", MEASURE, job]
    done = subprocess.run(command, input=content[: 1 << 20], capture_output=True, check=True, cwd=ROOT, timeout=60)
    assert int(done.stdout) < 300 * 1024
