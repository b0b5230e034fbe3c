"""Reading: what the bytes of a form become, and that nothing in them can break the reader."""

import time
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from czdocs.flows.knowledge import form_schemas
from czdocs.intake.checks import check_schema
from czdocs.intake.reading import Reading, read_submission, record_from
from czdocs.record.application import Application
from czdocs.terms import FormKind

CASE = Path(__file__).parents[1] / "data" / "accepted" / "2026" / "cases" / "2026-XB-0001"
APPLICATION = (CASE / "application.yaml").read_bytes()


def read(content: bytes) -> Reading:
    """`content` read under a plain name."""
    return read_submission(content, file="f.yaml", schemas=form_schemas())


def form(lines: str) -> bytes:
    """An application that has only `lines` below its first line."""
    return f"form: application/1\n{lines}\n".encode()


def test_text_stays_as_written() -> None:
    """Dates, money, codes and phone numbers are the text that was written."""
    reading = read(form("submitted_on: 2026-04-08\napplicant: {contact: {phone: 13912345678}, district: 320411}"))
    assert reading.submission is not None
    assert reading.submission.data["submitted_on"] == "2026-04-08"
    assert reading.submission.data["applicant"] == {"contact": {"phone": "13912345678"}, "district": "320411"}


def test_leading_zeros_and_trailing_zeros_survive() -> None:
    """`0519` is not 519 and `1.10` is not 1.1."""
    reading = read(form("applicant: {contact: {phone: 0519}}\nproduct: {unit_price_yuan: 1.10}"))
    assert reading.submission is not None
    assert reading.submission.value(("applicant", "contact", "phone")) == "0519"
    assert reading.submission.value(("product", "unit_price_yuan")) == "1.10"


def test_only_plain_whole_numbers_become_integers() -> None:
    """Quoted, padded, grouped and exponent numbers stay text where an integer is asked."""
    for text in ('"186"', "0186", "1_000", "1e3", "+186", "186.0"):
        reading = read(form(f"applicant: {{staff_total: {text}}}"))
        assert reading.submission is not None
        assert reading.submission.value(("applicant", "staff_total")) == text.strip('"')
    reading = read(form("applicant: {staff_total: 186}"))
    assert reading.submission is not None
    assert reading.submission.value(("applicant", "staff_total")) == 186


def test_only_true_and_false_are_truth_values() -> None:
    """`yes`, `True` and `on` stay text where a truth value is asked."""
    for text in ("yes", "True", "on", '"true"'):
        reading = read(form(f"pledge: {{sealed: {text}}}"))
        assert reading.submission is not None
        assert reading.submission.value(("pledge", "sealed")) == text.strip('"')


def test_byte_order_mark_and_carriage_returns_are_harmless() -> None:
    """A form saved by a Windows editor is read like any other."""
    reading = read(b"\xef\xbb\xbf" + APPLICATION.replace(b"\n", b"\r\n"))
    assert reading.submission is not None
    assert check_schema(reading.submission) == ()
    assert reading.submission.place(("applicant", "uscc")).line == 9


def test_places_count_characters() -> None:
    """Columns count characters, so that a value after Chinese text has the column an editor shows."""
    reading = read(form("product: {name: 五轴联动中心, photo: A2}"))
    assert reading.submission is not None
    place = reading.submission.place(("product", "photo"))
    assert (place.line, place.column, place.path) == (2, 32, "product.photo")
    assert reading.submission.key_place(("product", "photo")).column == 25


def test_ten_thousand_brackets_take_milliseconds() -> None:
    """Depth is bounded while parsing, not after it."""
    began = time.perf_counter()
    reading = read(b"a: " + b"[" * 10_000)
    assert time.perf_counter() - began < 0.25
    assert [d.code for d in reading.findings] == ["CZ1013"]


def test_over_a_mebibyte_is_not_read() -> None:
    """A form larger than the limit is refused by its size alone."""
    reading = read(b"#" * (1 << 20) + b"\n")
    assert [(d.code, d.message) for d in reading.findings] == [
        ("CZ1001", "文件有 1,048,577 字节，超过一份表单的上限 1,048,576 字节。")
    ]


def test_a_flood_of_values_is_not_built() -> None:
    """A megabyte of keys is one finding, in well under the time that telling each would take."""
    reading = read(form("".join(f"k{i}: 1\n" for i in range(60_000))))
    assert [d.code for d in reading.findings] == ["CZ1025"]


def test_unknown_keys_are_told_up_to_a_number() -> None:
    """Of a text that is no form the first twenty unknown keys are told."""
    reading = read(form("".join(f"zz{i}: 1\n" for i in range(500))))
    assert reading.submission is not None
    assert sum(d.code == "CZ1105" for d in check_schema(reading.submission)) == 20


def test_running_text_may_hold_full_width_colons_and_addresses() -> None:
    """Only what looks like a key of ours is taken for a lost key."""
    text = "  summary: 本产品用于：\n    电网：主网、配网\n    见 https://example.com\n    https://b.example"
    reading = read(form(f"product:\n{text}"))
    assert reading.submission is not None
    assert reading.findings == ()


def test_record_has_exact_types() -> None:
    """A record holds dates, decimals with the digits that were written, and members of closed lists."""
    reading = read(APPLICATION)
    assert reading.submission is not None
    record = record_from(reading.submission)
    body = record.body
    assert isinstance(body, Application)
    assert (record.kind, record.version, record.case, record.year) == (FormKind.APPLICATION, 1, "2026-XB-0001", 2026)
    assert body.product.completed_on == date(2024, 11, 20)
    assert str(body.product.unit_price_yuan) == "3680000.00"
    assert body.product.indicators[0].value == Decimal("0.008")
    assert body.product.category.label == "首台（套）重大装备"
    assert body.product.version is None


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_no_bytes_break_the_reader(content: bytes) -> None:
    """Whatever the bytes are, there is a submission or a finding."""
    reading = read(content)
    assert reading.submission is not None or reading.findings


@given(
    st.lists(st.sampled_from([*"[]{}-:,?!&*#|>'\"%@` \n\t", "：", "form: application/1\n", "a", "年", "\u200b", "~"]))
)
@settings(deadline=None)
def test_no_yaml_breaks_the_chain(parts: list[str]) -> None:
    """Whatever is made of the signs of YAML, reading and checking end with findings, not with an exception."""
    reading = read("".join(parts).encode())
    if reading.submission is not None:
        assert check_schema(reading.submission)


@given(st.integers(min_value=0, max_value=len(APPLICATION) - 1), st.binary(min_size=1, max_size=3))
@settings(deadline=None)
def test_no_damage_to_a_form_breaks_the_chain(at: int, inserted: bytes) -> None:
    """A few bytes written into a good form never raise; where it is accepted, a record can be made of it."""
    reading = read(APPLICATION[:at] + inserted + APPLICATION[at:])
    if reading.submission is not None and not reading.findings and not check_schema(reading.submission):
        assert record_from(reading.submission).year == 2026
