"""Policy book: what holds when, and what is said of a faulty parameter file."""

from datetime import date
from decimal import Decimal

import pytest

from czdocs.errors import CzdocsError
from czdocs.flows.knowledge import policy_book
from czdocs.period import years_after
from czdocs.policy.book import load_book
from czdocs.resources import resource_bytes, resource_names
from czdocs.terms import FormKind

FILES = {name: resource_bytes("policy", name) for name in resource_names("policy") if name.endswith(".yaml")}


def refusal(name: str, old: str, new: str) -> str:
    """What is said where `old` of the parameter file `name` is replaced."""
    text = FILES[name].decode()
    assert old in text
    with pytest.raises(CzdocsError) as caught:
        load_book({**FILES, name: text.replace(old, new, 1).encode()})
    assert caught.value.diagnostic.place.file == name
    return f"{caught.value.diagnostic.code} {caught.value.diagnostic.message}"


def test_measures_in_force() -> None:
    """The numbers of the measures are those of their text."""
    measures = policy_book().on(date(2026, 6, 16))
    assert measures.document == "常工信创新〔2023〕93号"
    assert measures.integer("operation_years") == 1
    assert measures.integer("development_years") == 3
    assert years_after(date(2024, 2, 29), measures.integer("validity_years")) == date(2026, 2, 28)
    assert measures.codes("consulting_departments") == ("工业和信息化局", "发展和改革委员会", "科学技术局")


def test_money_of_the_measures_is_exact() -> None:
    """Shares, ceilings and caps of arts. 13, 20 and 21 are decimals with the digits of the file; others are none."""
    measures = policy_book().on(date(2026, 6, 16))
    assert measures.decimal("reserved_share") == Decimal("0.05")
    assert str(measures.decimal("premium_share")) == "0.80"
    assert measures.decimal("premium_rate_ceiling") == Decimal("0.03")
    assert measures.decimal("premium_cap_yuan") == Decimal(500_000)
    assert measures.integer("premium_years") == 2
    assert measures.decimal("scenario_share") == Decimal("0.20")
    assert measures.decimal("scenario_cap_yuan") == Decimal(5_000_000)
    for name in ("premium_years", "fields", "nothing"):
        with pytest.raises(KeyError):
            measures.decimal(name)


def test_closing_day_of_claims_may_be_left_out() -> None:
    """A notice may set a last day to claim; one that does not has none."""
    notice = policy_book().notice(2026)
    assert notice is not None
    assert notice.claims_closing_date == date(2026, 9, 30)
    lines = FILES["notice-2026.yaml"].decode().splitlines()
    without = "\n".join(line for line in lines if not line.startswith("claims_closing_date"))
    assert load_book({**FILES, "notice-2026.yaml": without.encode()}).notices[2026].claims_closing_date is None


def test_issue_day_is_marked_as_placeholder() -> None:
    """The unknown day of issue is marked as such, so that no letter states it as a fact."""
    assert policy_book().on(date(2026, 1, 1)).valid_from_is_placeholder


def test_nothing_in_force_before_the_measures() -> None:
    """A day before the measures has none, and the failure says which day they begin."""
    with pytest.raises(CzdocsError) as caught:
        policy_book().on(date(2023, 5, 31))
    assert caught.value.diagnostic.code == "CZ6002"
    assert "2023-06-01" in caught.value.diagnostic.message


@pytest.mark.parametrize("number", range(1, 29))
def test_interpretations_name_what_they_reject(number: int) -> None:
    """Each open question has a reading with its reason, whoever may change it, and why the others were rejected."""
    interpretation = policy_book().on(date(2026, 1, 1)).interpretations[f"D-{number:02d}"]
    assert interpretation.chosen in interpretation.options
    assert len(interpretation.options) > 1
    assert interpretation.rejected.keys() == interpretation.options.keys() - {interpretation.chosen}
    assert all([interpretation.why, interpretation.decided_by, *interpretation.rejected.values()])


def test_notice_of_a_year() -> None:
    """A year's notice is asked by year; an unknown year has none."""
    notice = policy_book().notice(2026)
    assert notice is not None
    assert notice.closing_date == date(2026, 4, 15)
    assert sum(notice.experts.maxima.values()) == 100
    assert policy_book().notice(2024) is None


def test_agency_bears_its_name_of_the_day() -> None:
    """The fifth issuer is called by the name that it bore on the day."""
    agency = policy_book().agencies["financial_regulation"]
    before, after = agency.name_on(date(2023, 6, 1)), agency.name_on(date(2026, 6, 16))
    assert before is not None
    assert before.name == "中国银行保险监督管理委员会常州监管分局"
    assert after is not None
    assert after.name == "国家金融监督管理总局常州监管分局"
    assert agency.name_on(date(2000, 1, 1)) is None


def test_retention_and_fonds() -> None:
    """Records have retention periods and a fonds number that is marked as placeholder."""
    book = policy_book()
    assert (book.retention["certification-decision"], book.retention["refused-application"]) == ("永久", "10年")
    assert (book.fonds.number, book.fonds.is_placeholder, book.retention_is_placeholder) == ("Z109", True, True)
    forms = {kind.value for kind in FormKind if kind is not FormKind.NOTICE}
    assert forms <= book.retention.keys()
    kept = {
        "永久": ("revocation", "revocation-notice", "subsidy-recovery", "recovery-order", "sanction"),
        "30年": ("subsidy", "subsidy-summary", "subsidy-allocation", "referral", "procurement-budget", "tender"),
        "10年": ("subsidy-publicity", "track-record-proof"),
    }
    assert {kind: book.retention_of(kind) for kinds in kept.values() for kind in kinds} == {
        kind: period for period, kinds in kept.items() for kind in kinds
    }


def test_faulty_values_are_named() -> None:
    """A missing value, one of the wrong kind, one that nobody knows and broken YAML each name file and key."""
    assert refusal("notice-2026.yaml", "pass_mark: 70", "pass_mark: 七十") == (
        "CZ6001 参数文件 notice-2026.yaml 的 experts.pass_mark 应为整数。"
    )
    assert refusal("notice-2026.yaml", "closing_date: 2026-04-15", "closing_date: 2026-04-31").startswith("CZ6001 ")
    assert refusal("cgxcx-2023-93.yaml", "chosen: closing_date", "chosen: other") == (
        "CZ6001 参数文件 cgxcx-2023-93.yaml 的 interpretations[1].chosen 应为closing_date、submission_date之一。"
    )
    assert refusal("notice-2025.yaml", "scenario_tiers:", "scenario_tier:") == (
        "CZ6005 参数文件没有“scenario_tier”这一项。"
    )
    assert refusal("agencies.yaml", "agencies:", "agencies: [").startswith("CZ6001 参数文件 agencies.yaml 的")
    assert refusal("agencies.yaml", "kind: directory,", "kind: measures,") == "CZ6013 “measures”出现了两次。"


def test_dated_parameter_holds_on_its_days() -> None:
    """The time limit of an administrative reconsideration cites the law of the day."""
    articles = [
        policy_book().on(day).parameters["reconsideration_days"].article
        for day in (date(2023, 12, 31), date(2024, 1, 1))
    ]
    assert articles == ["《中华人民共和国行政复议法》第九条", "《中华人民共和国行政复议法》第二十条"]
    assert policy_book().on(date(2023, 12, 31)).integer("reconsideration_days") == 60


def test_nothing_in_force_after_the_measures() -> None:
    """An edition that has ended, without another after it, holds no more."""
    ended = FILES["cgxcx-2023-93.yaml"].replace(
        b"valid_from: 2023-06-01", b"valid_to: 2027-05-31\nvalid_from: 2023-06-01"
    )
    book = load_book({**FILES, "cgxcx-2023-93.yaml": ended})
    assert book.on(date(2027, 5, 31)).version == 1
    with pytest.raises(CzdocsError) as caught:
        book.on(date(2027, 6, 1))
    assert (caught.value.diagnostic.code, caught.value.diagnostic.message) == (
        "CZ6006",
        "2027-06-01 时《办法》（常工信创新〔2023〕93号）已经失效，最后一日为 2027-05-31。",
    )


def test_notice_narrows_the_measures() -> None:
    """What the year's notice sets lower is in force for its year (art. 22), with the notice as its source."""
    narrow = FILES["notice-2026.yaml"].replace(b"year: 2026\n", b'year: 2026\npremium_cap_yuan: "400000"\n')
    book = load_book({**FILES, "notice-2026.yaml": narrow})
    day = date(2026, 6, 16)
    measures = book.measures_for(day, 2026)
    assert measures.decimal("premium_cap_yuan") == Decimal(400_000)
    assert measures.parameters["premium_cap_yuan"].source == "常工信创新〔2026〕19号"
    assert measures.decimal("scenario_cap_yuan") == Decimal(5_000_000)
    assert book.on(day).decimal("premium_cap_yuan") == Decimal(500_000)
    assert book.measures_for(day, 2025) == book.measures_for(day, 2024) == book.on(day)


def test_missing_file_is_named() -> None:
    """Without the measures there is no book."""
    with pytest.raises(CzdocsError) as caught:
        load_book({name: content for name, content in FILES.items() if not name.startswith("cgxcx")})
    assert caught.value.diagnostic.code == "CZ6003"
