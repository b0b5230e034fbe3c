"""Findings as told to people and to programs."""

import json

import pytest

from czdocs.catalogue import finding
from czdocs.diagnostic import Place
from czdocs.report.machine import findings_json
from czdocs.report.text import caret_line, display_width, findings_text

YEAR = finding("CZ1018", Place(file="表/a.yaml", line=2, column=7), key="year", line=1)


def test_text_shows_place_line_caret_article_and_remedy() -> None:
    """A finding is told with its line, a caret under its column, its basis and what to do."""
    told = findings_text(
        [finding("CZ1107", Place(file="a.yaml", line=2, column=7), article="第十一条", title="申报年度", wanted="整数",
                 held="文字", value="“2026年”", hint="", description="四位年份。")],
        texts={"a.yaml": "form: application/1\nyear: 2026年\n"},
    )  # fmt: skip
    assert told == (
        "a.yaml:2:7 错误 CZ1107 “申报年度”应填整数，现在是文字“2026年”。\n"
        "    year: 2026年\n"
        "          ^\n"
        "    依据：《办法》第十一条\n"
        "    怎样改：四位年份。\n"
    )


def test_caret_is_right_under_wide_characters() -> None:
    """A Chinese character before the place takes two columns."""
    line = "- {name: 定位精度, value: 3e}"
    shown, caret = caret_line(line, line.index("3e") + 1)
    assert shown == line
    assert display_width(caret[:-1]) == display_width(line[: line.index("3e")])


def test_long_line_is_cut_around_the_place() -> None:
    """Of a long line the part around the place is shown."""
    line = "中" * 200 + "X" + "文" * 200
    shown, caret = caret_line(line, 201)
    assert display_width(shown) < 110
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "X" in shown
    assert display_width(shown[: shown.index("X")]) == len(caret) - 1


def test_no_control_character_reaches_the_terminal() -> None:
    """What cannot be printed is replaced, so that a form cannot steer the terminal."""
    shown, _ = caret_line("a: \x1b[31m\u202e", 1)
    assert shown == "a: \ufffd[31m\ufffd"


def test_place_at_the_end_of_a_megabyte_line_is_shown_at_once() -> None:
    """Only the part of a line around the place is looked at, however long the line is."""
    shown, caret = caret_line("k" * 1_000_000 + "X", 1_000_001)
    assert shown == "…" + "k" * 80 + "X"
    assert len(caret) == 82


def test_names_of_files_cannot_steer_the_terminal() -> None:
    """Escapes, line breaks and marks of direction in a file's name are not passed on, in text and in JSON."""
    name = "a\x1b[31m\n\x9b2J\u202e.yaml"
    found = finding("CZ1030", Place(file=name), name=name)
    told = findings_text([found], texts={})
    assert told.count("\n") == 2
    assert not set("\x1b\x9b\u202e") & set(told)
    machine = findings_json([found], files=0, invalid=1)
    assert not set("\x1b\x9b\u202e") & set(machine)
    assert json.loads(machine)["diagnostics"][0]["file"] == name


def test_colour_only_where_asked() -> None:
    """Without being asked the text has no escape sequence."""
    assert "\x1b" not in findings_text([YEAR], texts={})
    assert "\x1b[31m" in findings_text([YEAR], texts={}, colour=True)


def test_json_has_the_stable_keys() -> None:
    """Programs get every part of a finding under its English key."""
    told = json.loads(findings_json([YEAR], files=3, invalid=1))
    assert (told["files"], told["invalid"]) == (3, 1)
    assert told["diagnostics"] == [
        {
            "file": "表/a.yaml",
            "line": 2,
            "column": 7,
            "path": "",
            "code": "CZ1018",
            "severity": "error",
            "message": "字段“year”出现了两次，第一次在第 1 行。",
            "article": "",
            "remedy": "请保留一处，删除另一处。",
        }
    ]


@pytest.mark.parametrize(
    ("before", "columns"),
    [
        ("name: 企业", 10),
        ("\tname: ", 10),
        ("na\u0301me: ", 6),
        ("\u20dd: ", 2),
        ("😀: ", 4),
        ("❤\ufe0f: ", 3),
        ("\u3000x: ", 5),
        ("“·—×①”: ", 8),
        ("한글: ", 6),
        ("\u1112\u1161\u11ab: ", 4),
        ("ﾊﾝ: ", 4),
    ],
)
def test_caret_stands_under_the_place(before: str, columns: int) -> None:
    """Wide, combining, half-width and ambiguous characters, tabs and pictures before the place are counted as shown.

    Characters of ambiguous width take one column, as terminals with UTF-8 show them.
    """
    assert caret_line(f"{before}X", len(before) + 1)[1] == " " * columns + "^"


def test_related_place_is_quoted_too() -> None:
    """Where a finding speaks of a second place, its line is shown as well."""
    text = "form: application/1\nname: 甲\nyear: 2026\nname: 乙\n"
    first = Place(file="a.yaml", line=2, column=1)
    found = finding(
        "CZ1018", Place(file="a.yaml", line=4, column=1), related=(("第一次出现", first),), key="name", line=2
    )
    assert findings_text([found], texts={"a.yaml": text}) == (
        "a.yaml:4:1 错误 CZ1018 字段“name”出现了两次，第一次在第 2 行。\n"
        "    name: 乙\n"
        "    ^\n"
        "    第一次出现：第 2 行\n"
        "    name: 甲\n"
        "    ^\n"
        "    怎样改：请保留一处，删除另一处。\n"
    )


def test_related_place_in_another_file_is_named() -> None:
    """A second place in another file, here one that may not be shown, has the name of its file."""
    other = Place(file="b.yaml", line=2, column=1)
    found = finding("CZ1018", Place(file="a.yaml"), related=(("第一次出现", other),), key="name", line=2)
    assert "    第一次出现：b.yaml:2:1\n" in findings_text([found], texts={})


def test_forty_equal_faults_are_one_block() -> None:
    """The same words about many lines are said once, with the numbers of the lines."""
    text = "".join(f"\tk{number}: 1\n" for number in range(40))
    found = [finding("CZ1010", Place(file="a.yaml", line=n, column=1)) for n in (1, 2, *range(5, 41))]
    told = findings_text(found, texts={"a.yaml": text})
    assert told.count("\n") == 5
    assert "    同样的问题还有 37 处：第 2、5 至 40 行\n" in told


def test_advice_and_line_are_not_repeated() -> None:
    """What follows at the same place with the same advice gives its message only."""
    place = Place(file="a.yaml", line=1, column=1)
    values = {"article": "第五条", "limit": 3, "count": 1, "description": "至少三条。"}
    found = [finding("CZ1116", place, title=title, **values) for title in ("甲", "乙")]
    assert findings_text(found, texts={"a.yaml": "x: 1\n"}) == (
        "a.yaml:1:1 错误 CZ1116 “甲”只有 1 项，至少须 3 项。\n"
        "    x: 1\n"
        "    ^\n"
        "    依据：《办法》第五条\n"
        "    怎样改：请补足。至少三条。\n"
        "\n"
        "a.yaml:1:1 错误 CZ1116 “乙”只有 1 项，至少须 3 项。\n"
        "    怎样改：同上一条。\n"
    )


def test_json_tells_related_places() -> None:
    """A finding with a second place has it for programs too; without one, the keys are the agreed ones."""
    place = Place(file="a.yaml", line=2, column=1)
    found = finding("CZ1018", place, related=(("第一次出现", place),), key="name", line=2)
    (told,) = json.loads(findings_json([found], files=1, invalid=1))["diagnostics"]
    assert told["related"] == [{"role": "第一次出现", "file": "a.yaml", "line": 2, "column": 1, "path": ""}]
