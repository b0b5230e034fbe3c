"""Which typeface of an official document a font in a PDF is, by its name."""

import re

__all__ = ["FANG", "HEI", "KAI", "SONG", "XIAOBIAOSONG", "typeface"]

XIAOBIAOSONG, FANG, KAI, HEI, SONG = "小标宋", "仿宋", "楷体", "黑体", "宋体"

# The names that our own fonts, those of offices and free substitutes bear; the first that fits decides.
_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        XIAOBIAOSONG,
        re.compile(r"cz-(office-)?song-bold|小标宋|XiaoBiaoSong|FandolSong.*Bold|华文中宋|STZhongsong", re.IGNORECASE),
    ),
    (FANG, re.compile(r"cz-(office-)?fang|仿宋|Fang_?Song|FandolFang|FZFS", re.IGNORECASE)),
    (KAI, re.compile(r"cz-(office-)?kai|楷|Kai_?Ti|FandolKai|FZKT|^KaiTi", re.IGNORECASE)),
    (HEI, re.compile(r"cz-(office-)?hei|黑体|Sim_?Hei|FandolHei|FZHT|STHeiti", re.IGNORECASE)),
    (SONG, re.compile(r"cz-(office-)?song|宋体|Sim_?Sun|FandolSong|FZSSK|STSong", re.IGNORECASE)),
)


def typeface(font: str) -> str | None:
    """小标宋, 仿宋, 楷体, 黑体 or 宋体; None for any other font, which then stands in for one of them."""
    return next((name for name, pattern in _NAMES if pattern.search(font)), None)
