"""Mending: what has one safe reading is put right, and nothing else is touched."""

import difflib
import re
from functools import lru_cache
from io import StringIO
from pathlib import Path

import pytest
from badly_written import BADLY_WRITTEN, bad_form, leaves, same_meaning
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from czdocs.flows.knowledge import form_schemas
from czdocs.flows.validate import validate_content
from czdocs.intake.mending import Mending, mend
from czdocs.intake.reading import read_submission

DATA = Path(__file__).parents[1] / "data"
CASE = DATA / "accepted" / "2026" / "cases" / "2026-XB-0001"
APPLICATION = (CASE / "application.yaml").read_text(encoding="utf-8")
REFUSED = sorted(path for path in (DATA / "refused").iterdir() if path.suffix == ".yaml")


@lru_cache(maxsize=1000)
def mended(content: bytes | str) -> Mending:
    """`content` mended under a plain name."""
    return mend(content.encode() if isinstance(content, str) else content, file="f.yaml", schemas=form_schemas())


def altered(old: str, new: str) -> str:
    """The accepted application with one alteration."""
    assert old in APPLICATION
    return APPLICATION.replace(old, new)


@lru_cache(maxsize=1000)
def errors(content: bytes) -> list[str]:
    """The codes of what is found in `content`."""
    return [d.code for d in validate_content(content, name="f.yaml").diagnostics]


def changed_lines(one: str, other: str) -> set[int]:
    """The numbers of the lines in which two texts of as many lines differ."""
    pairs = zip(re.split(r"\r\n|\r|\n", one), re.split(r"\r\n|\r|\n", other), strict=True)
    return {number for number, (a, b) in enumerate(pairs, 1) if a != b}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  uscc: ", "  uscc："),
        ("  uscc: ", "  uscc:"),
        ("  uscc: ", "  uscc:\u3000"),
        ("  uscc: ", "  uscc\t"),
        ("  uscc: ", "  ｕｓｃｃ: "),
        ("  uscc: ", "  统一社会信用代码: "),
        ("  uscc: ", "\tuscc: "),
        ("  uscc: ", "　uscc: "),
        ("  uscc: ", "\u00a0\u00a0uscc: "),
        ("  uscc: ", "   uscc: "),
        ("uscc: 91320411MAL30P874G", "uscc: 9132\u200b0411MAL30P874G"),
        ("uscc: 91320411MAL30P874G", "uscc: ９１３２０４１１ＭＡＬ３０Ｐ８７４Ｇ"),
        ("uscc: 91320411MAL30P874G", "uscc: 91320411mal30p874g"),
        ("uscc: 91320411MAL30P874G", "uscc: “91320411MAL30P874G”"),
        ("uscc: 91320411MAL30P874G", "uscc: 「91320411MAL30P874G」"),
        ("uscc: 91320411MAL30P874G", "uscc: 91320411 MAL30P 874G"),
        ("submitted_on: 2026-04-08", "submitted_on: 2026/4/8"),
        ("submitted_on: 2026-04-08", "submitted_on: 2026.4.8"),
        ("submitted_on: 2026-04-08", "submitted_on: 20260408"),
        ("submitted_on: 2026-04-08", "submitted_on: 2026年4月8日"),
        ("submitted_on: 2026-04-08", "submitted_on: 二〇二六年四月八日"),
        ("submitted_on: 2026-04-08", "submitted_on: ２０２６年４月８日"),
        ("submitted_on: 2026-04-08", "submitted_on: 2026/4/8 0:00:00"),
        ("kind: enterprise", "kind: 企业"),
        ("kind: enterprise", "kind: Enterprise"),
        ("kind: enterprise", "kind: enterprise（企业）"),
        ("district: 320411", "district: 新北区"),
        ("category: first_equipment", "category: 首台套重大装备"),
        ("staff_total: 186", "staff_total: 186人"),
        ("staff_total: 186", 'staff_total: "186"'),
        ("staff_total: 186", "staff_total: １８６"),
        ("year: 2026 ", "year: 2026年 "),
        ("sealed: true", "sealed: 是"),
        ("sealed: true", "sealed: yes"),
        ("models: [JD-MT630, JD-MT800]", "models: ［JD-MT630，JD-MT800］"),
        ("models: [JD-MT630, JD-MT800]", "models: 【JD-MT630、JD-MT800】"),
        ("origin: [product, core_technology, overall_design]", "origin: product，core_technology，overall_design"),
        ("    - 力矩电机", "    － 力矩电机"),
        ("    - 力矩电机", "    -力矩电机"),
        ('comparison: "<="', "comparison: ≤"),
        ('comparison: ">="', "comparison: >="),
        ("prior: []", "prior: 无"),
        ("form: application/1", "form: 认定申请表"),
        ("form: application/1", "form：application/1"),
        ("registered_on:", "registerd_on:"),
        ("value: 12000,", "value: 12,000,"),
        ("value: 12000,", "value: 12000r/min,"),
        ("granted_on: 2024-09-06", "granted_on: 2024/9/6 0:00:00"),
        ("{id: E1, kind: test_report,", "{id：E1，kind：test_report，"),
    ],
)
def test_one_safe_reading_is_mended(old: str, new: str) -> None:
    """A form with one such mistake gets back the data that were meant; only the lines with the mistake change."""
    bad = altered(old, new)
    result = mended(bad)
    assert errors(result.content) == []
    assert changed_lines(bad, result.after) == changed_lines(APPLICATION, bad)
    meant = read_submission(APPLICATION.encode(), file="f.yaml", schemas=form_schemas()).submission
    got = read_submission(result.content, file="f.yaml", schemas=form_schemas()).submission
    assert meant is not None
    assert got is not None
    assert got.data == meant.data


@pytest.mark.parametrize(
    ("old", "new", "becomes"),
    [
        ("unit_price_yuan: 3680000.00", "unit_price_yuan: 368万元", "unit_price_yuan: 3680000 "),
        ("unit_price_yuan: 3680000.00", "unit_price_yuan: 0.0368亿元", "unit_price_yuan: 3680000.0000 "),
        ("unit_price_yuan: 3680000.00", "unit_price_yuan: ￥3,680,000.00", "unit_price_yuan: 3680000.00 "),
        ("capital_wan_yuan: 5000.00", "capital_wan_yuan: 5000万元", "capital_wan_yuan: 5000 "),
        ("capital_wan_yuan: 5000.00", "capital_wan_yuan: 5,000.00", "capital_wan_yuan: 5000.00 "),
        ("year: 2026                               # 申报", "year: 2026#申报", "year: 2026  # 申报年度\n"),
        ("name: 常州示例精舵机床有限公司", 'name: "常州示例精舵机床有限公司”', 'name: "常州示例精舵机床有限公司"'),
        ("    - 力矩电机直驱B轴，", "    - 力矩电机: 直驱B轴，", '    - "力矩电机: 直驱B轴，'),
        ("name: 五轴联动车铣复合加工中心\n", "name: 加工中心: 五轴\n", 'name: "加工中心: 五轴"\n'),
    ],
)
def test_what_a_repair_looks_like(old: str, new: str, becomes: str) -> None:
    """Amounts keep their value and the digits that were written; notes and texts stay."""
    if "0.0368亿元" in new:
        becomes = "unit_price_yuan: 3680000.00 "
    assert becomes in mended(altered(old, new)).after


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("submitted_on: 2026-04-08", "submitted_on: 4月8日"),
        ("submitted_on: 2026-04-08", "submitted_on: 08/04/2026"),
        ("submitted_on: 2026-04-08", "submitted_on: 2026-02-30"),
        ("submitted_on: 2026-04-08", "submitted_on: 26.4.8"),
        ("unit_price_yuan: 3680000.00", "unit_price_yuan: 3.68e6"),
        ("unit_price_yuan: 3680000.00", "unit_price_yuan: 约368万元"),
        ("unit_price_yuan: 3680000.00", "unit_price_yuan: 3,68"),
        ("unit_price_yuan: 3680000.00", "unit_price_yuan: 368万美元"),
        ("capital_wan_yuan: 5000.00", "capital_wan_yuan: 5000元"),
        ("value: 3, comparison", "value: 3角分, comparison"),
        ("good_credit: true", "good_credit: 无"),
        ("level: domestic_leading", "level: 国内"),
        ("uscc: 91320411MAL30P874G", "uscc: 91320411MAL3OP874G"),
        ("phone: 0519-85550126", "phone: 85550126"),
        ("unit_price_yuan: 3680000.00 ", "单价（万元）: 368 "),
        ("staff_total: 186", "staff_total: 12:30:45"),
        ("kind: enterprise", "kind: !!python/object:os.system x"),
        ("legal_representative: 顾衡远", "legal_representative: &a 顾衡远"),
    ],
)
def test_what_may_mean_two_things_is_left_to_a_person(old: str, new: str) -> None:
    """Nothing changes where a reading would be a guess, and the finding stays."""
    bad = altered(old, new)
    assert mended(bad).after in {bad, ""} or not changed_lines(bad, mended(bad).after)
    assert errors(mended(bad).content or bad.encode()) != []


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_encodings_become_utf8(encoding: str) -> None:
    """A form saved in GBK or UTF-16, with or without a mark, has the same text in UTF-8 afterwards."""
    result = mended(APPLICATION.encode(encoding))
    assert (result.after, result.converted) == (APPLICATION, True)


def test_a_damaged_file_is_not_taken_for_gbk() -> None:
    """UTF-8 with a few broken bytes would be readable as GBK, as other characters: it is left alone."""
    content = APPLICATION.encode().replace("精舵".encode(), "精舵".encode()[:-1])
    assert not mended(content).changed
    assert errors(content) == ["CZ1006"]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_line_ends_and_mark_stay(mark: str, ends: str) -> None:
    """What Windows wrote stays as Windows wrote it, and the first line can be mended behind the mark."""
    text = mark + APPLICATION.split("\n", 1)[1].replace("\n", ends)
    bad = text.replace("form: ", "form：").replace("uscc: ", "uscc：")
    assert mended(bad).after == text
    assert not mended(text).changed


def test_paragraphs_keep_their_indentation() -> None:
    """Two wide blanks at the beginning of a paragraph are Chinese typography, not indentation."""
    report = (CASE / "report.yaml").read_text(encoding="utf-8")
    text = re.sub(r"(\|-.*\n    )", "\\1\u3000\u3000", report, count=1)
    assert "\u3000\u3000" in text
    bad = text.replace("product_name: ", "product_name：")
    assert mended(bad).after == text


def test_running_text_with_a_title_and_a_colon_stays() -> None:
    """In a block a line such as `产品名称：…` is text, whatever else is wrong in the file."""
    lines = "    产品名称：某某\n    \n    uscc：无\n    - 用途：车削\n"
    report = (CASE / "report.yaml").read_text(encoding="utf-8")
    text = re.sub(r"(  company: \|-.*\n)", f"\\1{lines}", report)
    bad = text.replace("product_name: ", "product_name：").replace("year: 2026", "year：2026年")
    assert lines in mended(bad).after
    assert errors(mended(bad).content) == []


def test_a_secret_form_is_neither_mended_nor_shown() -> None:
    """Art. 24: nothing of it comes back, also where the mark shows only once blanks without width are gone."""
    for mark in ("# 机密★1年\n", "# 机\u200b密★1年\n", "classification: 秘密\n"):
        result = mended(mark + altered("uscc: ", "uscc："))
        assert (result.before, result.after, result.edits, result.secret) == ("", "", (), True)
    assert mended(altered("state_secret: false", "state_secret：是")).secret
    assert mended(("# 绝密★30年\n" + APPLICATION).encode("gb18030")).secret


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_mending_a_refused_form_never_adds_a_finding(path: Path) -> None:
    """Each form of the refused ones is better or the same afterwards, and mending again changes nothing."""
    content = path.read_bytes()
    result = mended(content)
    if result.changed:
        assert len(errors(result.content)) <= len(errors(content))
        assert not mended(result.content).changed


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_finding_and_repair_say_the_same(path: Path) -> None:
    """Where a finding names the right writing, the repair writes just that."""
    content = path.read_bytes()
    remedies = {d.place.line: d.remedy for d in validate_content(content, name="f.yaml").diagnostics}
    for edit in mended(content).edits:
        remedy = remedies.get(edit.place.line, "")
        match = re.search(r"请写成 (\S+?)(?:，不加引号)?。|请改成 (\S+?)(?:（.*)?。|请改成半角：“(.+)”。", remedy)
        if match and edit.code in {"CZ1107", "CZ1109", "CZ1110", "CZ1119"}:
            assert edit.new == next(group for group in match.groups() if group)


@pytest.mark.parametrize("path", BADLY_WRITTEN, ids=lambda path: path.stem)
def test_badly_written_form_keeps_its_meaning(path: Path) -> None:
    """Whatever becomes of a badly written form, no value in it means anything else than its writer meant."""
    form = bad_form(path)
    result = mended(form.content)
    now = read_submission(result.content, file="f.yaml", schemas=form_schemas()).submission
    if now is None:
        return
    found = validate_content(result.content, name="f.yaml").diagnostics
    refused = {f".{d.place.path}" for d in found}
    values = dict(leaves(now.data))
    for where, meant in form.meant.items():
        if where in values and where not in refused:
            assert same_meaning(values[where], meant), where
    if not found:
        assert values.keys() == form.meant.keys()


def test_nine_of_ten_badly_written_forms_are_valid_in_one_go() -> None:
    """Of a hundred forms written as offices write them, ninety or more are in order after one repair."""
    forms = [bad_form(path) for path in BADLY_WRITTEN]
    assert len(forms) >= 100
    assert all(errors(form.content) for form in forms)
    valid = [form.name for form in forms if not errors(mended(form.content).content)]
    assert len(valid) >= len(forms) * 9 // 10


@pytest.mark.parametrize("path", BADLY_WRITTEN[::5], ids=lambda path: path.stem)
def test_another_parser_sees_the_same_notes_and_values(path: Path) -> None:
    """ruamel.yaml's round trip, which keeps notes, reads the same notes from before and after (where it can)."""
    result = mended(bad_form(path).content)
    notes = [re.findall(r"(?:^|\s)[#＃]\s*(.*?)\s*$", text, re.MULTILINE) for text in (result.before, result.after)]
    assert [note.strip() for note in notes[0]] == [note.strip() for note in notes[1]]
    if not errors(result.content):
        yaml, out = YAML(), StringIO()
        yaml.width, yaml.preserve_quotes = 10_000, True
        yaml.dump(yaml.load(result.after), out)
        kept = re.findall(r"#.*", out.getvalue())
        assert len(kept) == len(re.findall(r"(?:^|\s|\ufeff)#.*", result.after, re.MULTILINE))


def test_edits_and_texts_agree() -> None:
    """The lines that the edits name are the lines that change."""
    for path in BADLY_WRITTEN[:20]:
        result = mended(bad_form(path).content)
        named = {edit.place.line for edit in result.edits if edit.place.line}
        assert changed_lines(result.before, result.after) <= named
        assert difflib.SequenceMatcher(a=result.before, b=result.after).ratio() > 0.5


PIECES = [*"[]{}-:,?!&*#|>'\"%@` \n\t", "：", "，", "－", "　", "“", "”", "\u200b", "\u202e", "\ufeff", "\ue000", "\r"]
PIECES += [
    "form: application/1\n",
    "uscc: ",
    "  - ",
    "\x0b",
    "年",
    "｛",
    "］",
    "\n  kind: 企业",
    "万元",
    "\x85",
    "\u2028",
]


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=60)
def test_no_bytes_break_the_mender(content: bytes) -> None:
    """Whatever the bytes are, mending ends, and its result is UTF-8 that mending leaves alone."""
    result = mended(content)
    assert not mended(result.content).changed


@given(st.lists(st.sampled_from(PIECES), max_size=40))
@settings(deadline=None, max_examples=100)
def test_no_signs_break_the_mender(parts: list[str]) -> None:
    """Whatever is made of the signs of YAML and of Chinese, mending ends and is done at once."""
    result = mended("form: application/1\n" + "".join(parts))
    assert not mended(result.content).changed


@given(
    at=st.integers(min_value=0, max_value=len(APPLICATION) - 1),
    cut=st.integers(min_value=0, max_value=6),
    inserted=st.lists(st.sampled_from(PIECES), max_size=4),
)
@settings(deadline=None, max_examples=100)
def test_mending_a_damaged_form_is_done_at_once(at: int, cut: int, inserted: list[str]) -> None:
    """A form damaged anywhere is never worse afterwards, and mending twice is mending once."""
    bad = (APPLICATION[:at] + "".join(inserted) + APPLICATION[at + cut :]).encode()
    result = mended(bad)
    if result.changed:
        assert not mended(result.content).changed
    if not errors(bad):
        assert not result.changed
