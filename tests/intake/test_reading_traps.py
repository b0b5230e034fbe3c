"""Traps of YAML and of Chinese typing: each is read rightly, or is one finding at its place that says what to do."""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from czdocs.flows import gathering
from czdocs.flows.knowledge import form_schemas
from czdocs.flows.validate import validate, validate_content
from czdocs.intake import source
from czdocs.intake.reading import read_submission

DATA = Path(__file__).parents[1] / "data"
CASE = DATA / "accepted" / "2026" / "cases" / "2026-XB-0001"
APPLICATION = (CASE / "application.yaml").read_bytes()
CORPUS = [
    *sorted(path for path in (DATA / "refused").rglob("*.yaml")),
    *sorted(CASE.glob("*.yaml")),
]


@dataclass(frozen=True, slots=True)
class Read:
    """A trap that is read rightly: the value that comes of it."""

    old: bytes | str
    new: bytes | str
    path: tuple[str | int, ...]
    value: Any


@dataclass(frozen=True, slots=True)
class Told:
    """A trap that is one finding: its code, line and column, and words of its remedy."""

    old: bytes | str
    new: bytes | str
    code: str
    line: int
    column: int
    remedy: str


def altered(old: bytes | str, new: bytes | str) -> bytes:
    """The accepted application with its first `old` replaced; the whole where `old` is empty."""
    old, new = (part.encode() if isinstance(part, str) else part for part in (old, new))
    if not old:
        return new
    assert old in APPLICATION
    return APPLICATION.replace(old, new, 1)


READ = {
    "byte-order mark": Read(b"# yaml", b"\xef\xbb\xbf# yaml", ("year",), 2026),
    "carriage returns": Read("", APPLICATION.replace(b"\n", b"\r\n"), ("year",), 2026),
    "old Macintosh line ends": Read("", APPLICATION.replace(b"\n", b"\r"), ("year",), 2026),
    "tab behind the colon": Read("industry: C3421", "industry:\tC3421", ("applicant", "industry"), "C3421"),
    "tab at the end": Read("industry: C3421", "industry: C3421\t", ("applicant", "industry"), "C3421"),
    "telephone number": Read("0519-85550126", "0519-88881234", ("applicant", "contact", "phone"), "0519-88881234"),
    "trailing zero": Read("value: 0.008", "value: 1.10", ("product", "indicators", 0, "value"), "1.10"),
    "time is text": Read(
        "{name: 主轴最高转速,", '{name: "12:30:45",', ("product", "indicators", 2, "name"), "12:30:45"
    ),
    "yes is text": Read("unit: r/min", "unit: yes", ("product", "indicators", 2, "unit"), "yes"),
    "off is text": Read("unit: r/min", "unit: off", ("product", "indicators", 2, "unit"), "off"),
    "exponent is text": Read("unit: r/min", "unit: 1e3", ("product", "indicators", 2, "unit"), "1e3"),
    "date is text": Read("unit: r/min", "unit: 2026-04-08", ("product", "indicators", 2, "unit"), "2026-04-08"),
    "leading zero is text": Read("unit: r/min", "unit: 0519", ("product", "indicators", 2, "unit"), "0519"),
    "full-width colon in text": Read("unit: r/min", "unit: 转：分", ("product", "indicators", 2, "unit"), "转：分"),
    "marker of the first document": Read(b"# yaml", b"---\n# yaml", ("year",), 2026),
    "end of the document": Read(b"sealed: true\n", b"sealed: true\n...\n", ("year",), 2026),
    "explicit key": Read("  industry: C3421", "  ? industry\n  : C3421", ("applicant", "industry"), "C3421"),
}

DAY, YUAN, STAFF = "submitted_on: 2026-04-08", "unit_price_yuan: 3680000.00", "staff_total: 186"
CODE, SEALED = "industry: C3421", "sealed: true"
TOLD = {
    "full-width colon": Told("  uscc: ", "  uscc：", "CZ1011", 9, 7, "冒号用半角"),
    "full-width digits": Told(STAFF, "staff_total: １８６", "CZ1119", 22, 16, "“186”"),
    "full-width letters": Told(CODE, "industry: Ｃ3421", "CZ1119", 20, 13, "“C3421”"),
    "full-width key": Told("  uscc:", "  ｕｓｃｃ:", "CZ1106", 9, 3, "请改成 uscc"),
    "full-width space behind the colon": Told("year: 2026", "year:\u30002026", "CZ1022", 4, 5, "year: "),
    "full-width space for indentation": Told("  uscc: ", "\u3000uscc: ", "CZ1023", 9, 1, "半角空格"),
    "full-width space in a code": Told("uscc: 9132", "uscc: 9132\u3000", "CZ1110", 9, 9, "91320411MAL30P874G"),
    "full-width space at the end": Told("有限公司\n", "有限公司\u3000\n", "CZ1110", 8, 9, "首尾的空格"),
    "no-break space at the end": Told("有限公司\n", "有限公司\u00a0\n", "CZ1009", 8, 21, "删除"),
    "no-break space behind the colon": Told("year: 2026", "year:\u00a02026", "CZ1022", 4, 5, "year: "),
    "Chinese quotation marks": Told(CODE, "industry: “C3421”", "CZ1110", 20, 13, "请写成 C3421"),
    "corner brackets": Told(CODE, "industry: 「C3421」", "CZ1110", 20, 13, "请写成 C3421"),
    "quotation marks of two kinds": Told(CODE, 'industry: "C3421”', "CZ1012", 20, 13, "半角"),
    "time in a group": Told("unit: r/min", "unit: 12:30:45", "CZ1021", 55, 30, "引号"),
    "open quotation mark": Told(CODE, 'industry: "C3421', "CZ1021", 20, 13, "引号"),
    "full-width dash": Told("    - 力矩", "    － 力矩", "CZ1026", 48, 5, "半角短横线"),
    "no space behind the dash": Told("    - 自主", "    -自主", "CZ1026", 47, 5, "一个空格"),
    "full-width brackets": Told("[JD-MT630, JD-MT800]", "［JD-MT630，JD-MT800］", "CZ1028", 31, 11, "半角"),
    "full-width number sign": Told("declarations:", "＃ 声明\ndeclarations:", "CZ1029", 69, 1, "半角井号"),
    "note without a space": Told("year: 2026 ", "year: 2026#", "CZ1107", 4, 7, "请写成 2026"),
    "tab for indentation": Told("  uscc: ", "\tuscc: ", "CZ1010", 9, 1, "制表符"),
    "tab for a colon": Told("  uscc: ", "  uscc\t", "CZ1027", 9, 7, "uscc: "),
    "no space behind the colon": Told("  uscc: ", "  uscc:", "CZ1022", 9, 7, "uscc: "),
    "no space before a number": Told(STAFF, "staff_total:186", "CZ1022", 22, 14, "staff_total: "),
    "GBK": Told("", APPLICATION.decode().encode("gbk"), "CZ1005", 2, 1, "czdocs fix"),
    "GB 18030": Told("", APPLICATION.decode().replace("顾", "㐂").encode("gb18030"), "CZ1005", 2, 1, "czdocs fix"),
    "UTF-16": Told("", APPLICATION.decode().encode("utf-16"), "CZ1003", 0, 0, "czdocs fix"),
    "UTF-16 without mark": Told("", APPLICATION.decode().encode("utf-16-le"), "CZ1003", 0, 0, "czdocs fix"),
    "UTF-16 big-endian": Told("", APPLICATION.decode().encode("utf-16-be"), "CZ1003", 0, 0, "czdocs fix"),
    "UTF-16 that begins in Chinese": Told(
        "", ("# 认定申请表\n" + APPLICATION.decode()).encode("utf-16-le"), "CZ1003", 0, 0, "czdocs fix"
    ),
    "damaged UTF-8": Told("顾衡远".encode(), "顾衡远".encode()[:-1], "CZ1006", 11, 27, "UTF-8"),
    "surrogates in UTF-8": Told(b"C3421", b"C34\xed\xa0\x8021", "CZ1006", 20, 16, "UTF-8"),
    "surrogate as an escape": Told(CODE, 'industry: "C34\\ud80021"', "CZ1021", 20, 19, "引号"),
    "zero width as an escape": Told(CODE, 'industry: "C34\\u200b21"', "CZ1009", 20, 13, "删除"),
    "duplicate key": Told(CODE, f"{CODE}\n  {CODE}", "CZ1018", 21, 3, "保留一处"),
    "yes": Told(SEALED, "sealed: yes", "CZ1107", 79, 11, "请写成 true"),
    "no": Told("regulated: false", "regulated: no", "CZ1107", 41, 14, "请写成 false"),
    "on": Told(SEALED, "sealed: on", "CZ1107", 79, 11, "请写成 true"),
    "off": Told("regulated: false", "regulated: off", "CZ1107", 41, 14, "请写成 false"),
    "是": Told(SEALED, "sealed: 是", "CZ1107", 79, 11, "请写成 true"),
    "True": Told(SEALED, "sealed: True", "CZ1107", 79, 11, "请写成 true"),
    "quoted true": Told(SEALED, 'sealed: "true"', "CZ1107", 79, 11, "不加引号"),
    "0519 as a telephone number": Told("phone: 0519-85550126", "phone: 0519", "CZ1110", 14, 12, "0519-85550126"),
    "0519 as a number": Told(STAFF, "staff_total: 0519", "CZ1107", 22, 16, "请写成 519"),
    "underscores": Told(STAFF, "staff_total: 1_000", "CZ1107", 22, 16, "请写成 1000"),
    "exponent": Told(STAFF, "staff_total: 1e3", "CZ1107", 22, 16, "请只写半角数字"),
    "exponent of money": Told(YUAN, "unit_price_yuan: 1e3", "CZ1110", 38, 20, "请只写半角数字"),
    "infinity": Told(YUAN, "unit_price_yuan: .inf", "CZ1110", 38, 20, "请只写半角数字"),
    "hexadecimal": Told(STAFF, "staff_total: 0x34", "CZ1107", 22, 16, "请只写半角数字"),
    "time for a number": Told(STAFF, "staff_total: 12:30:45", "CZ1107", 22, 16, "请只写半角数字"),
    "thirtieth of February": Told(DAY, "submitted_on: 2023-02-30", "CZ1111", 5, 15, "核对年、月、日"),
    "date with slashes": Told(DAY, "submitted_on: 2026/9/15", "CZ1110", 5, 15, "请写成 2026-09-15"),
    "Chinese date": Told(DAY, "submitted_on: 2026年9月15日", "CZ1110", 5, 15, "请写成 2026-09-15"),
    "date without year": Told(DAY, "submitted_on: 9月15日", "CZ1110", 5, 15, "请写全年、月、日"),
    "ten thousand yuan": Told(YUAN, "unit_price_yuan: 368万元", "CZ1110", 38, 20, "请写成 3680000。"),
    "thousands commas": Told(YUAN, "unit_price_yuan: 3,680,000.00", "CZ1110", 38, 20, "请写成 3680000.00"),
    "anchor": Told("name: 常州", "name: &a 常州", "CZ1014", 8, 9, "直接写出来"),
    "alias": Told(CODE, "industry: *a", "CZ1014", 20, 13, "直接写出来"),
    "merge key": Told(f"  {CODE}", "  <<: {a: 1}", "CZ1014", 20, 3, "直接写出来"),
    "tag of Python": Told(CODE, "industry: !!python/object/apply:os.system [x]", "CZ1015", 20, 13, "删除标签"),
    "tag": Told(CODE, "industry: !c C3421", "CZ1015", 20, 13, "删除标签"),
    "directive": Told(b"# yaml", b"%YAML 1.1\n---\n# yaml", "CZ1016", 1, 1, "删除以 % 开头的行"),
    "several documents": Told(b"sealed: true\n", b"sealed: true\n---\na: 1\n", "CZ1017", 80, 1, "单独的文件"),
    "empty file": Told("", b"", "CZ1002", 0, 0, "czdocs new"),
    "file of blanks": Told("", b" \n\n\t\n", "CZ1002", 0, 0, "czdocs new"),
    "file of notes": Told("", b"# a\n# b\n", "CZ1020", 0, 0, "czdocs new"),
    "file is a list": Told("", b"- a\n- b\n", "CZ1020", 1, 1, "czdocs new"),
    "file is a text": Told("", "你好\n", "CZ1020", 1, 1, "czdocs new"),
    "control character": Told(CODE, "industry: C34\x0721", "CZ1007", 20, 16, "删除该字符"),
    "NUL": Told(CODE, "industry: C34\x0021", "CZ1004", 20, 16, "重新导出"),
    "zero width": Told(CODE, "industry: C34\u200b21", "CZ1009", 20, 16, "删除该字符"),
    "mark inside": Told(CODE, "industry: \ufeffC3421", "CZ1009", 20, 13, "删除该字符"),
    "right-to-left override": Told(CODE, "industry: C34\u202e21", "CZ1008", 20, 16, "重新输入"),
    "private use": Told("顾衡远", "顾\ue123远", "CZ1024", 11, 26, "规范汉字"),
    "ten thousand brackets": Told("", b"form: application/1\na: " + b"[" * 10_000, "CZ1013", 2, 53, "成对"),
    "ten thousand braces": Told("", b"form: application/1\na: " + b"{" * 10_000, "CZ1019", 2, 5, "括号"),
    "ten thousand dashes": Told("", b"- " * 10_000, "CZ1013", 1, 101, "成对"),
    "bomb of aliases": Told("", b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "CZ1014", 1, 4, "直接写出来"),
    "list as key": Told(f"  {CODE}", "  ? [a]\n  : C3421", "CZ1019", 20, 5, "字段名"),
}


@pytest.mark.parametrize("trap", READ.values(), ids=READ)
def test_trap_is_read_rightly(trap: Read) -> None:
    """The form is accepted, and the value is what was written."""
    content = altered(trap.old, trap.new)
    assert validate_content(content, name="f.yaml").diagnostics == ()
    submission = read_submission(content, file="f.yaml", schemas=form_schemas()).submission
    assert submission is not None
    assert submission.value(trap.path) == trap.value


@pytest.mark.parametrize("trap", TOLD.values(), ids=TOLD)
def test_trap_is_one_finding(trap: Told) -> None:
    """One finding, at the exact place, with the right writing or the step to take, in no time."""
    began = time.perf_counter()
    (found,) = validate_content(altered(trap.old, trap.new), name="f.yaml").diagnostics
    assert time.perf_counter() - began < 2
    assert (found.code, found.place.line, found.place.column) == (trap.code, trap.line, trap.column)
    assert trap.remedy in found.remedy


def only(path: Path) -> str:
    """The code of the one finding about `path`."""
    began = time.perf_counter()
    (found,) = validate([path]).diagnostics
    assert time.perf_counter() - began < 2
    return found.code


def test_a_hundred_megabytes_are_not_read(tmp_path: Path) -> None:
    """A file is refused by its size, however large it is."""
    path = tmp_path / "large.yaml"
    with path.open("wb") as stream:
        stream.truncate(100 << 20)
    assert only(path) == "CZ1001"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_devices_pipes_and_broken_links_are_not_opened(tmp_path: Path) -> None:
    """A device that never ends and a pipe that waits for its writer are told without opening them."""
    pipe, link, ring = tmp_path / "pipe.yaml", tmp_path / "link.yaml", tmp_path / "ring.yaml"
    os.mkfifo(pipe)
    link.symlink_to(tmp_path / "nowhere")
    ring.symlink_to(ring)
    zero = tmp_path / "zero.yaml"
    zero.symlink_to("/dev/zero")
    for path in (Path("/dev/zero"), Path("/dev/null"), pipe, zero):
        assert only(path) == "CZ1033"
    assert only(link) == "CZ1032"
    assert only(ring) in {"CZ1031", "CZ1032"}
    assert only(tmp_path / "missing.yaml") == "CZ1030"
    folder = sorted(d.code for d in validate([tmp_path]).diagnostics)
    assert set(folder) <= {"CZ1031", "CZ1032", "CZ1033"}
    assert len(folder) == 4


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_told(tmp_path: Path) -> None:
    """What may not be read is named, with the reason."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o000)
    try:
        assert only(folder) == "CZ1031"
    finally:
        folder.chmod(0o700)


def test_a_refusal_of_the_system_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the system refuses, to list a folder or to open a file, is a finding with its reason."""

    class Closed(type(tmp_path)):  # type: ignore[misc]
        """A path that may not be read."""

        def iterdir(self) -> Any:
            """Refuse."""
            raise PermissionError(13, "Permission denied", str(self))

        def open(self, *_: Any, **__: Any) -> Any:
            """Refuse."""
            raise PermissionError(13, "Permission denied", str(self))

    (tmp_path / "f.yaml").write_bytes(APPLICATION)
    (found,) = gathering.find_forms([Closed(tmp_path)]).findings
    assert (found.code, "没有权限" in found.message) == ("CZ1031", True)
    refused = gathering.read_bytes(Closed(tmp_path / "f.yaml"))
    assert not isinstance(refused, bytes)
    assert (refused.code, "没有权限" in refused.message) == ("CZ1031", True)
    monkeypatch.undo()


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_parser_in_python_sees_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where libyaml is missing, ruamel.yaml's own parser gives the same data, and refuses the same forms."""
    content = path.read_bytes()
    with_c = validate_content(content, name="f.yaml")
    monkeypatch.setattr(source, "_YAML", YAML(typ="safe", pure=True))
    without = validate_content(content, name="f.yaml")
    assert bool(without.invalid) == bool(with_c.invalid)
    codes = [d.code for d in with_c.diagnostics]
    if "CZ1021" not in codes and {d.code for d in without.diagnostics} != {"CZ1021"}:
        told = [[(d.code, d.place.line) for d in result.diagnostics] for result in (with_c, without)]
        assert told[0] == told[1]
