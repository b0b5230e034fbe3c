"""Documents of decisions on violations: what each says, for whom, and that PDF and DOCX say the same."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from czdocs.decide.grant import Grant
from czdocs.decide.revocation import RecoveredGrant, Ruling
from czdocs.documents.fonts import FontSet, load_fonts
from czdocs.documents.gongwen import OfficialDocument
from czdocs.documents.revocation import render_ruling, ruling_documents
from czdocs.documents.title import title_lines
from czdocs.flows.knowledge import form_schemas
from czdocs.intake.reading import read_submission, record_from
from czdocs.money import yuan
from czdocs.record.revocation import Hearing, ProcurementContract, Recovered, RevocationDecision
from czdocs.resources import default_font_folder
from czdocs.terms import RevocationGround
from tests.flows.rulings import CERTIFICATE, FRAUD

# WeasyPrint leaves its colour profile for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)


def decided(**changes: Any) -> RevocationDecision:
    """The decision on a fraud, everything that a decision can say in it, with `changes`."""
    submission = read_submission(FRAUD.encode(), file="decision.yaml", schemas=form_schemas()).submission
    assert submission is not None
    body = record_from(submission).body
    assert isinstance(body, RevocationDecision)
    return replace(body, **changes)


def granted(case: str = "2026-WJ-B001", amount: str = "240000") -> RecoveredGrant:
    """Money of one claim that is demanded back."""
    grant = Grant(
        case=case,
        certificate=CERTIFICATE,
        uscc="91320412MA2KL5HPXJ",
        approved=True,
        article=20,
        decision="常工信创新〔2026〕96号",
        dated=date(2026, 10, 15),
        amount_yuan=yuan(amount),
        city_yuan=yuan("120000"),
        district_yuan=yuan("120000"),
        sequence=12,
    )
    return RecoveredGrant(grant=grant, amount_yuan=yuan(amount))


def ruled(decision: RevocationDecision, **changes: Any) -> Ruling:
    """`decision` as the archive supports it."""
    values: dict[str, Any] = {
        "certified_on": date(2025, 6, 20),
        "certified_by": "常工信创新〔2025〕61号",
        "valid_to": date(2027, 6, 20),
        "recovered": (granted(),) if decision.recovery and decision.recovery.entries else (),
        "bar_until": None,
        "measures_title": "常州市创新产品推广应用办法",
        "measures_document": "常工信创新〔2023〕93号",
    }
    return Ruling(decision=decision, **{**values, **changes})


def paragraphs(document: OfficialDocument) -> list[str]:
    """The paragraphs of the body."""
    return [paragraph.heading + paragraph.text for paragraph in document.body]


def prose(document: OfficialDocument) -> str:
    """The body in one."""
    return "".join(paragraphs(document))


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    """The fonts set up with czdocs."""
    return load_fonts(default_font_folder())


def test_every_consequence_has_its_document() -> None:
    """A decision has those documents that follow from it, and always the one that is served."""
    assert list(ruling_documents(ruled(decided()))) == [
        "revocation-notice",
        "announcement",
        "recovery-order",
        "referral",
    ]
    only = decided(certification_revoked=False, recovery=None, referral=None)
    assert list(ruling_documents(ruled(only))) == ["revocation-notice"]


def test_decision_is_in_the_order_of_its_reasons() -> None:
    """Facts, grounds, hearing, consequences and remedy follow each other; each consequence is numbered."""
    notice = ruling_documents(ruled(decided()))["revocation-notice"]
    headings = [p.heading for p in notice.body if p.level == 1]
    assert headings == ["一、查明的事实", "二、处理依据。", "三、告知和陈述申辩。", "四、处理决定", "五、救济途径。"]
    consequences = [p.heading for p in notice.body if p.level == 2]
    assert consequences == [
        "（一）撤销认定。",
        "（二）取消补贴资格。",
        "（三）收回补贴资金。",
        "（四）移送信用主管部门。",
        "（五）其他责任。",
    ]
    assert "属于《办法》第二十三条第二款规定的弄虚作假或者采取不正当手段骗取补贴资金的情形。" in prose(notice)
    assert notice.recipients == ("常州示例澄光新能源有限公司",)
    assert notice.document_number == "常工信创新〔2026〕112号"


@pytest.mark.parametrize(
    ("ground", "words"),
    [
        (RevocationGround.ASSIGNMENT, "属于《办法》第二十三条第一款第（一）项规定的获得政府采购合同后将合同转包的情形"),
        (
            RevocationGround.SUBCONTRACT,
            "属于《办法》第二十三条第一款第（二）项规定的获得政府采购合同后分包给其他制造商的情形",
        ),
    ],
)
def test_contract_passed_on(ground: RevocationGround, words: str) -> None:
    """The item of art. 23, the contract and the liability for damage are told; the certification goes on (D-11)."""
    contract = ProcurementContract(
        number="CZZC2026-HW-0117", purchaser="常州示例公共交通管理中心", signed_on=date(2026, 8, 3)
    )
    decision = decided(
        ground=ground,
        certification_revoked=False,
        subsidy_barred=False,
        recovery=None,
        procurement_contract=contract,
        legal_basis=None,
    )
    documents = ruling_documents(ruled(decision))
    assert list(documents) == ["revocation-notice", "referral"]
    for document in documents.values():
        assert words in prose(document)
        assert "政府采购合同编号为CZZC2026-HW-0117，采购人为常州示例公共交通管理中心，于2026年8月3日签订。" in prose(
            document
        )
    assert "给他人造成损失的，该单位应当按照有关法律规定和合同约定承担责任。" in prose(documents["revocation-notice"])
    assert "撤销" not in prose(documents["revocation-notice"])


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("《常州市创新产品推广应用办法》第二十三条第二款", "情形。三、"),
        (
            "《常州市创新产品推广应用办法》第二十三条第二款；撤销认定参照《中华人民共和国行政许可法》第六十九条第二款",
            "情形。撤销认定参照《中华人民共和国行政许可法》第六十九条第二款。三、",
        ),
        (
            "《中华人民共和国行政许可法》第六十九条",
            "情形。本决定同时依据《中华人民共和国行政许可法》第六十九条作出。三、",
        ),
    ],
)
def test_further_legal_basis_is_told_once(basis: str, words: str) -> None:
    """What the decision rests on beside art. 23 is told in full, art. 23 itself not twice."""
    assert words in prose(ruling_documents(ruled(decided(legal_basis=basis)))["revocation-notice"])


def test_other_law_is_the_ground_itself() -> None:
    """A ground that another law names is told by that law, as the decision writes it."""
    decision = decided(
        ground=RevocationGround.OTHER_LAW, legal_basis="参照《中华人民共和国行政许可法》第六十九条第二款", recovery=None
    )
    notice = prose(ruling_documents(ruled(decision))["revocation-notice"])
    assert "该单位的上述行为，参照《中华人民共和国行政许可法》第六十九条第二款的规定处理。" in notice
    assert "第二十三条" not in notice


@pytest.mark.parametrize(
    ("heard", "words"),
    [
        (Hearing(notified_on=date(2026, 11, 2), outcome="waived"), "告知该单位，该单位没有提出陈述、申辩。"),
        (
            Hearing(notified_on=date(2026, 11, 2), outcome="accepted", note="所提减轻理由成立。"),
            "该单位提出了陈述、申辩，本机关部分采纳。所提减轻理由成立。",
        ),
    ],
)
def test_hearing(heard: Hearing, words: str) -> None:
    """What the holder was told and what came of its answer is said."""
    assert words in prose(ruling_documents(ruled(decided(heard=heard)))["revocation-notice"])


def test_length_of_the_bar() -> None:
    """Where the bar has an end by the reading of the measures, the decision names its last day."""
    notice = ruling_documents(ruled(decided(), bar_until=date(2031, 11, 20)))["revocation-notice"]
    assert "本项处理至2031年11月20日为止。" in prose(notice)


def test_nothing_paid_out_yet() -> None:
    """Of fraud that was found in time nothing is recovered and nothing will be paid; there is no letter about money."""
    recovery = decided().recovery
    assert recovery is not None
    decision = decided(recovery=replace(recovery, entries=(), total_yuan=yuan("0")))
    documents = ruling_documents(ruled(decision))
    assert "recovery-order" not in documents
    assert "尚未拨付的，不再拨付。" in prose(documents["revocation-notice"])


def test_sums_agree() -> None:
    """The letter's sum in figures and capitals is that of its table, claim by claim with who had borne it."""
    recovery = decided().recovery
    assert recovery is not None
    entries = (*recovery.entries, Recovered(case="2026-WJ-B002", amount_yuan=yuan("99999.50")))
    decision = decided(recovery=replace(recovery, entries=entries, total_yuan=yuan("339999.50")))
    ruling = ruled(decision, recovered=(granted(), granted("2026-WJ-B002", "99999.50")))
    order = ruling_documents(ruling, recovery_number="常工信函〔2026〕31号")["recovery-order"]
    assert order.document_number == "常工信函〔2026〕31号"
    assert "本金2笔，合计339,999.50元（大写：人民币叁拾叁万玖仟玖佰玖拾玖元伍角）" in prose(order)
    (attachment,) = order.attachments
    assert attachment.table is not None
    assert [row[4] for row in attachment.table.rows] == ["240,000.00", "99,999.50"]
    assert attachment.table.total[4:] == ("339,999.50", "240,000.00", "240,000.00")


def test_letter_names_no_account() -> None:
    """Where to pay is what the decision says; the letter warns of whoever names an account."""
    order = prose(ruling_documents(ruled(decided()))["recovery-order"])
    assert (
        "凭市财政局开具的非税收入缴款通知书缴回国库，并注明处理决定的文号常工信创新〔2026〕112号和申报编号。" in order
    )
    assert "本通知不载明账号；要求将资金汇入个人账户或者其他账户的，请勿缴款" in order


def test_announcement_tells_status_only() -> None:
    """The public reads what ended and from when, and that the days before stay; neither ground nor facts."""
    announcement = ruling_documents(ruled(decided()))["announcement"]
    text = prose(announcement)
    assert "自2025年6月20日至2026年11月19日的认定状态不变" in text
    assert not any(word in text for word in ("骗取", "退保", "补贴"))
    assert (announcement.document_number, announcement.recipients) == (None, ())
    at_once = ruled(decided(effective_on=date(2025, 6, 20)))
    assert "以前的认定状态" not in prose(ruling_documents(at_once)["announcement"])


@pytest.mark.parametrize("length", [4, 15, 18, 19, 40, 60])
def test_long_names_fit_the_titles(length: int) -> None:
    """Every line of a title fits the page, however long the names are that the forms allow."""
    name = ("常州示例特种装备制造股份有限公司" * 4)[:length]
    decision = decided()
    decision = replace(
        decision,
        holder=replace(decision.holder, name=name),
        product=replace(decision.product, name=name[:40]),
    )
    for document in ruling_documents(ruled(decision)).values():
        assert max(len(line) for line in title_lines(document.title)) <= 20


@pytest.mark.slow
def test_pdf_and_docx_say_the_same(fonts: FontSet) -> None:
    """Every paragraph and every amount stands alike in both, and the same input gives the same bytes."""
    documents = ruling_documents(ruled(decided()))
    first, second = (render_ruling(documents, fonts=fonts, sources={}) for _ in range(2))
    assert first == second
    for kind, document in documents.items():
        reader = PdfReader(io.BytesIO(first[kind].pdf))
        pdf = "".join("".join(page.extract_text().split()) for page in reader.pages)
        word = Document(io.BytesIO(first[kind].docx))
        written = ["".join(p.text.split()) for p in word.paragraphs]
        cells = {"".join(cell.text.split()) for table in word.tables for row in table.rows for cell in row.cells}
        for text in ("".join(paragraph.split()) for paragraph in paragraphs(document)):
            assert text in written
            assert _running(text, document) in _running(pdf, document)
        for attachment in document.attachments:
            assert attachment.table is not None
            for text in filter(None, (*attachment.table.rows[0], *attachment.table.total)):
                assert text in cells
                assert text in pdf


def _running(text: str, document: OfficialDocument) -> str:
    """`text` without what may stand between the lines of a paragraph over two pages: page numbers, a letter's mark."""
    for number in range(1, 9):
        text = text.replace(f"—{number}—", "")
    return text.replace(document.issuers[0], "")
