"""The letter about a product on the day of a bid: certified or not, and what that means for its points (art. 15).

A letter (信函格式) of the bureau to the purchaser. Only of a product that is certified on the day does it say that its
points for sales are the most; of any other it says what is true.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from czdocs.decide.track_record import TrackRecordScore
from czdocs.documents.context.case_notice import NO_NUMBER
from czdocs.documents.context.notice import Measures, directory_title
from czdocs.documents.gongwen import Layout, OfficialDocument, body
from czdocs.documents.html import chinese_date
from czdocs.terms import Status

__all__ = ["ArchiveEvidence", "CertifiedProduct", "Occasion", "TrackRecordLetter", "track_record_letter"]

_SHORT_DIGEST = 16  # hex digits


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedProduct:
    """The product as its certificate has it; `editions` are the years of the Directory that list it."""

    product: str
    models: tuple[str, ...]
    version: str | None
    company: str
    uscc: str
    certificate: str
    certified_on: date
    valid_from: date
    valid_to: date
    document_number: str
    editions: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveEvidence:
    """Where the archive says so: record and commit, and the state of the whole archive when the letter was written.

    `record`, `root` and `head` are hex digests; `records` counts all records.
    """

    sequence: int
    record: str
    commit: int
    recorded_on: date
    records: int
    root: str
    head_commit: int
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What the letter is for: the project and its purchaser, None where they were not given."""

    project: str | None = None
    purchaser: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecordLetter:
    """What the letter says: the product's status on the day `on`, as known at the end of the day `known`.

    `revocation` names the record that revoked it and the day from which it does, also where that is after `on`; `later`
    is the status on the same day as the archive knows it when the letter is written, where that is another. `sentence`
    is art. 15 word for word.
    """

    issuer: str
    measures: Measures
    product: CertifiedProduct
    on: date
    known: date
    status: Status
    score: TrackRecordScore
    sentence: str
    evidence: ArchiveEvidence
    occasion: Occasion
    dated: date
    revocation: tuple[str, date] | None = None
    later: Status | None = None
    document_number: str | None = None
    contact: str | None = None

    @property
    def proves(self) -> bool:
        """Whether it is a proof of track record: full marks, and nothing known since that says otherwise."""
        return self.score.full and self.later is None


def track_record_letter(letter: TrackRecordLetter) -> OfficialDocument:
    """The letter as an official document.

    Source: 常工信创新〔2023〕93号, arts. 10 and 15.
    """
    what = "业绩认定证明" if letter.proves else "业绩情况说明"
    return OfficialDocument(
        layout=Layout.LETTER,
        issuers=(letter.issuer,),
        document_number=letter.document_number or NO_NUMBER,
        title=("常州市", "创新产品", "有效性", f"及{what}"),
        recipients=(letter.occasion.purchaser or "有关采购人",),
        body=body(_paragraphs(letter)),
        dated=letter.dated,
    )


def _paragraphs(letter: TrackRecordLetter) -> Iterator[str]:
    measures, product = letter.measures, letter.product
    verb = "证明" if letter.proves else "说明"
    project = f"“{letter.occasion.project}”项目的" if letter.occasion.project else ""
    yield (
        f"根据《{measures.title}》（{measures.document_number}，以下简称《办法》），现将下列产品在{project}"
        f"投标（响应文件提交）截止日{chinese_date(letter.on)}的情况{verb}如下："
    )
    yield "一、产品"
    yield from (f"{n}.{title}：{value}。" for n, (title, value) in enumerate(_product(product), 1))
    editions = "、".join(f"《{directory_title(year)}》" for year in product.editions)
    listed = f"，列入{editions}" if editions else ""
    yield (
        f"二、认定。该产品由{product.document_number}文件于{chinese_date(product.certified_on)}认定{listed}，"
        f"有效期自{chinese_date(product.valid_from)}至{chinese_date(product.valid_to)}，首尾两日均含（《办法》第十条）。"
    )
    yield f"三、当日状态。{_status(letter)}"
    yield f"四、业绩分值。{_score(letter)}"
    yield f"五、核对方法。{_evidence(letter)}"
    yield (f"特此{verb}。" + (f"联系方式：{letter.contact}。" if letter.contact else ""))


def _product(product: CertifiedProduct) -> Iterator[tuple[str, str]]:
    """What identifies the product, a line each."""
    yield "产品名称", product.product
    yield "型号规格", "、".join(product.models)
    if product.version:
        yield "版本", product.version
    yield "单位名称", product.company
    yield "统一社会信用代码", product.uscc
    yield "证书编号", product.certificate


def _status(letter: TrackRecordLetter) -> str:
    """What the product is on the day, as known, and what is known since."""
    day, status = chinese_date(letter.on), letter.status
    words = {
        Status.CERTIFIED: "认定有效",
        Status.NOT_YET: f"尚未认定，自{chinese_date(letter.product.valid_from)}起才有效",
        Status.EXPIRED: f"有效期已经届满，自{chinese_date(letter.product.valid_to)}的次日起不再有效",
        Status.REVOKED: "已被撤销认定",
    }
    said = f"按归档截至{chinese_date(letter.known)}日终的内容，该产品在{day}{words[status]}。"
    if status is Status.REVOKED and letter.revocation is not None:
        title, since = letter.revocation
        said += f"撤销自{chinese_date(since)}起生效，见《{title}》。"
    if letter.later is not None:
        said += f"此后归档的内容表明，该产品在{day}的状态是“{letter.later.label}”，以此为准。"
    elif status is Status.CERTIFIED and letter.revocation is not None:
        title, since = letter.revocation
        said += f"该产品的认定自{chinese_date(since)}起撤销，见《{title}》，自该日起不再有效。"
    elif status is Status.CERTIFIED and letter.on > letter.dated:
        said += "出具之日以后、截止日以前该产品的认定被撤销的，以当日的状态为准。"
    return said


def _score(letter: TrackRecordLetter) -> str:
    """What follows for the points."""
    day = chinese_date(letter.on)
    if letter.proves:
        return (
            f"《办法》第十五条规定：{letter.sentence.rstrip('。')}。{day}在自认定之日起的期限（至"
            f"{chinese_date(letter.score.last)}）以内，该产品参加政府采购活动时视同已具备相应销售业绩，业绩分值为满分。"
        )
    if letter.later is not None:
        return "不能依据《办法》第十五条认定业绩分值为满分，业绩按实际情况评分。本说明不作为业绩证明使用。"
    return (
        f"该产品在{day}不是有效的创新产品，不适用《办法》第十五条关于业绩分值为满分的规定，业绩按实际情况评分。"
        "本说明不作为业绩证明使用。"
    )


def _evidence(letter: TrackRecordLetter) -> str:
    """How a purchaser checks what the letter says."""
    evidence = letter.evidence
    return (
        f"以上依据创新产品归档的第{evidence.sequence}号记录（标识{_short(evidence.record)}，"
        f"{chinese_date(evidence.recorded_on)}第{evidence.commit}次归档）。出具本件时归档共有{evidence.records}条记录，"
        f"树根{_short(evidence.root)}，第{evidence.head_commit}次归档的摘要{_short(evidence.head)}"
        f"（各为SHA-256的前{_SHORT_DIGEST}位）。采购人可以向本局查询，核对证书编号、日期和上列数字。"
    )


def _short(digest: str) -> str:
    """The beginning of a digest, short enough to be read out and compared."""
    return digest[:_SHORT_DIGEST]
