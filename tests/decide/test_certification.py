"""Certification and the composition of editions."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from czdocs.decide.certification import compose_edition
from czdocs.decide.edition import Agreement, DirectoryEntry, Publication, PublicityPeriod
from czdocs.period import years_after
from czdocs.terms import Category, District, Field

DATED = date(2026, 6, 16)
PUBLICATION = Publication(
    year=2026,
    document_number="常工信创新〔2026〕58号",
    dated=DATED,
    issuers=("常州市工业和信息化局",),
    recipients=("各辖市（区）工信局",),
    call_notice="常工信创新〔2026〕19号",
    consultation=Agreement(held_on=date(2026, 6, 2), participants=("常州市工业和信息化局",)),
    publicity=PublicityPeriod(
        posted_on=date(2026, 6, 4),
        first_day=date(2026, 6, 5),
        last_day=date(2026, 6, 11),
        working_days=5,
        contact="科技创新处",
        telephone="0519-85550093",
        email="cxcp@example.com",
        address="示例路1号",
        postcode="213022",
        objections="none",
    ),
    contact="科技创新处",
    telephone="0519-85550093",
    note=None,
    copies_to=(),
    printed_by="办公室",
    printed_on=date(2026, 6, 17),
)


def entry(
    certificate: str,
    certified_on: date,
    *,
    renews: str | None = None,
    category: Category = Category.FIRST_EQUIPMENT,
    district: District = District.XINBEI,
) -> DirectoryEntry:
    """A product certified on a day, valid for two years."""
    return DirectoryEntry(
        certificate=certificate,
        case=None,
        product=f"产品{certificate}",
        models=("M1",),
        version=None,
        category=category,
        field=Field.NEW_ENERGY,
        company="示例公司",
        uscc="91320411MAL30P874G",
        district=district,
        certified_on=certified_on,
        valid_from=certified_on,
        valid_to=years_after(certified_on, 2),
        document_number="常工信创新〔2024〕47号",
        summary="简介",
        features=("特点",),
        level=None,
        indicators=(),
        ip=(),
        standards=(),
        photo=None,
        photo_type=None,
        contact=None,
        telephone=None,
        renews=renews,
    )


@pytest.mark.parametrize(
    ("certified_on", "listed"),
    [
        (date(2024, 6, 15), False),  # the last valid day was yesterday
        (date(2024, 6, 16), True),  # today is the last valid day
        (date(2026, 6, 16), True),  # valid from today
        (date(2026, 6, 17), False),  # not valid yet
    ],
)
def test_the_edition_lists_what_is_valid_on_its_date(certified_on: date, *, listed: bool) -> None:
    """Both ends of the validity count (art. 10, 民法典第二百零二条)."""
    edition = compose_edition(PUBLICATION, (), [entry("CZCP-2024-0001", certified_on)])
    assert bool(edition.entries) is listed


def test_a_renewed_product_stands_once() -> None:
    """The certificate that is renewed gives way to its successor, even while it is still valid, and has not lapsed."""
    old = entry("CZCP-2024-0001", date(2024, 7, 1))
    new = entry("CZCP-2026-0001", DATED, renews="CZCP-2024-0001")
    edition = compose_edition(PUBLICATION, (new,), [old], last_edition=date(2025, 6, 20))
    assert [e.certificate for e in edition.entries] == ["CZCP-2026-0001"]
    assert edition.lapsed == ()


def test_lapsed_are_those_that_ended_since_the_last_edition() -> None:
    """What had ended before the last edition is not told again; without an edition before, nothing is."""
    standing = [entry("CZCP-2022-0001", date(2022, 6, 1)), entry("CZCP-2023-0001", date(2023, 10, 10))]
    edition = compose_edition(PUBLICATION, (), standing, last_edition=date(2025, 6, 20))
    assert [e.certificate for e in edition.lapsed] == ["CZCP-2023-0001"]
    assert compose_edition(PUBLICATION, (), standing).lapsed == ()


def test_entries_stand_by_category_district_and_number() -> None:
    """The order is that of art. 5, then of the districts, then of the certificates."""
    entries = (
        entry("CZCP-2026-0001", DATED, category=Category.OTHER_MANUFACTURING),
        entry("CZCP-2026-0002", DATED, district=District.LIYANG),
        entry("CZCP-2026-0003", DATED, district=District.TIANNING),
    )
    edition = compose_edition(PUBLICATION, entries, [])
    assert [e.certificate[-1] for e in edition.entries] == ["3", "2", "1"]
    assert [e.certificate[-1] for e in edition.certified] == ["1", "2", "3"]


@given(st.lists(st.integers(min_value=-1500, max_value=30), max_size=12), st.integers(min_value=0, max_value=800))
def test_every_standing_certificate_is_listed_lapsed_or_past(ages: list[int], since: int) -> None:
    """A certificate is never both listed and lapsed, and what is valid is always listed."""
    standing = [entry(f"CZCP-2024-{n:04d}", DATED + timedelta(days=age)) for n, age in enumerate(ages)]
    edition = compose_edition(PUBLICATION, (), standing, last_edition=DATED - timedelta(days=since))
    listed = {e.certificate for e in edition.entries}
    lapsed = {e.certificate for e in edition.lapsed}
    assert listed == {e.certificate for e in standing if e.valid_from <= DATED <= e.valid_to}
    assert not listed & lapsed
    assert all(e.valid_to < DATED for e in edition.lapsed)


def test_entries_survive_the_archive() -> None:
    """What the archive keeps of an entry gives the same entry back."""
    full = replace(entry("CZCP-2026-0001", DATED, renews="CZCP-2024-0001"), telephone="0519-85550126", version="V1.0")
    assert DirectoryEntry.from_data(full.to_data()) == full
