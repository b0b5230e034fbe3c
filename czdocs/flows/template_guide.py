"""The lists of templates and their variables, for the terminal and for the guide."""

from collections.abc import Iterator

from czdocs.documents.contract.contract import Contract
from czdocs.documents.contract.meanings import ROOTS, title_of
from czdocs.documents.contract.registry import CONTRACTS
from czdocs.documents.contract.typed import named
from czdocs.documents.contract.variables import classes_of, variables_of

__all__ = ["BEGIN", "END", "guide_with_variables", "templates_text", "variables_text"]

BEGIN = "<!-- 以下由 invoke generate 生成 -->"
END = "<!-- 生成的部分到此为止 -->"


def templates_text() -> str:
    """The templates with what they are for, a line each."""
    width = max(map(len, CONTRACTS))
    return "\n".join(f"{name:<{width}}  {contract.title}" for name, contract in CONTRACTS.items())


def variables_text(contract: Contract) -> str:
    """What a template may use and must print, for the terminal."""
    lines = [f"{contract.template}：{contract.title}", "", "变量从这些名称写起："]
    lines += [f"  {name}  {ROOTS.get(name, '')}（{named(kind)}）" for name, kind in contract.roots.items()]
    for owner in classes_of(contract):
        lines += ["", f"{title_of(owner)}："]
        for one in variables_of(owner):
            example = f"，例如：{one.example}" if one.example else ""
            lines.append(f"  {one.name}  {one.meaning}（{named(one.kind)}{example}）")
    lines += ["", "必须印出："]
    lines += [f"  {name}：{paths}{basis}" for name, paths, basis in _facts(contract)]
    return "\n".join(lines)


def guide_with_variables(guide: str) -> str:
    """The guide with the lists between its marks made anew.

    Raises:
        ValueError: If the marks are not there.
    """
    before, _, rest = guide.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError("the guide has lost the marks of its generated part")
    lists = "\n".join(_guide_lines()).strip()
    return f"{before}{BEGIN}\n\n{lists}\n\n{END}{after}"


def _guide_lines() -> Iterator[str]:
    yield from ("### 模板和变量的开头", "", "| 模板 | 用于 | 变量从这些名称写起 |", "|---|---|---|")
    for contract in CONTRACTS.values():
        roots = "；".join(f"`{name}` {ROOTS.get(name, '')}" for name in contract.roots)
        yield f"| `{contract.template}` | {contract.title} | {roots} |"
    owners = dict.fromkeys(owner for contract in CONTRACTS.values() for owner in classes_of(contract))
    for owner in owners:
        yield from ("", f"### {title_of(owner)}", "", "| 名称 | 含义 | 种类 | 例子 |", "|---|---|---|---|")
        for one in variables_of(owner):
            yield f"| `{one.name}` | {_cell(one.meaning)} | {_cell(named(one.kind))} | {_cell(one.example)} |"
    yield from ("", "### 必须印出的内容", "")
    for contract in CONTRACTS.values():
        yield from (f"**{contract.template}**（{contract.title}）", "", "| 内容 | 变量 | 依据 |", "|---|---|---|")
        for name, paths, basis in _facts(contract):
            yield f"| {name} | {paths} | {basis.strip('（）')} |"
        yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _facts(contract: Contract) -> Iterator[tuple[str, str, str]]:
    """Name, paths and basis of each mandatory fact, each name once."""
    for fact in contract.facts:
        paths = "或".join(f"`{path.replace('[]', '[…]')}`" for path in fact.paths)
        basis = "、".join(filter(None, (fact.basis, fact.article and f"《办法》{fact.article}")))
        yield fact.name, paths, f"（{basis}）" if basis else ""
