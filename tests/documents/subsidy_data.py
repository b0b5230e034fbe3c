"""A batch of subsidies for the tests of its documents: real calculations, the awkward cases among them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache

from czdocs.decide.claim_amount import claim_amount
from czdocs.decide.claim_facts import BenefitFact, ContractFact, InvoiceFact, PaidYear, PremiumFacts, ScenarioFacts
from czdocs.decide.subsidy_batch import DecidedClaim, PayeeAccount, SubsidyBatch
from czdocs.documents.context.subsidy_letter import LetterTerms, letter_terms
from czdocs.documents.gongwen import OfficialDocument
from czdocs.flows.knowledge import policy_book
from czdocs.money import Yuan
from czdocs.record.decision import Enquiries
from czdocs.record.subsidy import Audit, SubsidyDecision, SubsidyPublicity, SubsidyTotals
from czdocs.terms import BenefitLevel, District, FormKind, SubsidyResult

__all__ = ["batch", "claims", "document_text", "terms"]

_SUBMITTED = date(2026, 9, 18)
_CONTACT = Enquiries(name="常州市工业和信息化局科技创新处", telephone="0519-85550093")


def _yuan(text: str) -> Yuan:
    return Yuan(Decimal(text))


def _contract(  # noqa: PLR0913  # a contract
    number: str, start: date, end: date, *, insured: str, paid: str, refunded: str = "0"
) -> ContractFact:
    return ContractFact(
        number=number,
        sum_insured_yuan=_yuan(insured),
        premium_paid_yuan=_yuan(paid),
        premium_refunded_yuan=_yuan(refunded),
        start=start,
        end=end,
    )


def _claim(  # noqa: PLR0913  # a claim
    case: str,
    facts: PremiumFacts | ScenarioFacts,
    *,
    company: str,
    district: District,
    product: str,
    claimed: str,
    granted: str | None = None,
    reason: str | None = None,
    articles: tuple[str, ...] = (),
    account: str = "32050162843600001234",
) -> DecidedClaim:
    book = policy_book()
    measures, notice = book.on(_SUBMITTED), book.notice(2026)
    assert notice is not None
    derivation = claim_amount(facts, measures, notice)
    refused = bool(articles)
    amount = Yuan(Decimal(0)) if refused else _yuan(granted) if granted else derivation.amount_yuan
    share = Yuan(notice.district_yuan(amount, district.value))
    premium = isinstance(facts, PremiumFacts)
    return DecidedClaim(
        case=case,
        kind=FormKind.PREMIUM_CLAIM if premium else FormKind.SCENARIO_CLAIM,
        submitted_on=_SUBMITTED,
        company=company,
        uscc="91320411MA1EXAMP0X",
        district=district,
        product=product,
        model="QSY-MB600",
        certificate="CZCP-2026-0001",
        certified_on=facts.certified_on,
        scenario=None if premium else "武进智能网联汽车产业园无人物流示范场景",
        papers=tuple(one.number for one in facts.contracts)
        if isinstance(facts, PremiumFacts)
        else ("HT-2026-0815-003",),
        counted_yuan=_counted(facts),
        claimed_yuan=_yuan(claimed),
        prior_yuan=Yuan(sum((one.amount_yuan for one in facts.prior), Decimal(0))),
        facts=facts,
        derivation=derivation,
        result=SubsidyResult.REFUSED if refused else SubsidyResult.APPROVED,
        amount_yuan=amount,
        city_yuan=Yuan(amount - share),
        district_yuan=share,
        account=PayeeAccount(
            holder=company, bank="中国建设银行股份有限公司常州新北支行", number=account, clearing_number="105304000123"
        ),
        reason=reason,
        articles=articles,
    )


def _counted(facts: PremiumFacts | ScenarioFacts) -> Yuan:
    if isinstance(facts, PremiumFacts):
        return Yuan(sum((one.premium_paid_yuan - one.premium_refunded_yuan for one in facts.contracts), Decimal(0)))
    return Yuan(sum((-one.total_yuan if one.red_letter else one.total_yuan for one in facts.invoices), Decimal(0)))


@cache
def claims() -> Mapping[str, DecidedClaim]:
    """The claims by what they show: plain, three contracts, top-up, scenario, selective scenario, refused."""
    plain = PremiumFacts(
        certified_on=date(2026, 1, 15),
        contracts=(
            _contract("PZDA202632040000000101", date(2026, 2, 1), date(2027, 1, 31), insured="10000000", paid="200000"),
        ),
    )
    three = PremiumFacts(
        certified_on=date(2024, 6, 15),
        contracts=(
            _contract(
                "PICC-CZ-2025-000000417", date(2025, 1, 1), date(2025, 12, 31), insured="10000000", paid="240000"
            ),
            _contract(
                "PICC-CZ-2025-000000418", date(2025, 7, 1), date(2026, 12, 31), insured="12000000", paid="612345.67"
            ),
            _contract(
                "CPIC-JS-25-88120033",
                date(2025, 9, 1),
                date(2026, 8, 31),
                insured="5000000",
                paid="123456.79",
                refunded="20000",
            ),
        ),
        prior=(PaidYear(year_start=date(2024, 7, 1), amount_yuan=_yuan("87320"), source="2025-WJ-B001"),),
        other_benefits=(
            BenefitFact(
                level=BenefitLevel.PROVINCIAL,
                programme="江苏省首台（套）重大装备保险补贴",
                same_cost=True,
                paid=True,
                amount_yuan=_yuan("100000"),
            ),
        ),
    )
    top_up = replace(
        plain,
        contracts=(
            _contract("PYIC2026320400E00077", date(2026, 3, 1), date(2027, 2, 28), insured="10000000", paid="300000"),
        ),
        other_benefits=(
            BenefitFact(
                level=BenefitLevel.MUNICIPAL,
                programme="常州市科技保险补贴",
                same_cost=True,
                paid=True,
                amount_yuan=_yuan("100000"),
            ),
        ),
    )
    scenario = ScenarioFacts(
        certified_on=date(2026, 1, 15),
        signed_on=date(2026, 3, 2),
        invoices=(
            InvoiceFact(number="26322000000012345678", total_yuan=_yuan("8000000"), red_letter=False),
            InvoiceFact(number="26322000000012345679", total_yuan=_yuan("4000000"), red_letter=False),
            InvoiceFact(number="26322000000012345680", total_yuan=_yuan("2000000"), red_letter=True),
        ),
        listed_share=Fraction(4, 5),
    )
    early = replace(
        plain,
        contracts=(
            _contract("ZHLH2025-3204-5519", date(2025, 12, 1), date(2026, 11, 30), insured="8000000", paid="160000"),
        ),
    )
    return {
        "plain": _claim(
            "2026-XB-B001",
            plain,
            company="常州启明示例轴承有限公司",
            district=District.XINBEI,
            product="风电主轴轴承状态监测装置",
            claimed="200000",
        ),
        "three": _claim(
            "2026-WJ-B001",
            three,
            company="常州示例轨道交通智能装备研究院股份有限公司",
            district=District.WUJIN,
            product="时速四百公里高速列车受电弓滑板在线检测与寿命预测一体化成套装备",
            claimed="500000",
            account="6228480402564890018",
        ),
        "top_up": _claim(
            "2026-LY-B001",
            top_up,
            company="溧阳示例新能源科技有限公司",
            district=District.LIYANG,
            product="固态电池叠片一体机",
            claimed="140000",
        ),
        "scenario": _claim(
            "2026-JK-C001",
            scenario,
            company="常州经开示例智慧物流有限公司",
            district=District.CZEDZ,
            product="低速无人物流车",
            claimed="1200000",
        ),
        "selective": _claim(
            "2026-TN-C001",
            scenario,
            company="常州天宁示例医院",
            district=District.TIANNING,
            product="便携式多参数监护仪",
            claimed="1200000",
            granted="800000",
            reason="应用场景的示范性得分居第二档，按核算金额的三分之二支持",
        ),
        "early": _claim(
            "2026-ZL-B001",
            early,
            company="常州钟楼示例软件有限公司",
            district=District.ZHONGLOU,
            product="工业视觉缺陷检测软件",
            claimed="128000",
            reason="投保日期早于认定之日，不符合第二十条的规定",
            articles=("第二十条",),
        ),
        "listed": _claim(
            "2026-JT-B001",
            plain,
            company="常州金坛示例材料有限公司",
            district=District.JINTAN,
            product="高导热石墨膜",
            claimed="160000",
            reason="因弄虚作假骗取补贴资金被取消补贴资格，尚未解除",
            articles=("第二十三条",),
        ),
    }


def terms() -> LetterTerms:
    """What the letters say beyond the decision, out of the measures in force."""
    return letter_terms(policy_book().on(_SUBMITTED), _CONTACT)


def batch(*shown: str) -> SubsidyBatch:
    """The batch of the claims `shown`, of all where none is named."""
    chosen = tuple(claims()[name] for name in shown or claims())
    zero = Decimal(0)
    approved = [one for one in chosen if one.approved]
    decision = SubsidyDecision(
        document_number="常工信创新〔2026〕107号",
        dated=date(2026, 11, 16),
        issuers=("常州市工业和信息化局", "常州市财政局"),
        recipients=("新北区、武进区、钟楼区工信局、财政局", "常州经开区经发局、财政局"),
        basis=(
            "《常州市创新产品推广应用办法》（常工信创新〔2023〕93号）",
            "《关于组织申报2026年度常州市创新产品的通知》（常工信创新〔2026〕19号）",
        ),
        review=Audit(
            completed_on=date(2026, 11, 3),
            participants=("常州市工业和信息化局", "常州市财政局"),
            auditor="常州示例会计师事务所",
        ),
        publicity=SubsidyPublicity(
            posted_on=date(2026, 11, 5),
            first_day=date(2026, 11, 6),
            last_day=date(2026, 11, 12),
            contact="常州市工业和信息化局科技创新处",
            telephone="0519-85550093",
            objections="none",
        ),
        entries=(),
        totals=SubsidyTotals(
            approved=len(approved),
            amount_yuan=Yuan(sum((one.amount_yuan for one in approved), zero)),
            city_yuan=Yuan(sum((one.city_yuan for one in approved), zero)),
            district_yuan=Yuan(sum((one.district_yuan for one in approved), zero)),
        ),
        use_requirements="各地财政部门收到本文件后及时拨付到位；补贴资金单独核算，接受财政、审计部门的监督检查。",
        contact=_CONTACT,
        note="此件公开发布",
        copies_to=("常州市审计局",),
        printed_by="常州市工业和信息化局办公室",
        printed_on=date(2026, 11, 17),
    )
    return SubsidyBatch(
        year=2026,
        decision=decision,
        claims=chosen,
        measures_title="常州市创新产品推广应用办法",
        measures_document="常工信创新〔2023〕93号",
        call_title="关于组织申报2026年度常州市创新产品的通知",
        call_document="常工信创新〔2026〕19号",
    )


def document_text(document: OfficialDocument) -> str:
    """Everything that an official document says, a line a paragraph or row, as the golden texts have it."""
    lines = [document.document_number or "", document.full_title, "，".join(document.recipients)]
    lines += [paragraph.heading + paragraph.text for paragraph in document.body]
    for attachment in document.attachments:
        lines += ["", f"【附件】{attachment.title}"]
        if attachment.table is not None:
            table = attachment.table
            rows = ([c.title for c in table.columns], *table.rows, *([table.total] if table.total else []))
            lines += [" | ".join(cell.replace("\n", " ") for cell in row) for row in rows]
        lines += attachment.notes
    signed = "、".join(document.issuers)
    return "\n".join([*lines, "", f"{signed}，{document.dated.isoformat()}", ""])
