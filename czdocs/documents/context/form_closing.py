"""What a printed form has beside its fields: the pledge's words, the boxes for opinions, signatures and seals."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Box", "boxes_of", "closing_of", "preamble_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box to be filled in by hand: who writes, who signs, whether a seal belongs there; `height` in millimetres."""

    title: str
    signers: tuple[str, ...]
    is_sealed: bool = True
    height: int = 14


_PLEDGE = (
    "本单位自愿申报常州市创新产品认定，已知悉《常州市创新产品推广应用办法》（常工信创新〔2023〕93号），郑重承诺：",
    "一、本表所填内容和提交的全部材料真实、准确、完整，电子材料与纸质材料一致。",
    "二、申报产品知识产权明晰，不侵犯他人权利；本单位无严重失信行为，近三年无重大安全、环保、质量事故。",
    "三、申报内容不涉及国家秘密。",
    "四、如有弄虚作假，愿意承担相应责任，接受取消资格、追回资金等处理。",
)
_PREAMBLES: Mapping[tuple[str, str], tuple[str, ...]] = {("application", "pledge"): _PLEDGE}

_CLAIM = (
    Box(title="申报单位意见", signers=("法定代表人（签字）",)),
    Box(title="辖市（区）工信、财政部门审核意见", signers=("负责人（签字）",)),
    Box(title="市工业和信息化局审核意见", signers=("负责人（签字）",)),
    Box(title="市财政局审核意见", signers=("负责人（签字）",)),
)
_BOXES: Mapping[str, tuple[Box, ...]] = {
    "application": (
        Box(title="申报单位意见", signers=("法定代表人（签字）",), height=12),
        Box(title="辖市（区）工信部门初审意见", signers=("负责人（签字）",)),
        Box(title="专家组意见", signers=("组长（签字）",), is_sealed=False),
        Box(title="市级会商意见", signers=("负责人（签字）",)),
    ),
    "preliminary-review": (Box(title="初审部门签章", signers=("负责人（签字）",), height=16),),
    "expert-review": (Box(title="专家组签名", signers=("组长（签字）", "专家（签字）"), is_sealed=False, height=20),),
    "premium-claim": _CLAIM,
    "scenario-claim": _CLAIM,
}
_CLOSINGS: Mapping[str, str] = {"preliminary-review": "签章", "expert-review": "签名"}


def preamble_of(kind: str, key: str) -> tuple[str, ...]:
    """The paragraphs that stand above the section `key` of a form of `kind`; usually none."""
    return _PREAMBLES.get((kind, key), ())


def boxes_of(kind: str) -> tuple[Box, ...]:
    """The boxes at the end of a form of `kind`; none for forms that nobody signs on paper."""
    return _BOXES.get(kind, ())


def closing_of(kind: str) -> str:
    """The heading above the boxes at the end of a form of `kind`."""
    return _CLOSINGS.get(kind, "审核意见")
