"""Terms of a tender (art. 16): what a clause demands of bidders that it must not, and what it may demand instead."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Literal, Self

from czdocs.decide.demands import demanded, letters_of, measured_terms
from czdocs.policy.parameter import Measures

__all__ = [
    "LAWFUL_LETTER",
    "Ground",
    "ScaleCondition",
    "Term",
    "factor_terms",
    "letter_of_factor",
    "letter_term",
    "qualification_terms",
    "scale_condition",
    "scale_of_factor",
    "scale_term",
]

_BIDDER = re.compile(r"\A(?:投标人|供应商|投标企业|投标单位|企业|公司|单位)")
LAWFUL_LETTER = "投标人承诺所供货物为原厂正品，按照国家规定和合同约定提供质量保证，交货时附产品合格证明"
"""What a purchaser may ask of the bidder itself, instead of a letter of the manufacturer."""


class Ground(Enum):
    """Why a term is found: it asks for size, or for a letter of the manufacturer."""

    SCALE = "scale"
    LETTER = "letter"


class ScaleCondition(Enum):
    """A condition of size: its name in art. 16, how its wordings are told, and what may be asked instead.

    The last stands for the measures' “等”.
    """

    label: str
    stems: tuple[str, ...]
    lawful: str

    def __new__(cls, value: str, label: str, stems: tuple[str, ...], lawful: str) -> Self:
        """The member for `value`."""
        member = object.__new__(cls)
        member._value_ = value
        member.label, member.stems, member.lawful = label, stems, lawful
        return member

    REGISTERED_CAPITAL = (
        "registered_capital",
        "注册资本",
        ("注册", "资本", "开办资金"),
        "具有履行合同所必需的设备和专业技术能力",
    )
    TAXES = "taxes", "纳税额", ("税",), "有依法缴纳税收和社会保障资金的良好记录"
    PROFIT = "profit", "利润", ("利润", "盈利", "亏损"), "具有良好的商业信誉和健全的财务会计制度"
    ASSETS = "assets", "资产总额", ("资产",), "具有良好的商业信誉和健全的财务会计制度"
    REVENUE = (
        "revenue",
        "营业收入",
        ("营业", "营收", "销售", "产值", "收入"),
        "提供同类产品的供货合同作为业绩，《目录》产品视同已具备业绩",
    )
    STAFF = (
        "staff",
        "从业人员",
        ("人员", "人数", "员工", "职工", "在职"),
        "为本项目配备与合同履行相适应的专业技术人员",
    )
    OTHER = "other", "其他规模条件", ("规模", "大型企业"), "具有履行合同所必需的设备和专业技术能力"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What one clause demands: the words that say so, where they stand, and whether art. 16 forbids it in words.

    A letter of the manufacturer as a factor is not forbidden in words, so that a person has to look. `lawful` is what
    the clause may demand instead.
    """

    ground: Ground
    words: str
    where: Literal["name", "text"]
    forbidden: bool
    lawful: str
    condition: ScaleCondition | None = None


def scale_condition(words: str) -> ScaleCondition:
    """Which condition of art. 16 `words` mean; the first whose stem they hold, in the order of the members."""
    return next((c for c in ScaleCondition if any(stem in words for stem in c.stems)), ScaleCondition.OTHER)


def scale_term(text: str, measures: Measures) -> Term | None:
    """What of `text` demands size of the bidder; None where nothing does.

    Source: 常工信创新〔2023〕93号, art. 16.
    """
    pattern = measured_terms(measures.codes("scale_wordings"), measures.codes("scale_wordings_with_measure"))
    exempt, lawful = measures.codes("scale_exempt_contexts"), measures.codes("scale_lawful_phrases")
    words = demanded(text, pattern, exempt=exempt, lawful=lawful)
    return _scale(words, "text") if words else None


def scale_of_factor(name: str, text: str, measures: Measures) -> Term | None:
    """What of a factor, of its name or its text, gives points for size."""
    bare = (*measures.codes("scale_conditions"), *measures.codes("scale_wordings_with_measure"))
    if _BIDDER.sub("", name).removesuffix("情况").removesuffix("水平") in bare:
        return _scale(name, "name")
    named = scale_term(name, measures)
    return _scale(named.words, "name") if named else scale_term(text, measures)


def letter_term(text: str, measures: Measures) -> Term | None:
    """What of a requirement `text` asks for a letter of the manufacturer; sentences about imports are passed over.

    Source: 常工信创新〔2023〕93号, art. 16.
    """
    words = _letter(text, measures)
    return _of_letter(words, "text", forbidden=True) if words else None


def letter_of_factor(name: str, text: str, measures: Measures) -> Term | None:
    """What of a factor gives points for a letter of the manufacturer: not forbidden in words."""
    by_name, by_text = _letter(name, measures), _letter(text, measures)
    if by_name:
        return _of_letter(by_name, "name", forbidden=False)
    return _of_letter(by_text, "text", forbidden=False) if by_text else None


def qualification_terms(text: str, *, imported: bool, measures: Measures) -> tuple[Term, ...]:
    """All that a requirement demands and must not; of imported goods a letter of the manufacturer may be asked."""
    letter = None if imported else letter_term(text, measures)
    return tuple(term for term in (scale_term(text, measures), letter) if term)


def factor_terms(name: str, text: str, *, imported: bool, measures: Measures) -> tuple[Term, ...]:
    """All that a factor gives points for and must not, or had better not."""
    letter = None if imported else letter_of_factor(name, text, measures)
    return tuple(term for term in (scale_of_factor(name, text, measures), letter) if term)


def _scale(words: str, where: Literal["name", "text"]) -> Term:
    condition = scale_condition(words)
    return Term(
        ground=Ground.SCALE, words=words, where=where, forbidden=True, lawful=condition.lawful, condition=condition
    )


def _of_letter(words: str, where: Literal["name", "text"], *, forbidden: bool) -> Term:
    return Term(ground=Ground.LETTER, words=words, where=where, forbidden=forbidden, lawful=LAWFUL_LETTER)


def _letter(text: str, measures: Measures) -> str | None:
    pattern = letters_of(measures.codes("manufacturer_wordings"), measures.codes("manufacturer_letters"))
    return demanded(text, pattern, exempt=measures.codes("imported_wordings"))
