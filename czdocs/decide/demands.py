"""Demands: whether a sentence of a tender demands a thing, or only forbids, excludes or mentions it."""

import re
from collections.abc import Collection, Iterator
from functools import cache

__all__ = ["claimed", "demanded", "letters_of", "measured_terms"]

_MEASURE = (
    r"(?:不(?:得|应|能)?(?:低于|少于|小于|足|满)|[≥≧>＞]|大于|高于|超过|达到|达标|以上|至少|最低|最高|排名|高低|多少"
    r"|[0-9０-９一二三四五六七八九十百千]\s*(?:万|亿|元|人|名|[%％])|每[^，。]{0,8}得|得\s*[0-9.]+\s*分)"
)
_SENTENCES = re.compile(r"[。；;！!？?\n]")
_CLAUSES = re.compile(r"[，,]|并且|同时|且")
_DENIAL = re.compile(
    r"(?:不得|不应|不能|不可|不宜|不会|不允许|不再|禁止|严禁|无需|无须|勿|不|未)(?:再|另行|单独|直接|变相)?"
    r"(?:将|以|把|对|按|就|因|要求|设置|设定|设立|限制|限定|规定|采用|采取|提出|考虑|依据|根据|考核|审查|提供|出具|含有|包含|涉及|出现)"
)
_DENIED_AFTER = re.compile(
    r"(?:不|未|勿)(?:得|应|予|再|会|能)?"
    r"(?:作为|列为|列入|纳入|设|作|做|计分|计入|评分|评审|考核|考虑|要求|影响|限(?!于)|构成|属于|需要|需提供|需出具)"
)
_WITHOUT = re.compile(r"(?:无|没有|取消|删除|去除|不设)[^，]*\Z")
_ASKED = re.compile(r"要求|限制|门槛|规定")
_AFFIRMED = re.compile(r"(?:以|将|按|把|根据|依据|提供|具有|要求)")
_NOTHING = re.compile(r"没有|不存在|找不到|不具有|不具备|不属于|不涉及|不予|并非|不是|无(?!法)|不\Z")
_TURN = re.compile(r"\s*(?:但|而|应|须|必须|要求|需|投标人|供应商)")


def demanded(
    text: str, pattern: re.Pattern[str], *, exempt: Collection[str] = (), lawful: Collection[str] = ()
) -> str | None:
    """The first words of `text` matching `pattern` that are demanded; None where there are none.

    A sentence that names one of `exempt` is passed over, and so are the phrases `lawful`. What is forbidden
    ("不得将注册资本作为资格条件"), left
    out ("注册资本不作要求") or not there ("无注册资本要求") is not demanded.
    """
    for phrase in lawful:
        text = text.replace(phrase, "＿" * len(phrase))
    for sentence in _SENTENCES.split(text):
        if not any(word in sentence for word in exempt):
            found = next(_demands(sentence, pattern), None)
            if found is not None:
                return found
    return None


def _demands(sentence: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """The matches in one sentence that are demanded.

    A prohibition goes on over commas ("不得以甲，也不得以乙"), until a clause has a measure or a verb of its own.
    """
    clauses = _CLAUSES.split(sentence)
    forbidding = False
    for n, clause in enumerate(clauses):
        forbidding = forbidding and not _TURN.match(clause)
        following = clauses[n + 1] if n + 1 < len(clauses) else ""
        for match in pattern.finditer(clause):
            before, after = clause[: match.start()], clause[match.end() :]
            if not _denied(before, after, following, forbidding=forbidding):
                yield match.group()
        forbidding = forbidding or bool(_DENIAL.search(clause))


def _denied(before: str, after: str, following: str, *, forbidding: bool) -> bool:
    """Whether what stands between `before` and `after` in a clause is forbidden, left out or not there."""
    measure, denial = re.search(_MEASURE, after), _DENIED_AFTER.search(after)
    if denial and not (measure and measure.start() < denial.start()):
        return True
    if _DENIAL.search(before):
        return True
    if measure:
        return False
    if _WITHOUT.search(before) and _ASKED.search(after):
        return True
    if _DENIED_AFTER.match(following.strip()):
        return True
    return forbidding and not _AFFIRMED.search(before)


@cache
def measured_terms(terms: tuple[str, ...], with_measure: tuple[str, ...]) -> re.Pattern[str]:
    """Any of `terms`, or of `with_measure` where an amount or a comparison follows soon, or an amount stands before."""
    amount = r"[0-9０-９][^，。；]{0,4}[万亿]?元[^，。；]{0,3}的"
    after = f"(?:{_any(with_measure)})(?=[^，。；]{{0,12}}?{_MEASURE})"
    return re.compile(f"{_any(terms)}|{after}|{amount}(?:{_any(with_measure)})")


@cache
def letters_of(makers: tuple[str, ...], letters: tuple[str, ...]) -> re.Pattern[str]:
    """A letter of a manufacturer: `制造商出具的授权书`, `授权书由制造商出具`; not `投标人为制造商的，…`."""
    maker, letter = _any(makers), _any(letters)
    return re.compile(
        rf"(?<!为)(?<!是)(?:{maker})[^，,。；;]{{0,8}}?(?:{letter})[书函]?"
        rf"|(?<![为是对])(?:{maker})[^，,。；;]{{0,4}}?(?:出具|开具|提供|签署|签发|盖章)的?[^，,。；;]{{0,14}}?(?:{letter})[书函]?"
        rf"|(?<=为|是)(?:{maker})(?!的)[^，,。；;]{{0,8}}?(?:{letter})[书函]?"
        rf"|(?:{letter})[书函]?[^，,。；;]{{0,6}}?由[^，,。；;]{{0,4}}?(?:{maker})"
    )


def claimed(text: str, words: tuple[str, ...], *, lack: str | None = None) -> bool:
    """Whether `text` says one of `words` without denying it.

    With `lack` (替代) also where it says that there is nothing to do so ("没有其他产品可以替代").
    """
    for clause in re.split(r"[，,。；;！!？?\n]", text):
        said = [clause[: clause.index(word)] for word in words if word in clause]
        if any(not _NOTHING.search(before) for before in said):
            return True
        if lack and not said and re.search(rf"(?:{_NOTHING.pattern})[^，。]{{0,20}}(?:{lack})", clause):
            return True
    return False


def _any(words: tuple[str, ...]) -> str:
    """Any of `words`, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
