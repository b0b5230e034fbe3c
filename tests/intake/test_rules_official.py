"""Rules of budgets, tenders, decisions and official documents: on either side of each limit, and no false alarms."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from czdocs.decide.demands import claimed, demanded, letters_of, measured_terms
from czdocs.flows.examination import examine_content, terms_of
from czdocs.flows.gathering import FormFile
from czdocs.flows.knowledge import policy_book
from czdocs.flows.validate import validate, validate_content
from czdocs.intake.dossier import Dossier
from czdocs.intake.levels import misnumbered, miswritten
from czdocs.intake.numerals import from_characters, in_characters
from czdocs.intake.rules_applied import apply_case_rules

OFFICIAL = Path(__file__).parents[1] / "data" / "accepted" / "official"
SAMPLE = Path(__file__).parents[2] / "forms" / "sample" / "2026"
TODAY = date(2026, 11, 23)
MEASURES = policy_book().on(date(2026, 6, 16))


def codes(name: str, *edits: tuple[str, str]) -> list[str]:
    """The codes found in the accepted form `name` with each first text of `edits` replaced by the second."""
    text = (OFFICIAL / f"{name}.yaml").read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return [d.code for d in validate_content(text.encode(), name="form.yaml", today=TODAY).diagnostics]


def test_accepted_forms_have_no_findings() -> None:
    """The accepted forms, one of each kind at least, have neither errors nor hints."""
    result = validate([OFFICIAL], today=TODAY)
    assert (result.files, result.diagnostics) == (7, ())


def test_sample_forms_have_no_findings() -> None:
    """What purchasers and the bureau file in the sample year is without any finding."""
    result = validate([SAMPLE / "purchasers", SAMPLE / "decisions"], today=TODAY)
    assert (result.files, result.diagnostics) == (5, ())


def codes_by(name: str, reading: str, chosen: str, *edits: tuple[str, str]) -> list[str]:
    """The codes that the rules find in the accepted form `name`, with another reading of an open question."""
    text = (OFFICIAL / f"{name}.yaml").read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    form = examine_content(text.encode(), FormFile(path=Path("form.yaml"), in_folder=False))
    assert form.submission is not None
    assert form.record is not None
    kind = form.submission.kind
    dossier = Dossier(submissions={kind: form.submission}, by_kind={kind: form.record})
    terms = terms_of(dossier, today=TODAY)
    assert terms is not None
    known = terms.measures.interpretations
    assert chosen in known[reading].options
    changed = {**known, reading: replace(known[reading], chosen=chosen)}
    terms = replace(terms, measures=replace(terms.measures, interpretations=changed))
    return [d.code for d in apply_case_rules(dossier, terms)]


def test_share_may_be_read_by_projects() -> None:
    """With the other reading of D-09 one project of twenty is enough, whatever its amount."""
    text = (OFFICIAL / "procurement-budget.yaml").read_text(encoding="utf-8")
    listed = text[text.index("projects:") : text.index("prepared_by:")]

    def projects(count: int) -> tuple[str, str]:
        row = '  - {{department: 处室, name: 项目{}, amount_yuan: "100", reserved_yuan: "0"}}\n'
        rows = "".join(row.format(n) for n in range(count))
        one = '  - {department: 处室, name: 其他, category: first_equipment, amount_yuan: "100", reserved_yuan: "1"}\n'
        return listed, f'projects:\n{rows}{one}total_yuan: "{100 * count + 100}"\nreserved_yuan: "1"\n'

    assert codes_by("procurement-budget", "D-09", "projects", projects(19)) == []
    assert codes_by("procurement-budget", "D-09", "projects", projects(20)) == ["CZ2130"]
    assert codes_by("procurement-budget", "D-09", "amount", projects(19)) == ["CZ2130"]


def test_day_of_the_two_years_may_be_read_by_publication() -> None:
    """With the other reading of D-10 the day of publication counts, with the usual one the deadline."""
    edits = (("CZCP-2026-0006", "CZCP-2024-0006"), ("2026-11-16", "2027-01-04"))
    assert codes_by("tender-single-source", "D-10", "published_on", *edits) == []
    assert codes_by("tender-single-source", "D-10", "bid_deadline", *edits) == ["CZ2142"]


# --- art. 13 ---------------------------------------------------------------------------------------------------------


def budget(amount: Decimal, reserved: Decimal, *, kind: str = "government") -> list[str]:
    """What is found in a budget of one project."""
    text = (OFFICIAL / "procurement-budget.yaml").read_text(encoding="utf-8")
    head = text[: text.index("projects:")].replace("kind: government", f"kind: {kind}")
    tail = text[text.index("prepared_by:") :]
    project = (
        "projects:\n  - {department: 计划财务处, name: 设备更新, category: first_equipment, "
        f'amount_yuan: "{amount}", reserved_yuan: "{reserved}"}}\n'
    )
    totals = f'total_yuan: "{amount}"\nreserved_yuan: "{reserved}"\n'
    content = f"{head}{project}{totals}{tail}".encode()
    return [d.code for d in validate_content(content, name="form.yaml", today=TODAY).diagnostics]


MONEY = st.integers(min_value=0, max_value=10**13).map(lambda cents: Decimal(cents).scaleb(-2))


@given(amount=MONEY, part=MONEY)
@settings(deadline=None, max_examples=60)
def test_reserved_share_is_exact(amount: Decimal, part: Decimal) -> None:
    """Exactly from five per cent on, in whole fen of any amount, the share is enough (D-09)."""
    reserved = min(amount, part)
    enough = Fraction(reserved) * 20 >= Fraction(amount)
    assert ("CZ2130" in budget(amount, reserved)) == (not enough)


@given(amount=st.integers(min_value=1, max_value=10**13).map(lambda cents: Decimal(cents).scaleb(-2)))
@settings(deadline=None, max_examples=40)
def test_least_share_is_enough_and_a_fen_less_is_not(amount: Decimal) -> None:
    """The smallest amount in fen that is five per cent passes, one fen less does not."""
    least = Decimal(-(-int(amount.scaleb(2)) // 20)).scaleb(-2)
    assert budget(amount, least) == []
    assert budget(amount, least - Decimal("0.01")) == ["CZ2130"] or least == Decimal("0.01")


def test_others_need_not_reserve() -> None:
    """Art. 13 binds those who buy with fiscal funds alone."""
    assert budget(Decimal(1000), Decimal(0)) == ["CZ2130"]
    assert budget(Decimal(1000), Decimal(0), kind="other") == []


def test_project_may_be_reserved_wholly() -> None:
    """A project may be reserved up to its whole amount, not beyond."""
    assert budget(Decimal(1000), Decimal(1000)) == []
    assert budget(Decimal(1000), Decimal("1000.01")) == ["CZ2131"]


def test_category_is_needed_where_something_is_reserved() -> None:
    """A project without reserved part needs no category, one with a single fen does."""
    assert codes("procurement-budget", ("    category: first_version_software\n", "")) == ["CZ2132"]
    nothing = ('reserved_yuan: "238000"', 'reserved_yuan: "0"')
    more = ('reserved_yuan: "680000"', 'reserved_yuan: "918000"')
    assert codes("procurement-budget", ("    category: first_version_software\n", ""), nothing, more) == []


def test_budget_is_dated_by_the_end_of_its_year() -> None:
    """The last day of the budget's year is early enough, the day after is not."""
    assert codes("procurement-budget", ("dated: 2026-10-20", "dated: 2027-12-31")) == []
    assert codes("procurement-budget", ("dated: 2026-10-20", "dated: 2028-01-01")) == ["CZ2981"]


# --- arts. 14 and 15 -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("同等条件下优先采购《目录》中的同类产品。", []),
        ("得分相同的，提供《目录》产品的投标人优先中标。", []),
        ("得分相同的，按报价由低到高排列。", ["CZ2140"]),
        ("得分相同的，不优先考虑任何产品。", ["CZ2140"]),
    ],
)
def test_clause_on_equal_conditions_prefers(clause: str, found: list[str]) -> None:
    """The clause prefers listed products in words of its own."""
    assert codes("tender", ("综合得分相同的，优先推荐提供《目录》中同类产品的投标人。", clause)) == found


@pytest.mark.parametrize(
    ("reason", "found"),
    [
        ("该产品由发明专利保护，不可替代，已经专家论证。", []),
        ("核心工艺为企业的专有技术，没有其他产品能够取代。", []),
        ("该产品有发明专利，市场上另有三家可以替代的产品。", ["CZ2141"]),
        ("该产品不可替代，交货期短，价格合理，服务好。", ["CZ2141"]),
        ("该产品没有不可替代的专利，但与在用设备配套。", ["CZ2141"]),
    ],
)
def test_single_source_needs_an_irreplaceable_right(reason: str, found: list[str]) -> None:
    """Both a patent or know-how and that nothing replaces it are needed; denying either is not saying it."""
    text = (OFFICIAL / "tender-single-source.yaml").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("  reason:"))
    assert codes("tender-single-source", (line, f"  reason: {reason}")) == found


def test_certificate_may_be_in_force_to_the_end_of_its_second_year() -> None:
    """A certificate of 2024 may stand until the last day of 2026, surely no longer."""
    old = ("CZCP-2026-0006", "CZCP-2024-0006")
    assert codes("tender-single-source", old, ("2026-11-16", "2026-12-31")) == []
    assert codes("tender-single-source", old, ("2026-11-16", "2027-01-01")) == ["CZ2142"]
    assert codes("tender-single-source", ("CZCP-2026-0006", "CZCP-2027-0001")) == ["CZ2142"]


def test_any_bonus_is_a_bonus() -> None:
    """The measures name no least bonus: the hundredth of a point will do, nothing will not."""
    assert codes("tender", ("points: 3\n", "points: 0.01\n")) == []
    assert codes("tender", ("points: 3\n", "points: 0.00\n")) == ["CZ2150"]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("within_years: 2", "within_years: 3", []),
        ("within_years: 2", "within_years: 1", ["CZ2151"]),
        ("all_levels: true", "all_levels: false", ["CZ2151"]),
        ("factor: F3", "factor: F1", []),
        ("factor: F3", "factor: F5", ["CZ2152"]),
    ],
)
def test_track_record_of_listed_products(old: str, new: str, found: list[str]) -> None:
    """Two years, all governments, full marks: more generous is allowed, less is not."""
    assert codes("tender", (old, new)) == found


def test_tender_without_track_record_needs_no_rule_about_it() -> None:
    """Where no factor is about sales, nothing has to be said about them."""
    rule = "track_record:\n  factor: F3\n  listed_products_full_marks: true\n  all_levels: true\n  within_years: 2\n"
    about = (
        "name: 同类产品业绩, text: 近三年同类产品供货合同，每提供一份得2分。",
        "name: 培训, text: 方案完整的得满分。",
    )
    assert codes("tender", (rule, ""), about) == []
    assert codes("tender", (rule, "")) == ["CZ2152"]


def test_inquiry_has_no_points() -> None:
    """A way of buying without points has no factors, and nothing is missed in it."""
    text = (OFFICIAL / "tender.yaml").read_text(encoding="utf-8")
    scored = text[text.index("factors:") : text.index("contact:")]
    assert codes("tender", (scored, ""), ("method: open_tender", "method: inquiry")) == []
    assert "CZ1120" in codes("tender", ("method: open_tender", "method: inquiry"))


def test_deadline_may_be_the_day_of_publication() -> None:
    """The deadline is not before the tender is published."""
    assert codes("tender", ("published_on: 2026-10-08", "published_on: 2026-10-30")) == []
    assert codes("tender", ("published_on: 2026-10-08", "published_on: 2026-10-31")) == ["CZ2981"]


# --- art. 16 ---------------------------------------------------------------------------------------------------------

DEMANDS = (
    "投标人注册资本不低于500万元。",
    "注册资本不得低于500万元",
    "注册资金须达到1000万元以上",
    "注册资本：500万元",
    "具有不低于500万元的注册资本",
    "投标人应提供注册资本证明",
    "注册资本低于500万元的不予评分",
    "近三年平均营业收入不少于2000万元",
    "投标人年营业额排名前三",
    "资产总额达到5000万元",
    "具有从业人员50人以上",
    "员工人数100人以上的得5分",
    "职工总数不少于80人",
    "企业净利润连续三年为正",
    "利润不低于100万元",
    "上年度纳税额不低于100万元",
    "近三年缴纳税收每满100万元得1分，最高5分",
    "有依法缴纳税收的良好记录，且上年度税收不少于50万元",
    "企业规模达到大型企业标准",
    "不得联合体投标，注册资本不低于500万元",
    "不得以联合体形式投标且注册资本不低于500万元",
    "不得存在失信记录；年销售额2000万元以上",
    "不得有重大违法记录，且资产总额不低于1亿元",
    "不得将企业规模作为条件，以营业收入作为评分因素",
    "投标人没有不良记录，注册资金800万元以上",
)
LAWFUL = (
    "不得将注册资本作为资格条件",
    "本项目不以注册资本、资产总额、营业收入、从业人员、利润、纳税额等规模条件作为资格要求",
    "不得将投标人的注册资本、营业收入等规模条件作为资格要求或者评审因素，也不得将生产厂家授权、承诺作为资格要求",
    "根据《办法》第十六条“不得将投标人的注册资本等规模条件作为资格要求”的规定，本项目不设规模条件",
    "不得以不合理的条件限制供应商，如注册资本、资产总额等",
    "禁止以注册资本500万元以上为条件",
    "不要求注册资本达到500万元",
    "注册资本不限",
    "注册资本不得作为资格条件",
    "对投标人的注册资本不作要求",
    "注册资本，不作要求",
    "无注册资本要求",
    "本项目没有营业收入方面的要求",
    "未将注册资本列为评审因素",
    "营业收入、利润均不作为评审因素",
    "评审时不考核从业人员数量",
    "无需提供注册资本证明",
    "有依法缴纳税收和社会保障资金的良好记录",
    "依法缴纳税收的证明材料不少于3个月",
    "提供资产负债表、利润表",
    "投标报价应包含成本、利润和税金",
    "投标人为一般纳税人",
    "从业人员应当持证上岗",
    "员工培训不少于2次",
    "中小企业参加的，应当提供《中小企业声明函》，如实填写从业人员、营业收入、资产总额",
)
LETTERS = (
    "投标人为代理商的，须提供制造商出具的授权书",
    "须提供生产厂家授权",
    "授权书须由生产厂家出具",
    "投标人须为制造商或者其授权的代理商",
    "提供生产厂家售后服务承诺书",
    "具有厂商背书",
    "提供制造商质量证明",
    "不得有违法记录，并提供制造商授权书",
)
NO_LETTERS = (
    "提供法定代表人授权委托书",
    "不得要求提供生产厂家授权",
    "无需提供制造商授权书",
    "制造商授权不作为资格要求",
    "投标人为制造商的，提供营业执照证明",
    "投标产品为进口货物的，须提供制造商授权",
    "提供中小企业声明函，写明制造商名称",
    "具有履行合同所必需的设备和专业技术能力的证明材料",
)
LAST = "法定代表人授权他人投标的，提供法定代表人授权委托书。"


@pytest.mark.parametrize("text", DEMANDS)
def test_size_may_not_be_demanded(text: str) -> None:
    """Each usual wording of a condition of size is found as a requirement."""
    assert codes("tender", (LAST, f"“{text}”")) == ["CZ2160"]


@pytest.mark.parametrize("text", LAWFUL)
def test_size_may_be_forbidden_or_mentioned(text: str) -> None:
    """A sentence that forbids it, leaves it out or is prescribed by other law is no demand."""
    assert codes("tender", (LAST, f"“{text}”")) == []


@pytest.mark.parametrize("text", LETTERS)
def test_letters_of_manufacturers(text: str) -> None:
    """A letter of the manufacturer may not be required, may hardly be a factor, and may be for imported goods."""
    assert codes("tender", (LAST, text)) == ["CZ2162"]
    assert codes("tender", ("服务方案完整、响应时间不超过2小时的得满分。", text)) == ["CZ2163"]
    assert codes("tender", (LAST, text), ("imported_goods: false", "imported_goods: true")) == []


@pytest.mark.parametrize("text", NO_LETTERS)
def test_other_letters_are_allowed(text: str) -> None:
    """Other letters, and sentences that forbid these, are no finding."""
    assert codes("tender", (LAST, text)) == []


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("从业人员", "由评委酌情打分。", ["CZ2161"]),
        ("企业实力", "资产总额最高的得15分。", ["CZ2161"]),
        ("利润情况", "优得15分，良得10分。", ["CZ2161"]),
        ("人员配备", "项目负责人具有高级职称的得15分。", []),
        ("售后服务", "不以企业的注册资本、从业人员多少评分。", []),
    ],
)
def test_size_gives_no_points(name: str, text: str, found: list[str]) -> None:
    """A factor is about size by its name or by its text."""
    old = "name: 售后服务, text: 服务方案完整、响应时间不超过2小时的得满分。"
    assert codes("tender", (old, f"name: {name}, text: {text}")) == found


def test_other_purchasers_are_only_encouraged() -> None:
    """Arts. 13 to 16 bind purchasers of art. 2 with fiscal funds; others are encouraged (art. 17)."""
    edits = ((LAST, "投标人注册资本不低于500万元。"), ("points: 3\n", "points: 0\n"))
    assert codes("tender", *edits) == ["CZ2160", "CZ2150"]
    assert codes("tender", *edits, ("kind: government", "kind: other")) == []


@given(text=st.text(max_size=80))
def test_reading_of_sentences_never_fails(text: str) -> None:
    """Any text has an answer, and what is found stands in it."""
    scale = measured_terms(MEASURES.codes("scale_wordings"), MEASURES.codes("scale_wordings_with_measure"))
    for pattern in (scale, letters_of(("厂家",), ("授权",))):
        found = demanded(f"注册资本{text}厂家授权", pattern)
        assert found is None or found in f"注册资本{text}厂家授权"
    assert claimed(f"{text}。专利", ("专利",))


# --- decisions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "found"), [("2026-11-12", []), ("2026-11-13", []), ("2026-11-11", ["CZ2985"]), ("2026-11-15", [])]
)
def test_publicity_of_subsidies(last: str, found: list[str]) -> None:
    """Five working days are enough, four are not; a weekend at the end adds none."""
    assert codes("subsidy-decision", ("to: 2026-11-12", f"to: {last}")) == found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("from: 2026-11-06", "from: 2026-11-05", ["CZ2981"]),
        ("dated: 2026-11-16", "dated: 2026-11-12", []),
        ("dated: 2026-11-16", "dated: 2026-11-11", ["CZ2981"]),
        ("printed_on: 2026-11-17", "printed_on: 2026-11-16", []),
        ("printed_on: 2026-11-17", "printed_on: 2026-11-15", ["CZ2981"]),
        ("completed_on: 2026-11-03", "completed_on: 2026-11-05", []),
        ("completed_on: 2026-11-03", "completed_on: 2026-11-06", ["CZ2981"]),
    ],
)
def test_steps_of_a_subsidy_decision(old: str, new: str, found: list[str]) -> None:
    """Review, posting, publicity, decision and printing follow each other; publicity begins the day after posting."""
    assert codes("subsidy-decision", (old, new)) == found


def test_sums_are_compared_as_numbers() -> None:
    """Amounts of different writing are equal; a fen is a difference, and one mistake is one finding."""
    assert codes("subsidy-decision", ('"547321"', '"547321.00"')) == []
    assert codes("subsidy-decision", ('"547321"', '"547321.01"')) == ["CZ2982"]
    assert codes("subsidy-decision", ('amount_yuan: "87321"', 'amount_yuan: "87321.01"')) == ["CZ2982"]
    assert codes("subsidy-decision", ("approved: 3", "approved: 4")) == ["CZ2982"]


def test_approved_and_refused_claims_say_what_belongs_to_them() -> None:
    """An approved claim has amounts and no reason, a refused one a reason and no amount."""
    assert codes("subsidy-decision", (', amount_yuan: "160000"', "")) == ["CZ1118"]
    assert codes("subsidy-decision", (", reason: 投保日期早于认定之日，不符合第二十条的规定", "")) == ["CZ1118"]
    assert codes("subsidy-decision", ("result: refused,", 'result: refused, amount_yuan: "1",')) == ["CZ1120"]


def test_repetition_names_its_first_place() -> None:
    """What stands twice is found at the second place, with the first beside it."""
    text = (OFFICIAL / "subsidy-decision.yaml").read_text(encoding="utf-8").replace("2026-ZL-B001", "2026-XB-B001")
    (found,) = validate_content(text.encode(), name="form.yaml", today=TODAY).diagnostics
    assert (found.code, found.place.path) == ("CZ2983", "entries[2].case")
    assert [(role, place.path) for role, place in found.related] == [("首次出现", "entries[0].case")]


@pytest.mark.parametrize(
    ("day", "name", "found"),
    [
        ("2023-07-20", "国家金融监督管理总局常州监管分局", False),
        ("2023-07-20", "中国银行保险监督管理委员会常州监管分局", True),
        ("2023-07-19", "中国银行保险监督管理委员会常州监管分局", False),
        ("2023-07-19", "国家金融监督管理总局常州监管分局", True),
        ("2026-11-18", "中国银保监会常州监管分局", True),
        ("2026-11-18", "常州市民政局", False),
    ],
)
def test_agencies_bear_the_name_of_the_day(day: str, name: str, found: bool) -> None:  # noqa: FBT001  a parameter of the test
    """The fifth issuer changed its name on 2023-07-20; an abbreviation is told too, another agency is not."""
    year = day[:4]
    edits = (("国家金融监督管理总局常州监管分局", name), ("2026-11-18", day), ("〔2026〕", f"〔{year}〕"))
    assert ("CZ2986" in codes("notice", *edits)) == found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("deadline: 2026-12-21", "deadline: 2026-11-21", []),
        ("deadline: 2026-12-21", "deadline: 2026-11-20", ["CZ2981"]),
        ("effective_on: 2026-11-20", "effective_on: 2026-11-19", ["CZ2981"]),
        ("notified_on: 2026-11-02", "notified_on: 2026-11-17", []),
        ("notified_on: 2026-11-02", "notified_on: 2026-11-18", ["CZ2981"]),
        ("approved_on: 2026-11-19", "approved_on: 2026-11-16", ["CZ2981"]),
        ('total_yuan: "240000"', 'total_yuan: "240001"', ["CZ2982"]),
        ("year: 2026\n", "year: 2025\n", ["CZ2980"]),
        ("CZCP-2026-0009", "CZCP-2024-0009", []),
        ("CZCP-2026-0009", "CZCP-2023-0009", ["CZ2233"]),
        ("六十日", "60日", []),
        ("六十日", "60 日", []),
        ("六十日", "十六日", ["CZ2234"]),
        ("六个月", "三个月", ["CZ2234"]),
    ],
)
def test_limits_of_a_revocation(old: str, new: str, found: list[str]) -> None:
    """Days, sums, certificate and periods of remedy, on either side."""
    assert codes("revocation-decision", (old, new)) == found


def test_misconduct_alone_does_not_revoke() -> None:
    """Assignment is referred to the credit authority; revoking the certification for it needs another basis (D-11)."""
    text = (OFFICIAL / "revocation-decision.yaml").read_text(encoding="utf-8")
    recovery = text[text.index("recovery:") : text.index("remedy:")]
    contract = "procurement_contract: {number: CZZC2026-1, purchaser: 常州示例中心, signed_on: 2026-08-03}\n"
    referral = "referral: {authority: 常州市发展和改革委员会, referred_on: 2026-11-23}\n"
    assigned = (
        ("ground: fraud   ", "ground: assignment   "),
        ("subsidy_barred: true", "subsidy_barred: false"),
        (recovery, contract + referral),
    )
    basis = ("legal_basis: 《常州市创新产品推广应用办法》第二十三条第二款\n", "")
    assert codes("revocation-decision", *assigned) == []
    assert codes("revocation-decision", *assigned, basis) == ["CZ2232"]
    assert codes_by("revocation-decision", "D-11", "automatic", *assigned, basis) == []
    revoked = ("certification_revoked: true", "certification_revoked: false")
    assert codes("revocation-decision", *assigned, basis, revoked) == []
    assert codes_by("revocation-decision", "D-11", "automatic", *assigned, basis, revoked) == ["CZ2948"]
    assert codes("revocation-decision", ("ground: fraud   ", "ground: assignment   ")) == ["CZ1118", "CZ1118"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("凭缴款通知书缴回国库，账号：1105 0162 3600 0000 1234", ["CZ2236"]),
        ("经办人张某（身份证号11010519491231002X）承认上述事实", ["CZ2236"]),
        ("缴回编号为11010519491231002A的项目资金", []),
        ("缴回2026年数电票26322000000123456789所载的补贴", []),
        ("缴回账户由市财政局另行书面告知", []),
    ],
)
def test_public_texts_hold_nothing_private(text: str, found: list[str]) -> None:
    """Identity numbers with a right check digit and accounts named as such are told, without the number."""
    assert codes("revocation-decision", ("凭市财政局开具的非税收入缴款通知书缴回国库", text)) == found
    content = (OFFICIAL / "notice-letter.yaml").read_text("utf-8").replace("专此函达。", text)
    told = validate_content(content.encode(), name="form.yaml", today=TODAY).diagnostics
    assert [d.code for d in told] == found
    assert not any(digits in d.message for d in told for digits in ("1105", "110105"))


@pytest.mark.parametrize(
    ("issuers", "found"),
    [
        (("常州市工业和信息化局", "常州市财政局"), []),
        (("常州市工业和信息化局", "常州市科学技术局", "常州市财政局"), []),
        (("常州市财政局", "常州市工业和信息化局"), ["CZ2997"]),
        (("常州市工业和信息化局",), ["CZ2997"]),
    ],
)
def test_subsidies_are_decided_with_finance(issuers: tuple[str, ...], found: list[str]) -> None:
    """The industry bureau leads, the finance bureau signs too, others may."""
    named = "".join(f"  - {name}\n" for name in issuers)
    assert codes("subsidy-decision", ("  - 常州市工业和信息化局\n  - 常州市财政局\n", named)) == found


# --- official documents ----------------------------------------------------------------------------------------------

TITLE = "关于做好2026年度常州市创新产品推广应用工作的通知"


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("关于印发《常州市创新产品推广应用办法》的通知", []),
        ("关于印发《常州市创新产品推广应用办法》、《实施细则》的通知", []),
        ("关于征求《常州市创新产品推广应用办法（试行）》意见的函", []),
        ("关于推广5.0版软件的通知（试行）", []),
        ("关于加强领导，做好推广工作的通知", ["CZ2987"]),
        ("关于做好推广工作的通知。", ["CZ2987"]),
        ("关于做好推广工作", ["CZ2988"]),
        ("关于补贴项目的公示", ["CZ2988"]),
        ("关于同意撤销认定的批复", []),
        ("创新产品推广应用工作会议纪要", []),
    ],
)
def test_title_of_a_document(title: str, found: list[str]) -> None:
    """A title ends with its type and has no punctuation but brackets, quotation and title marks."""
    assert codes("notice", (TITLE, title)) == found


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("《创新产品目录》", []),
        ("1.5兆瓦电解槽清单", []),
        ("2026年度补贴项目表（第一批）", []),
        ("附件1 补贴项目表", ["CZ2989"]),
        ("1.补贴项目表", ["CZ2989"]),
        ("一、补贴项目表", ["CZ2989"]),
        ("补贴项目表；", ["CZ2989"]),
    ],
)
def test_name_of_an_attachment(title: str, found: list[str]) -> None:
    """A name is the name alone; a number that belongs to it may lead it."""
    assert codes("notice", ("title: 保费补贴申报材料清单", f"title: {title}")) == found


def test_letter_has_no_imprint() -> None:
    """A document has an imprint, a letter has none."""
    assert codes("notice", ("printed_on: 2026-11-19\n", "")) == ["CZ1118"]
    assert codes("notice-letter", ("dated: ", "printed_by: 常州市工业和信息化局办公室\ndated: ")) == ["CZ1120"]


@pytest.mark.parametrize(("printed", "found"), [("2026-11-18", []), ("2026-11-17", ["CZ2981"])])
def test_printing_follows_signing(printed: str, found: list[str]) -> None:
    """A document may be printed on its day, not before."""
    assert codes("notice", ("printed_on: 2026-11-19", f"printed_on: {printed}")) == found


def test_year_is_that_of_the_day() -> None:
    """A notice has no field for the year, and its day may not be before the measures."""
    assert codes("notice-letter", ("2026-11-10", "2022-12-31")) == ["CZ1110"]
    assert codes("notice-letter", ("2026-11-10", "2023-06-01"), ("〔2026〕", "〔2023〕")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("请于2026年11月30日前函复我局。", []),
        ("按《办法》第十六条 执行。", ["CZ2994"]),
        ("请提供 PDF 文件和 3 份纸质材料。", []),
        ("请函复我局,谢谢。", ["CZ2994"]),
        ("按GB/T 9704—2012执行，增长3.5%。", []),
        ("申报表见附件。", ["CZ2996"]),
        ("申报表见《关于申报的通知》（常工信〔2026〕1号）附件2。", []),
        ("请以电子邮件附件形式报送。", []),
    ],
)
def test_writing_of_a_paragraph(text: str, found: list[str]) -> None:
    """Spaces and half-width marks between Chinese characters are told, and attachments that are not there."""
    assert codes("notice-letter", ("请于2026年11月30日前函复我局。", text)) == found


@pytest.mark.parametrize(
    ("paragraphs", "wrong"),
    [
        (("一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊"), []),
        (("一、甲", "三、乙", "四、丙"), [(1, "三、", "二、")]),
        (("（一）甲", "（一）乙"), [(1, "（一）", "（二）")]),
        (("1.甲", "2.乙", "另外：", "1.丙"), []),
        (("1.甲", "3.乙"), [(1, "3.", "2.")]),
        (("第一章 总则", "第一条 甲", "第二章 附则", "第二条 乙"), []),
        (("第一条 甲", "（一）乙", "第二条 丙", "（一）丁"), []),
        (("十、甲",), [(0, "十、", "一、")]),
        (("(一)甲", "（二）乙"), []),
        (("1.5倍以上", "2026年度工作"), []),
    ],
)
def test_numbers_of_headings(paragraphs: tuple[str, ...], wrong: list[tuple[int, str, str]]) -> None:
    """Numbers follow each other, anew below each higher level; articles run on; a gap is one fault."""
    assert list(misnumbered(paragraphs)) == wrong


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("(一)甲", "（一）"),
        ("（一）、甲", "（一）"),
        ("一．甲", "一、"),
        ("1、甲", "1."),
        ("（1）、甲", "（1）"),
        ("(1)甲", "（1）"),
        ("一、甲", None),
        ("（一）甲", None),
        ("1.甲", None),
        ("（1）甲", None),
        ("一是加强领导", None),
    ],
)
def test_writing_of_headings(text: str, meant: str | None) -> None:
    """A number that no level has is told with the way to write it."""
    assert [wanted for _, _, wanted in miswritten((text,))] == ([] if meant is None else [meant])


@given(number=st.integers(min_value=1, max_value=999))
def test_numerals_round_trip(number: int) -> None:
    """A number written in characters is read back."""
    assert from_characters(in_characters(number)) == number


def test_numerals_as_they_are_written() -> None:
    """Numerals are those of official texts."""
    assert [in_characters(n) for n in (1, 10, 11, 20, 105, 110, 214)] == [
        *("一", "十", "十一", "二十", "一百零五", "一百一十", "二百一十四")
    ]
