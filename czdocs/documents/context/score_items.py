"""The items that experts give points for (art. 9), as documents name them; the year's notice sets the most of each."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

__all__ = ["SCORE_ITEMS", "points_text"]

SCORE_ITEMS: Mapping[str, str] = MappingProxyType(
    {
        "innovation": "创新性",
        "advancement": "技术先进性",
        "market": "市场前景",
        "ip": "知识产权",
        "quality": "质量与应用",
    }
)


def points_text(points: Fraction) -> str:
    """Mean points cut after two decimals, never rounded up: what missed the pass mark must not seem to reach it."""
    hundredths = points.numerator * 100 // points.denominator
    return f"{hundredths // 100}.{hundredths % 100:02d}"
