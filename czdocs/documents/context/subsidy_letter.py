"""Letters about one claim: the approval with its calculation, or the refusal with its grounds (arts. 20, 21, 25)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from czdocs.capitals import capital
from czdocs.decide.claim_amount import claimed_difference
from czdocs.decide.claim_facts import ClaimFacts, PremiumFacts
from czdocs.decide.derivation import Step
from czdocs.decide.subsidy_batch import DecidedClaim, SubsidyBatch
from czdocs.documents.context.subsidy_calculation import calculation_attachment, has_calculation
from czdocs.documents.context.subsidy_words import (
    amount_text,
    assessment,
    exact_amount,
    papers_title,
    programme,
    running_text,
)
from czdocs.documents.gongwen import Layout, OfficialDocument, body
from czdocs.documents.html import chinese_numeral
from czdocs.policy.parameter import Measures
from czdocs.record.decision import Enquiries

__all__ = ["LetterTerms", "letter_context", "letter_terms"]

_SHOWN_DIGITS = 4
_STATEMENT = (
    "对上述理由和计算有异议的，可以向下列联系单位书面陈述、申辩并提供证据，请求复核。"
    "提出陈述、申辩不影响下列期限的计算。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTerms:
    """What letters say beyond the decision: the periods to object, and the readings in words.

    `reconsideration_days` and `litigation_months` run from the receipt of the letter; `reconsideration_authority`
    decides about objections. `interpretations` are the readings in force by number (`D-15`), each as it stands behind
    its number: article, question and what was chosen.
    """

    reconsideration_days: int
    litigation_months: int
    interpretations: Mapping[str, str]
    contact: Enquiries
    reconsideration_authority: str = "常州市人民政府"


def letter_terms(measures: Measures, contact: Enquiries) -> LetterTerms:
    """The terms of a letter about a claim to which `measures` apply; a reading is told with its question."""
    return LetterTerms(
        reconsideration_days=measures.integer("reconsideration_days"),
        litigation_months=measures.integer("litigation_months"),
        interpretations={
            name: f"（{reading.article}）{reading.question}：{reading.options[reading.chosen]}"
            for name, reading in measures.interpretations.items()
        },
        contact=contact,
    )


def letter_context(batch: SubsidyBatch, claim: DecidedClaim, terms: LetterTerms) -> OfficialDocument:
    """The letter to the claimant, approval or refusal, as an official document ready for any medium.

    It bears the number of the decision, of which it is the service on one claimant; the case number tells the letters
    of a batch apart.

    Source: 常工信创新〔2023〕93号, arts. 20 to 25.
    """
    sections = _approval(batch, claim, terms) if claim.approved else _refusal(claim, terms)
    verdict = ("同意给予",) if claim.approved else ("不予",)
    attached = claim.approved or has_calculation(claim.derivation)
    return OfficialDocument(
        layout=Layout.LETTER,
        issuers=batch.decision.issuers,
        document_number=batch.decision.document_number,
        title=("关于", *verdict, f"{batch.year}年度", "创新产品", programme(claim), "的函"),
        recipients=(claim.company,),
        body=body((*_opening(batch, claim), *_numbered(sections), *_contact(terms))),
        dated=batch.decision.dated,
        closing_paragraphs=2,
        attachments=(calculation_attachment(claim, terms.interpretations),) if attached else (),
    )


def _numbered(sections: Iterator[tuple[str, ...]]) -> Iterator[str]:
    """The sections, counted 一、二、…; paragraphs under a section's first stand as they are."""
    for number, (first, *others) in enumerate(sections, 1):
        yield f"{chinese_numeral(number)}、{first}"
        yield from others


def _opening(batch: SubsidyBatch, claim: DecidedClaim) -> Iterator[str]:
    scenario = f"，应用场景：{claim.scenario}" if claim.scenario else ""
    model = f"（{claim.model}）" if claim.model else ""
    article = "第二十条" if claim.scenario is None else "第二十一条"
    reviewed = "经审核和公示" if claim.approved else "经审核"
    call = f"{_quoted(batch.call_title)}（{batch.call_document}）"
    yield (
        f"你单位关于“{claim.product}”{model}的{batch.year}年度创新产品{programme(claim)}申报材料"
        f"（申报编号：{claim.case}，目录编号：{claim.certificate}{scenario}）收悉。根据{_quoted(batch.measures_title)}"
        f"（{batch.measures_document}，以下简称《办法》）{article}、第二十二条和{call}的规定，{reviewed}，现将决定函告如下："
    )


def _quoted(title: str) -> str:
    return title if title.startswith("《") else f"《{title}》"


def _approval(batch: SubsidyBatch, claim: DecidedClaim, terms: LetterTerms) -> Iterator[tuple[str, ...]]:
    amount = f"{amount_text(claim.amount_yuan)}元（大写：{capital(claim.amount_yuan)}）"
    yield (f"补贴金额。同意给予你单位{programme(claim)}{amount}。{_shares(claim)}",)
    yield (f"计算过程。{_calculation(claim)}逐步计算、条款和所适用的理解见附件。", *_difference(claim))
    if claim.derivation.remarks:
        yield _listed("需要说明的事项", [running_text(remark.text) for remark in claim.derivation.remarks])
    yield _listed("使用和监督要求", list(_conditions(claim)))
    yield _listed("后续办理", list(_next_steps(batch, claim)))
    yield (f"权利救济。{_remedies(terms)}",)


def _listed(heading: str, items: list[str]) -> tuple[str, ...]:
    """A heading with its items counted （一）（二）, or followed by an only one."""
    if len(items) == 1:
        return (f"{heading}。{items[0]}",)
    return (heading, *(f"（{chinese_numeral(number)}）{item}" for number, item in enumerate(items, 1)))


def _shares(claim: DecidedClaim) -> str:
    """Who bears the amount."""
    district = f"{claim.district.label}财政"
    if not claim.district_yuan:
        return "所需资金由市级财政承担。"
    if not claim.city_yuan:
        return f"所需资金由{district}承担。"
    return f"其中，市级财政承担{amount_text(claim.city_yuan)}元，{district}承担{amount_text(claim.district_yuan)}元。"


def _calculation(claim: DecidedClaim) -> str:
    """The calculation in words: what counts, its share, what made it less, the whole yuan."""
    derivation = claim.derivation
    found = assessment(derivation)
    paid = _counted_words(claim.facts)
    count = f"{papers_title(claim)}{len(claim.papers)}份，"
    share = f"核定基数为{exact_amount(found.base)}元，按{found.rate}计算为{exact_amount(found.result)}元"
    parts = [f"{count}{paid}合计{amount_text(claim.counted_yuan)}元，{share}"]
    if claim.prior_yuan:
        parts.append(f"此前已获{amount_text(claim.prior_yuan)}元")
    last = found.result
    for step in derivation.steps[:-1]:
        if step.cut and step.result < last and "：" not in step.label:
            parts.append(f"经“{_item(step)}”核减为{exact_amount(step.result)}元")
            last = step.result
    parts.append(f"{derivation.steps[-1].formula}，核算金额为{amount_text(derivation.amount_yuan)}元")
    return "；".join(parts) + "。"


def _item(step: Step) -> str:
    """What a step does, without the contract and year that it is about."""
    return step.label.rpartition("：")[2].partition("，")[0]


def _counted_words(facts: ClaimFacts) -> str:
    """What was spent, as the measures call it."""
    if isinstance(facts, PremiumFacts):
        refunded = any(one.premium_refunded_yuan for one in facts.contracts)
        return "实际支付的保费扣除退保费后" if refunded else "实际支付的保费"
    return "开票金额扣除红字发票后" if any(one.red_letter for one in facts.invoices) else "开票金额"


def _difference(claim: DecidedClaim) -> Iterator[str]:
    """Why the amount is another than the one claimed, or than the one computed."""
    remark = claimed_difference(claim.derivation, claim.claimed_yuan)
    claimed = f"你单位申报{amount_text(claim.claimed_yuan)}元"
    cuts = dict.fromkeys(_item(step) for step in claim.derivation.steps if step.cut)
    if remark is None:
        yield f"{claimed}，与核算金额一致。"
    elif claim.derivation.amount_yuan < claim.claimed_yuan and cuts:
        less = amount_text(claim.claimed_yuan - claim.derivation.amount_yuan)
        yield f"{claimed}，核算金额比申报金额少{less}元。计算中减少金额的步骤有：{'、'.join(cuts)}。"
    else:
        yield f"{claimed}。{running_text(remark.text)}"
    if claim.reason is not None and Fraction(claim.amount_yuan) < Fraction(claim.derivation.amount_yuan):
        yield (
            f"核算金额为可以给予的最高额，本项按择优支持的原则核定为{amount_text(claim.amount_yuan)}元，"
            f"理由：{claim.reason.rstrip('。')}。"
        )


def _conditions(claim: DecidedClaim) -> Iterator[str]:
    papers = "保单、发票、付款凭证" if claim.scenario is None else "合同、发票、付款凭证"
    yield f"补贴资金应当单独核算。{papers}等原始材料应当妥善保存，并配合财政、审计等部门的监督检查。"
    yield (
        "弄虚作假或者采取不正当手段骗取补贴资金的，依照《办法》第二十三条的规定取消补贴资格，收回补贴资金，"
        "并依法依规追究责任。"
    )
    yield (
        "依照《办法》第二十五条的规定，本项与我市同类相关政策就高不重复享受。同一费用又获得其他财政资金的，"
        "应当及时书面报告，重复享受的部分予以收回。"
    )


def _next_steps(batch: SubsidyBatch, claim: DecidedClaim) -> Iterator[str]:
    account = claim.account
    yield (
        f"核对账户。收款账户的户名为{account.holder}，开户银行为{account.bank}，"
        f"账号末四位为{account.number[-_SHOWN_DIGITS:]}。有误或者需要变更的，请在拨付以前书面告知下列联系单位。"
    )
    amount = amount_text(claim.amount_yuan)
    yield f"开具收据。请开具金额为{amount}元的收款收据，注明申报编号{claim.case}，送下列联系单位。"
    payers = [payer for payer, share in _payers(claim) if share]
    yield (
        f"拨付资金。收据和账户核对无误后，由{'、'.join(payers)}按照资金下达文件（{batch.decision.document_number}）"
        "拨付，你单位不需要再次申请。"
    )


def _payers(claim: DecidedClaim) -> Iterator[tuple[str, object]]:
    yield "市级财政", claim.city_yuan
    yield f"{claim.district.label}财政", claim.district_yuan


def _refusal(claim: DecidedClaim, terms: LetterTerms) -> Iterator[tuple[str, ...]]:
    yield (f"决定。对你单位申报的{programme(claim)}{amount_text(claim.claimed_yuan)}元不予同意。",)
    yield (f"理由和依据。{_grounds(claim)}",)
    if has_calculation(claim.derivation):
        amount = amount_text(claim.derivation.amount_yuan)
        yield (
            f"计算过程。按照申报材料核算的金额为{amount}元，逐步计算、条款和所适用的理解见附件。",
            *_refused_because(claim),
        )
    yield (f"陈述和申辩。{_STATEMENT}",)
    yield (f"权利救济。{_remedies(terms)}",)


def _grounds(claim: DecidedClaim) -> str:
    articles = [article if article.startswith("《") else f"《办法》{article}" for article in claim.articles]
    reason = running_text((claim.reason or "").rstrip("。"))
    return f"{reason}。依据：{'、'.join(articles)}。" if articles else f"{reason}。"


def _refused_because(claim: DecidedClaim) -> Iterator[str]:
    """What the calculation itself says about contracts and orders that do not count."""
    yield from (running_text(remark.text) for remark in claim.derivation.remarks)


def _remedies(terms: LetterTerms) -> str:
    return (
        f"对本决定不服的，可以自收到本函之日起{terms.reconsideration_days}日内向{terms.reconsideration_authority}"
        f"申请行政复议，也可以自收到本函之日起{terms.litigation_months}个月内依法向人民法院提起行政诉讼。"
    )


def _contact(terms: LetterTerms) -> tuple[str, ...]:
    return (f"联系单位：{terms.contact.name}", f"联系电话：{terms.contact.telephone}")
