"""As-of questions, against a model that knows nothing of the code."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from archive_samples import START, add, certification, new_memory, sample
from hypothesis import given, settings
from hypothesis import strategies as st

from czdocs.archive import query
from czdocs.archive.commit import RecordDraft, Subject
from czdocs.terms import Status

_FIRST = START.date()
_NAMES = ("A", "B", "C")


@dataclass
class Event:
    """One record of the model; days count from the first day."""

    kind: str
    day: int
    name: str = ""
    begins: int = 0
    ends: int = 0
    supersedes: set[int] = field(default_factory=set)
    revokes: set[int] = field(default_factory=set)


def _naive(events: list[Event], name: str, on: int, known: int) -> str:
    """The status by plain reading of the rules: every question asked of every record."""
    seen = {number: event for number, event in enumerate(events, 1) if event.day <= known}

    def replaced(number: int) -> bool:
        return any(number in event.supersedes for event in seen.values())

    def line(number: int) -> set[int]:
        return {number}.union(*(line(earlier) for earlier in events[number - 1].supersedes))

    def one(number: int) -> str:
        for other, event in seen.items():
            if event.revokes & line(number) and not replaced(other) and event.begins <= on:
                return "revoked"
        event = seen[number]
        return "not-yet" if on < event.begins else "expired" if on > event.ends else "certified"

    mine = [n for n, e in seen.items() if e.kind == "certification" and e.name == name and not replaced(n)]
    if not mine:
        return "unknown"
    answers = {number: one(number) for number in mine}
    if "certified" in answers.values():
        return "certified"
    begun = [number for number in mine if answers[number] != "not-yet"]
    return answers[max(begun, key=lambda n: (events[n - 1].begins, n))] if begun else "not-yet"


@st.composite
def _histories(draw: st.DrawFn) -> list[Event]:
    events: list[Event] = []
    day = 0
    for number in range(1, draw(st.integers(1, 9)) + 1):
        day += draw(st.integers(0, 2))
        earlier = st.sets(st.integers(1, number - 1), max_size=2) if number > 1 else st.just(set[int]())
        kind = draw(st.sampled_from(["certification", "certification", "revocation", "correction"]))
        begins = draw(st.integers(0, 8))
        events.append(
            Event(
                kind=kind,
                day=day,
                name=draw(st.sampled_from(_NAMES)),
                begins=begins,
                ends=begins + draw(st.integers(0, 5)),
                supersedes=draw(earlier) if draw(st.booleans()) else set(),
                revokes=draw(earlier) if kind == "revocation" else set(),
            )
        )
    return events


def _day(number: int) -> date:
    return _FIRST + timedelta(days=number)


def _draft(event: Event) -> RecordDraft:
    return RecordDraft(
        kind=event.kind,
        title=f"{event.kind} {event.name}",
        subject=Subject(product=event.name),
        valid_from=_day(event.begins),
        valid_to=_day(event.ends),
        supersedes=tuple(event.supersedes),
        revokes=tuple(event.revokes),
    )


@settings(max_examples=60, deadline=None)
@given(_histories())
def test_status_and_find_on_every_day_as_known_on_every_day(events: list[Event]) -> None:
    """Records and index give the model's status, and the index finds what the records give, for all D and K."""
    archive = new_memory()
    for event in events:
        add(archive, _draft(event), day=event.day)
    view = archive.view()
    for known in range(-1, events[-1].day + 2):
        for on in range(-1, 15):
            for name in _NAMES:
                answer = query.status_of(view.records, name, on=_day(on), known=_day(known))
                assert answer.status.value == _naive(events, name, on, known)
                if on % 3 == 0:
                    assert view.status(name, on=_day(on), known=_day(known)) == answer
            if on % 3 == 0:
                criteria = {"on": _day(on), "known": _day(known)}
                assert view.find(**criteria) == query.find(view.records, **criteria)
    for name in _NAMES:
        assert view.history(name) == query.history(view.records, name)
        assert view.find(text=name.lower()) == query.find(view.records, text=name.lower())


def _status(on: date, known: date, subject: str = "0002") -> query.StatusAnswer:
    archive = new_memory()
    sample(archive)
    return archive.view().status(subject, on=on, known=known)


@pytest.mark.parametrize(
    ("on", "known", "status"),
    [
        (date(2025, 12, 31), date(2026, 12, 31), Status.NOT_YET),
        (date(2026, 1, 1), date(2026, 12, 31), Status.CERTIFIED),
        (date(2026, 5, 31), date(2026, 12, 31), Status.CERTIFIED),
        (date(2026, 6, 1), date(2026, 12, 31), Status.REVOKED),
        (date(2030, 1, 1), date(2026, 12, 31), Status.REVOKED),
        (date(2026, 6, 1), date(2026, 1, 20), Status.CERTIFIED),
        (date(2027, 12, 31), date(2026, 1, 20), Status.CERTIFIED),
        (date(2028, 1, 1), date(2026, 1, 20), Status.EXPIRED),
        (date(2026, 6, 1), date(2025, 12, 31), Status.UNKNOWN),
    ],
)
def test_status_of_a_revoked_certificate(on: date, known: date, status: Status) -> None:
    """Both ends of validity count, and a revocation holds from its day on, once it is known."""
    assert _status(on, known).status is status


def test_revocation_is_listed_with_the_certificate() -> None:
    """The answer names the certificate and the record that revoked it."""
    answer = _status(date(2026, 7, 1), date(2026, 12, 31))
    assert [record.sequence for record in answer.records] == [2, 4]
    assert (answer.valid_from, answer.valid_to) == (date(2026, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize("subject", ["0001", "2026-XB-0001", "数控机床0001", "91320411X"])
def test_subject_may_be_any_of_four(subject: str) -> None:
    """A certificate, a case, a product and a company can each be asked for."""
    assert _status(date(2026, 7, 1), date(2026, 12, 31), subject).status is Status.CERTIFIED


def test_day_of_knowledge_is_counted_in_china() -> None:
    """What is recorded at 16:30 UTC is known on the next Chinese day only."""
    archive = new_memory()
    archive.commit(
        lambda _: [certification("0001")],
        recorded_at=START.replace(hour=16, minute=30),
        clock="given",
        by="测试员",
        command="test",
    )
    view = archive.view()
    asked = [view.status("0001", on=date(2026, 3, 1), known=date(2026, 1, day)).status for day in (1, 2)]
    assert asked == [Status.UNKNOWN, Status.CERTIFIED]


def test_renewal_leaves_the_first_certificate_valid_in_its_time() -> None:
    """A renewed product is certified in both periods, each by its own certificate."""
    archive = new_memory()
    product = Subject(certificate="CZCP-2026-001", product="机床")
    again = Subject(certificate="CZCP-2028-001", product="机床")
    add(archive, certification("", subject=product))
    add(archive, certification("", subject=again, valid_from=date(2028, 3, 1), valid_to=date(2030, 2, 28)), day=790)
    view, known = archive.view(), date(2030, 1, 1)
    days = [date(2027, 12, 31), date(2028, 2, 1), date(2028, 3, 1)]
    answers = [view.status("机床", on=day, known=known) for day in days]
    assert [answer.status for answer in answers] == [Status.CERTIFIED, Status.EXPIRED, Status.CERTIFIED]
    assert [answer.records[0].sequence for answer in answers] == [1, 1, 2]


def test_text_search_ignores_width_and_case() -> None:
    """Half-width words find full-width text, in titles and in data."""
    archive = new_memory()
    add(archive, certification("0001", title="ＣＮＣ 加工中心", data={"company_name": ["常州甲公司"]}))
    view = archive.view()
    assert len(view.find(text="cnc 甲公司")) == 1
    assert view.find(text="cnc 乙公司") == ()
