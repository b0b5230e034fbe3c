"""Advice: what to do about a fault of the syntax, by the words that tell its reason."""

__all__ = ["syntax_advice"]

_LOOK = "请对照空白表单检查这一行和上一行的缩进、冒号、引号和括号。"
_STEPS: tuple[tuple[str, str], ...] = (
    ("须加引号", '请给冒号后面的整段文字加上一对半角双引号，例如 name: "甲: 乙"。'),
    ("引号没有配对", "请在这段文字的末尾补上同样的半角引号；文字里不需要引号的，把开头的引号删去。"),
    ("缺少半角冒号", "请写成“字段名: 值”，冒号用半角，后面空一格；如果是上一行的文字，请与上一行写在同一行。"),
    ("没有对齐", "请让同级各行的行首对齐，用半角空格缩进，每级两个；再看引号、括号是否成对。"),
    ("缩进不对", "请让这一行与同级的字段行首对齐，用半角空格缩进，每级两个；上一行的引号、括号须成对。"),
    ("括号", "请检查方括号、花括号是否成对，各项之间用半角逗号隔开。"),
)


def syntax_advice(reason: str) -> str:
    """What to do about `reason`; where nothing special is known, what to look at."""
    return next((step for words, step in _STEPS if words in reason), _LOOK)
