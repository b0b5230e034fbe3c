"""Faults of parameter files: each is told in words, at its line and column, together with all others."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from czdocs.diagnostic import Place
from czdocs.errors import CzdocsError
from czdocs.flows.check_policy import check_packaged_policy, check_policy_files
from czdocs.policy.book import load_book
from czdocs.policy.plain import plain_data
from czdocs.policy.soundness import unsound
from czdocs.resources import resource_bytes, resource_names

ROOT = Path(__file__).parents[2]
MEASURES, NOTICE = "cgxcx-2023-93.yaml", "notice-2026.yaml"
FILES = {name: resource_bytes("policy", name).decode() for name in resource_names("policy") if name.endswith(".yaml")}


def told(files: dict[str, str]) -> list[str]:
    """Every finding about `files` as `file:line:column code message`."""
    check = check_policy_files({name: text.encode() for name, text in files.items()}, folder=".")
    return [f"{d.place} {d.code} {d.message}" for d in check.diagnostics]


def at(text: str, mark: str) -> str:
    """The line and column of the bar in `mark`, which without it stands once in `text`."""
    before, _, after = mark.partition("|")
    assert text.count(before + after) == 1, mark
    index = text.index(before + after) + len(before)
    return f"{text.count(chr(10), 0, index) + 1}:{index - text.rfind(chr(10), 0, index)}"


FAULTS = plain_data((ROOT / "tests" / "data" / "policy-faults.yaml").read_bytes())


@pytest.mark.parametrize("fault", FAULTS, ids=[fault["said"][:40] for fault in FAULTS])
def test_fault_is_told_at_its_place(fault: dict[str, str]) -> None:
    """One fault gives one finding, in these words, at this line and column; the normal load refuses it too."""
    file, old = fault["file"], fault["old"]
    assert old in FILES[file]
    text = FILES[file].replace(old, fault["new"], 1)
    assert told({**FILES, file: text}) == [f"{file}:{at(text, fault['at'])} {fault['said']}"]
    assert _refused({**FILES, file: text})


def _refused(files: dict[str, str]) -> bool:
    """Whether the load that every command begins with finds a fault."""
    try:
        return bool(unsound(load_book({name: text.encode() for name, text in files.items()})))
    except CzdocsError:
        return True


def test_exceeding_notice_names_both_places() -> None:
    """A tier above the ceiling of art. 21 names its line, the line of the ceiling, the article and both values."""
    text = FILES[NOTICE].replace('share: "0.20"}', 'share: "0.25"}')
    (found,) = check_policy_files({name: t.encode() for name, t in {**FILES, NOTICE: text}.items()}).diagnostics
    ceiling = at(FILES[MEASURES], '    value: |"0.20"').split(":")
    place = Place(
        file=f"policy/{MEASURES}", line=int(ceiling[0]), column=int(ceiling[1]), path=_path(MEASURES, "scenario_share")
    )
    assert found.related == (("《办法》的规定", place),)
    assert (found.code, found.article) == ("CZ6009", "第二十一条")
    assert f"{found.place}" == f"policy/{NOTICE}:{at(text, 'share: |' + chr(34) + '0.25')}"
    assert "25%" in found.message
    assert "20%" in found.message


def _path(file: str, name: str) -> str:
    names = [line for line in FILES[file].splitlines() if line.startswith("  - name: ")]
    return f"parameters[{names.index(f'  - name: {name}')}].value"


def test_all_faults_are_told_at_once() -> None:
    """Faults of several files, and several of one file, come together in the order of their places."""
    measures = FILES[MEASURES].replace('value: "0.80"', "value: 0.80").replace("chosen: top_up", "chosen: topup")
    notice = FILES[NOTICE].replace("scenario_tiers:", "scenario_tier:").replace("pass_mark: 70", "pass_mark: 高")
    older = FILES["notice-2025.yaml"].replace("year: 2025", "year: 2024")
    codes = [line.split()[1] for line in told({**FILES, MEASURES: measures, NOTICE: notice, "notice-2025.yaml": older})]
    assert codes == ["CZ6008", "CZ6001", "CZ6001", "CZ6005"]
    codes = [line.split()[1] for line in told({**FILES, NOTICE: notice, "notice-2025.yaml": older})]
    assert codes == ["CZ6018", "CZ6017", "CZ6017", "CZ6001", "CZ6005"]


def test_missing_parameter_and_interpretation_are_named() -> None:
    """What the program asks for and the measures lack is named where it should stand."""
    text = FILES[MEASURES]
    for name, following in (("D-07", "D-08"), ("operation_years", "fields")):
        text = text[: text.index(f"  - name: {name}\n")] + text[text.index(f"  - name: {following}\n") :]
    assert told({**FILES, MEASURES: text}) == [
        f"{MEASURES}:{at(text, '|parameters:')} CZ6007 {MEASURES} 的 parameters 缺少 operation_years。",
        f"{MEASURES}:{at(text, '|interpretations:')} CZ6007 {MEASURES} 的 interpretations 缺少 D-07。",
    ]
    assert _refused({**FILES, MEASURES: text})


def test_reason_of_the_chosen_reading_is_its_own() -> None:
    """Who chooses otherwise writes why the former choice is rejected, and takes the new one off the rejected ones."""
    text = FILES[MEASURES].replace("chosen: whole_amount", "chosen: marginal")
    group, reason = at(text, "    |rejected:\n      marginal:"), at(text, "marginal: |条文没有分段")
    assert told({**FILES, MEASURES: text}) == [
        f"{MEASURES}:{group} CZ6007 D-19 的 rejected 缺少 whole_amount。",
        f"{MEASURES}:{reason} CZ6015 D-19 选用了 marginal，又在 rejected 里写了不选它的理由。",
    ]
    text = text.replace("marginal: 条文没有分段累计的意思", "whole_amount: 各档之间会跳跃")
    assert told({**FILES, MEASURES: text}) == []


def test_editions_may_not_overlap() -> None:
    """A newer edition begins after the older one has ended; who adds one is told to write the end of the older."""
    newer = FILES[MEASURES].replace("\nvalid_from: 2023-06-01", "\nvalid_from: 2027-01-01")
    newer = newer[: (start := newer.index("  - name: reconsideration_days"))] + newer[
        newer.index("  - name: reconsideration_days", start + 1) :
    ].replace("    valid_from: 2024-01-01\n", "")
    files = {**FILES, "cgxcx-2027-1.yaml": newer}
    place = at(newer, "\nvalid_from: |2027-01-01")
    before = "施行日期不相衔接（几版办法）：在 2027-01-01 重叠：前一项"
    assert told(files) == [f"cgxcx-2027-1.yaml:{place} CZ6012 {before}没有写截止日期 valid_to。"]
    ended = FILES[MEASURES].replace("\nvalid_from: 2023-06-01", "\nvalid_to: 2027-01-01\nvalid_from: 2023-06-01")
    assert told({**files, MEASURES: ended}) == [f"cgxcx-2027-1.yaml:{place} CZ6012 {before}到 2027-01-01 才截止。"]
    assert told({**files, MEASURES: ended.replace("valid_to: 2027-01-01", "valid_to: 2026-12-31")}) == []


def test_notice_is_held_to_the_edition_of_its_year() -> None:
    """Only the ceilings that hold on some day of the notice's year bind it."""
    rows = FILES[MEASURES].split('    value: "0.20"\n')
    head, tail = rows[0], rows[1]
    name = head.rindex("  - name: scenario_share")
    row = head[name:] + '    value: "0.20"\n' + tail[: tail.index("  - name:")]
    dated = (
        head[:name]
        + row.replace('"0.20"', '"0.15"')
        + "    valid_to: 2025-12-31\n"
        + row
        + "    valid_from: 2026-01-01\n"
        + tail[tail.index("  - name:") :]
    )
    lines = told({**FILES, MEASURES: dated})
    assert [line.split(":")[0] for line in lines] == ["notice-2025.yaml"]
    assert "20%，超过" in lines[0]
    assert "上限 15%" in lines[0]


def test_real_files_are_in_order() -> None:
    """The parameter files that travel with the package have no fault."""
    check = check_packaged_policy()
    assert (check.files, check.invalid, check.diagnostics) == (5, 0, ())


def _mutations() -> Iterator[tuple[str, int, str]]:
    """Each line of each parameter file taken away, or with a value of another kind."""
    for name, text in FILES.items():
        if name == "articles.yaml":
            continue
        for number, line in enumerate(text.splitlines()):
            key, colon, value = line.partition(": ")
            if number % 6 and name == MEASURES:
                continue  # its rows are alike
            yield name, number, ""
            if colon and value and not line.lstrip().startswith("#"):
                for other in ("7", "[]", '"x"', "~", "0.5"):
                    yield name, number, f"{key}: {other}"


@pytest.mark.slow
def test_both_ways_of_reading_agree() -> None:
    """What the quick load takes has no findings, and what it refuses has some; neither ever breaks down."""
    seen = set()
    for name, number, line in _mutations():
        lines = FILES[name].splitlines()
        lines[number : number + 1] = [line] if line else []
        files = {**FILES, name: "\n".join(lines) + "\n"}
        refused = _refused(files)
        assert bool(told(files)) == refused, (name, number, line)
        seen.add(refused)
    assert seen == {True, False}
