"""The annual call for applications (art. 22): what the measures and the year's parameters ask, for the districts.

A notice in the form of a letter (信函格式). It says nothing that is not in the measures, in the year's parameters or in
the facts that a clerk gave.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from czdocs.documents.context.score_items import SCORE_ITEMS
from czdocs.documents.gongwen import Attachment, Column, Layout, OfficialDocument, Table, body
from czdocs.documents.html import chinese_date, chinese_numeral
from czdocs.money import Yuan, percent, wan_yuan_of
from czdocs.period import years_before
from czdocs.policy.parameter import Measures, Notice, Tier
from czdocs.terms import Category, District, Field, Origin

__all__ = ["CallNotice", "call_notice_context"]

_WAN = Decimal(10_000)
_PIECE = 20  # characters that a line of a title holds


@dataclass(frozen=True, slots=True, kw_only=True)
class CallNotice:
    """What the call is made of: the measures as the year narrows them, the year's terms, the facts of the day.

    `opens_on` is the first day to apply, `reported_by` the last for the districts to hand on what passed; None where
    the call says neither. `spared` are the titles of the report's sections without a least length, `versions` the
    versions of forms that are taken, by the form's title.
    """

    measures: Measures
    terms: Notice
    issuers: tuple[str, ...]
    lead_short: str
    document_number: str
    dated: date
    contact: str
    telephone: str
    opens_on: date | None = None
    reported_by: date | None = None
    copies_to: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()
    versions: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def calls_for_claims(self) -> bool:
        """Whether it calls for claims of support too: where the year sets their last day."""
        return self.terms.claims_closing_date is not None


def call_notice_context(call: CallNotice) -> OfficialDocument:
    """The call as an official document.

    Source: 常工信创新〔2023〕93号, arts. 5 to 10 and 19 to 25.
    """
    treasury = "、财政局" if call.calls_for_claims else ""
    return OfficialDocument(
        layout=Layout.LETTER,
        issuers=call.issuers,
        document_number=call.document_number,
        title=_title(call.terms),
        recipients=(f"各辖市（区）工信局{treasury}", f"常州经开区经发局{treasury}"),
        body=body(_paragraphs(call)),
        dated=call.dated,
        closing_paragraphs=2,  # whom to ask
        attachments=tuple(_attachments(call)),
        note="此件公开发布",
        copies_to=call.copies_to,
    )


def _title(terms: Notice) -> tuple[str, ...]:
    """The title in pieces: the usual one by its words, another as it fits."""
    usual = ("关于组织申报", f"{terms.year}年度", "常州市", "创新产品", "的通知")
    if "".join(usual) == terms.title:
        return usual
    return tuple(terms.title[start : start + _PIECE] for start in range(0, len(terms.title), _PIECE))


def _paragraphs(call: CallNotice) -> Iterator[str]:
    measures, year = call.measures, call.terms.year
    claims = "和推广应用补贴申请" if call.calls_for_claims else ""
    yield (
        f"根据《{measures.title}》（{measures.document}，以下简称《办法》）的规定，现就{year}年度常州市创新产品申报"
        f"{claims}有关事项通知如下："
    )
    sections: list[tuple[str, Iterable[str]]] = [
        ("申报条件", _conditions(call)),
        ("申报材料", _materials(call)),
        ("申报和认定程序", _procedure(call)),
    ]
    if call.calls_for_claims:
        sections.append(("推广应用补贴", _support(call)))
    sections.append(("有关要求", _demands(call)))
    for number, (heading, items) in enumerate(sections, 1):
        yield f"{chinese_numeral(number)}、{heading}"
        yield from (f"（{chinese_numeral(n)}）{item}" for n, item in enumerate(items, 1))
    yield f"联系单位：{call.contact}"
    yield f"联系电话：{call.telephone}"


def _conditions(call: CallNotice) -> Iterator[str]:
    """Who may apply with what (arts. 5, 6 and 24)."""
    measures, terms = call.measures, call.terms
    closing = terms.closing_date
    counted = measures.reading("D-02") == "closing_date"
    base = f"，年限计算至{chinese_date(closing)}" if counted else "，年限计算至提交申报之日"
    years = measures.integer("development_years")
    since = f"（{chinese_date(years_before(closing, years))}及以后）" if counted else ""
    origins = [Origin(code).label for code in measures.codes("origins") if code != Origin.PRODUCT.value]
    yield (
        f"申报单位。生产和制造商为在本市行政范围内具有法人资格的企业事业单位，且正常经营"
        f"{measures.integer('operation_years')}年以上（《办法》第六条第（一）项）{base}。"
    )
    yield (
        f"产品类别。包括{_listed([Category(code).label for code in measures.codes('categories')])}（《办法》第五条）。"
        f"产品应当属于我市重点发展的{'、'.join(Field(code).label for code in measures.codes('fields'))}等先进制造业"
        "（第六条第（三）项）。"
    )
    yield (
        "产品条件。符合国家产业政策，顺应产业变革方向，知识产权明晰，能代表先进技术的发展方向（第六条第（二）项）；"
        f"近{years}年内{since}研制成功，产品必须来自申报单位，或者产品的{'、'.join(origins)}等必须来自申报单位"
        "（第六条第（四）项）；新投放市场，尚未具备市场竞争力，但潜在的经济效益、社会效益大（第六条第（五）项），"
        f"首次销售距申报截止日期{terms.newly_on_market_months}个月以上的，由专家核实。"
    )
    if terms.name_forbidden or terms.name_ornaments:
        yield f"产品名称。{'；'.join(_naming(terms))}。"
    if measures.parameters["state_secrets_excluded"].value is True:
        yield "不适用的项目。涉及国家安全和秘密的项目不适用《办法》（第二十四条），不得申报。"


def _naming(terms: Notice) -> Iterator[str]:
    if terms.name_forbidden:
        yield f"名称和型号应当指明一个具体产品，不得含有{_quoted(terms.name_forbidden)}"
    if terms.name_ornaments:
        yield f"名称不宜使用{_quoted(terms.name_ornaments)}等修饰词"


def _materials(call: CallNotice) -> Iterator[str]:
    """What is handed in (art. 8)."""
    terms = call.terms
    yield "申请表。提交《创新产品认定申请表》（《办法》第八条第（一）项）。"
    spared = f"，{_quoted(call.spared)}部分可以从简" if call.spared else ""
    yield (
        f"报告书。提交《创新产品申请报告书》（第八条第（二）项），各部分不少于{terms.report_section_min_length}个字符（空白不计）{spared}。"
    )
    yield (
        "其他资料。提交其他相关资料（第八条第（三）项），包括产品自主知识产权或者技术先进性的相关证明材料等。"
        "产品照片用于印制《常州市创新产品推广应用推荐目录》（以下简称《目录》），"
        f"短边不少于{terms.photo_min_pixels}像素；检测报告、查新报告的出具日期，"
        f"距申报截止日期分别不超过{terms.test_report_max_age_months}个月和{terms.novelty_report_max_age_months}个月。"
    )
    if call.versions:
        taken = "；".join(
            f"{title}第{'、'.join(map(str, sorted(versions)))}版" for title, versions in call.versions.items()
        )
        yield f"表单版本。下列表单只受理所列的版本：{taken}。"


def _procedure(call: CallNotice) -> Iterator[str]:
    """The way of an application (arts. 7, 9 and 10)."""
    measures, terms = call.measures, call.terms
    opens, closes = "", chinese_date(terms.closing_date)
    if call.opens_on is not None:
        opens, closes = f"自{chinese_date(call.opens_on)}", closes.removeprefix(f"{call.opens_on.year}年")
    reported = f"，于{chinese_date(call.reported_by)}以前（含当日）报送{call.lead_short}" if call.reported_by else ""
    departments = "、".join(f"市{name}" for name in measures.codes("consulting_departments"))
    yield (
        "申报。申报遵循自愿原则（《办法》第七条）。申报单位按属地管理原则，向所在辖市（区）、常州经开区工信部门提出申请"
        f"（第九条）。申报时间{opens}至{closes}止，逾期不予受理。"
    )
    yield (
        "补正和初审。材料不齐全或者不符合规定形式的，由各辖市（区）、常州经开区工信部门发给补正通知书，申报单位自收到之日起"
        f"{terms.correction_working_days}个工作日内补正。各辖市（区）、常州经开区工信部门对照《办法》第六条逐条核对，"
        f"提出初审意见，连同申报材料{reported or f'报送{call.lead_short}'}。"
    )
    yield (
        f"专家评审。{call.lead_short}邀请相关专家开展评审（第九条）。每个产品由{terms.experts.minimum}名以上单数的专家"
        f"独立评分，满分{sum(terms.experts.maxima.values())}分（评分项目和分值见{_place(call, _SCORES)}）；"
        f"各专家总分的平均数不低于{terms.experts.pass_mark}分的，同意推荐。"
    )
    yield (
        f"会商和公示。{departments}等部门联合会商（第十条），拟认定的产品公示{terms.publicity_working_days}个工作日。"
    )
    yield (
        "认定和公布。公示没有异议或者异议已经处理的，认定为常州市创新产品，纳入《目录》予以公布，"
        f"有效期限为自认定之日起{measures.integer('validity_years')}年（第十条）。"
    )


def _support(call: CallNotice) -> Iterator[str]:
    """The support for insuring and using products of the Directory (arts. 18 to 22 and 25)."""
    measures, terms = call.measures, call.terms
    share, ceiling = percent(measures.decimal("premium_share")), percent(measures.decimal("premium_rate_ceiling"))
    yield (
        f"保费补贴。本市生产和制造商对《目录》产品投保{'和'.join(measures.codes('insured_risks'))}的，采取先投保后补贴的方式。"
        f"最高按投保年度实际支付保费的{share}给予补贴，实际投保费率按不超过{ceiling}的费率上限计算；单个创新产品最高"
        f"{_money(measures.decimal('premium_cap_yuan'))}，同一产品的保费补贴不超过{measures.integer('premium_years')}年"
        f"（《办法》第二十条）。实际支付保费以{'、'.join(measures.codes('premium_proofs'))}为准。"
    )
    tiers = f"，分档标准见{_place(call, _TIERS)}" if terms.scenario_tiers else ""
    yield (
        f"应用场景奖励。对当年度使用《目录》产品的应用场景常州本地搭建单位择优支持，按首张订单开票金额"
        f"{percent(measures.decimal('scenario_share'))}以内分档给予支持{tiers}，最高不超过"
        f"{_money(measures.decimal('scenario_cap_yuan'))}（第二十一条）。"
    )
    if terms.claims_closing_date is not None:
        yield (
            "申请时间。申请单位向所在辖市（区）、常州经开区工信、财政部门提出申请，"
            f"截止日期为{chinese_date(terms.claims_closing_date)}，逾期不予受理。"
        )
    if terms.district_shares:
        yield f"资金承担。补贴资金由市、区两级财政承担，各辖市（区）承担的比例见{_place(call, _SHARES)}。"
    yield "不重复享受。与我市同类相关政策就高不重复享受（第二十五条）。"


def _demands(call: CallNotice) -> Iterator[str]:
    """What is asked of applicants and districts (art. 23)."""
    consequences = call.measures.codes("fraud_consequences")
    yield (
        "如实申报。申报单位对材料的真实性、完整性负责。对于弄虚作假或者采取不正当手段骗取补贴资金的企业，"
        f"一律{'，'.join(consequences[:-1])}，并{consequences[-1]}（《办法》第二十三条）。"
    )
    yield (
        "认真组织。各辖市（区）、常州经开区工信部门要及时把本通知告知辖区内有关单位，做好政策解读和申报指导，"
        "严格审核把关，按时报送。"
    )


_SCORES, _TIERS, _SHARES = "专家评审评分项目和分值", "应用场景奖励分档标准", "补贴资金市、区承担比例"


def _titles(call: CallNotice) -> tuple[str, ...]:
    """The titles of the attachments, in order."""
    claims = call.calls_for_claims
    wanted = (
        (_SCORES, True),
        (_TIERS, claims and bool(call.terms.scenario_tiers)),
        (_SHARES, claims and bool(call.terms.district_shares)),
    )
    return tuple(title for title, there in wanted if there)


def _place(call: CallNotice, title: str) -> str:
    """How the text calls the attachment `title`; an only attachment has no ordinal (7.3.4)."""
    titles = _titles(call)
    return f"附件{titles.index(title) + 1}" if len(titles) > 1 else "附件"


def _attachments(call: CallNotice) -> Iterator[Attachment]:
    terms = call.terms
    tables = {
        _SCORES: (_score_table(terms), ()),
        _TIERS: (_tier_table(terms.scenario_tiers), (_tier_note(call.measures),)),
        _SHARES: (_share_table(terms.district_shares), ()),
    }
    for title in _titles(call):
        table, notes = tables[title]
        yield Attachment(title=title, table=table, notes=notes)


def _score_table(terms: Notice) -> Table:
    rows = tuple(
        (str(n), label, str(terms.experts.maxima[name]))
        for n, (name, label) in enumerate(
            ((name, label) for name, label in SCORE_ITEMS.items() if name in terms.experts.maxima), 1
        )
    )
    return Table(
        columns=_columns("评分项目", "满分（分）"),
        rows=rows,
        total=("", "合计", str(sum(terms.experts.maxima.values()))),
    )


def _tier_table(tiers: Sequence[Tier]) -> Table:
    ends = (*(tier.from_yuan for tier in tiers[1:]), None)
    rows = tuple(
        (str(n), _range(tier.from_yuan, end), percent(tier.share))
        for n, (tier, end) in enumerate(zip(tiers, ends, strict=False), 1)
    )
    return Table(columns=_columns("首张订单开票金额", "比例"), rows=rows)


def _tier_note(measures: Measures) -> str:
    marginal = measures.reading("D-19") == "marginal"
    how = "各档金额分别适用各档的比例，再相加" if marginal else "全部金额适用所在档的比例"
    return f"{how}；“以上”包括本数，“不满”不包括本数。"


def _range(first: Decimal, end: Decimal | None) -> str:
    if end is None:
        return f"{_money(first)}以上" if first else "不分金额"
    return f"{_money(first)}以上，不满{_money(end)}" if first else f"不满{_money(end)}"


def _share_table(shares: Mapping[str, Decimal]) -> Table:
    columns = (
        Column(title="序号", width=16, centred=True),
        Column(title="辖市（区）", width=60, centred=True),
        Column(title="市级承担", width=40, centred=True),
        Column(title="区级承担", width=40, centred=True),
    )
    named = [(district.label, shares[district.value]) for district in District if district.value in shares]
    rows = tuple((str(n), label, percent(1 - share), percent(share)) for n, (label, share) in enumerate(named, 1))
    return Table(columns=columns, rows=rows)


def _columns(subject: str, value: str) -> tuple[Column, ...]:
    return (
        Column(title="序号", width=16, centred=True),
        Column(title=subject, width=100, centred=True),
        Column(title=value, width=40, centred=True),
    )


def _money(amount: Decimal) -> str:
    """`amount` as a text writes it: `50万元`, `8000元`."""
    if amount < _WAN:
        return f"{amount:f}元"
    return f"{wan_yuan_of(Yuan(amount)).normalize():f}万元"


def _quoted(words: Iterable[str]) -> str:
    return "".join(f"“{word}”" for word in words)


def _listed(words: Sequence[str]) -> str:
    """`words` enumerated, the last after 和."""
    return "和".join(filter(None, ("、".join(words[:-1]), words[-1])))
