"""Findings about violations: claims of barred companies, and decisions compared with the archive (art. 23)."""

from czdocs.catalogue.entry import Entry
from czdocs.diagnostic import Severity

__all__ = ["ENTRIES"]

_ARTICLE = "第二十三条"
_RULES = (
    Entry(
        code="CZ2945",
        title="已被取消补贴资格",
        message="申报单位“{company}”自 {starts} 起被取消补贴资格（{decision}，{ground}；归档第 {sequence} 号记录），"
        "{day} 仍在{until}，不能获得补贴。",
        remedy="被取消补贴资格期间不受理申报，也不予补贴；处理决定已经解除或者撤销的，请先由作出决定的机关归档。",
        article=_ARTICLE,
        occasion="企业因骗取补贴资金被取消补贴资格，第二年又申报另一产品的保费补贴；核对时写了 --archive。",
    ),
    Entry(
        code="CZ2946",
        title="事实晚于决定",
        message="查明的事实以“{text}”开头，晚于成文日期 {dated}。",
        remedy="决定只能依据已经发生的事实；请核对这一日期和成文日期。",
        article=_ARTICLE,
    ),
    Entry(
        code="CZ2947",
        title="收回资金没有财政部门",
        message="本决定收回补贴资金 {total} 元，发文机关里没有{finance}。",
        remedy="补贴由市区财政负担，收回资金一般会同财政部门决定；不需要会同的，不必修改。",
        article=_ARTICLE,
        severity=Severity.WARNING,
    ),
    Entry(
        code="CZ2948",
        title="转包分包没有撤销认定",
        message="处理事由为{ground}，按现行理解（D-11）应当移出《目录》，本决定却没有撤销认定。",
        remedy="请把 certification_revoked 填为 true；不应当移出的，先由解释机关更换 D-11 的理解。",
        article=_ARTICLE,
        occasion="解释机关把 D-11 改为 automatic 以后，转包的处理决定仍只列入不良行为记录。",
    ),
)
_AGAINST_THE_ARCHIVE = (
    Entry(
        code="CZ5250",
        title="归档中没有所涉证书",
        message="归档中没有证书 {certificate} 的认定记录。",
        remedy="请对照产品证书核对编号；纸质证书尚未纳入电子档案的，请先随年度目录发布补录（carried_over）。",
        article="第十条",
        occasion="处理决定的证书编号错写成 CZCP-2026-0099，归档里没有认定过这个编号。",
    ),
    Entry(
        code="CZ5251",
        title="处理决定与认定不一致",
        message="{title}“{value}”与归档的证书 {certificate} 不一致，应为{wanted}。",
        remedy="请按产品证书填写；单位更名的，请先更正归档。",
        article="第十条",
        occasion="处理决定的证书编号是一家单位的，持有单位却填了另一家。",
    ),
    Entry(
        code="CZ5252",
        title="认定已经撤销",
        message="证书 {certificate} 的认定已由{decision}撤销，自 {effective} 起失效（归档第 {sequence} 号记录）。",
        remedy="请核对证书编号；只收回资金或者取消补贴资格的，把 certification_revoked 填为 false。",
        article=_ARTICLE,
        occasion="同一证书已经撤销并归档，又用新的文号撤销一次。",
    ),
    Entry(
        code="CZ5253",
        title="处理决定早于认定",
        message="{title} {day} 早于证书 {certificate} 的认定日期 {certified_on}。",
        remedy="请核对证书编号和这一日期。",
        article="第十条",
        occasion="处理决定的成文日期错写成认定以前的日期。",
    ),
    Entry(
        code="CZ5254",
        title="认定已经期满",
        message="证书 {certificate} 的有效期到 {valid_to} 为止，到生效日期 {effective} 已经期满，无从撤销。",
        remedy="已经期满的不必撤销，把 certification_revoked 填为 false；日期有误的请更正。",
        article="第十条",
        occasion="证书 2026 年 6 月期满，处理决定写的是 2026 年 11 月起撤销认定。",
    ),
    Entry(
        code="CZ5255",
        title="申报没有可收回的补贴",
        message="申报 {case} 没有可以收回的补贴：{reason}。",
        remedy="请核对申报编号；补贴由纸质文件决定、没有归档的，请先归档补贴决定。",
        article=_ARTICLE,
        occasion="收回明细里写了没有批准过的申报，或者编号写错了一位。",
    ),
    Entry(
        code="CZ5256",
        title="不是本单位本产品的补贴",
        message="申报 {case} {reason}，不能在本决定里收回。",
        remedy="处理决定一个产品一份，只收回证书持有单位以该产品获得的补贴；请核对申报编号，其他的另行作出决定。",
        article=_ARTICLE,
        occasion="收回明细里写了另一家单位的申报编号。",
    ),
    Entry(
        code="CZ5257",
        title="补贴已经收回",
        message="申报 {case} 的补贴已由{decision}收回（归档第 {sequence} 号记录）。",
        remedy="一笔补贴只收回一次，请删去这一项。",
        article=_ARTICLE,
        occasion="前一份处理决定已收回这笔补贴并归档，新的决定又列了一次。",
    ),
    Entry(
        code="CZ5258",
        title="收回金额与补贴金额不符",
        message="申报 {case} 的收回金额 {value} 元与归档的补贴金额 {granted} 元不符（{decision}，"
        "归档第 {sequence} 号记录）。",
        remedy="收回的是补贴的本金，请改为 {granted}，并更正合计；利息、罚款不在本表填写。",
        article=_ARTICLE,
        occasion="批准的补贴是 240000 元，收回金额写成 24000 元。",
    ),
    Entry(
        code="CZ5259",
        title="骗取的补贴没有全部收回",
        message="本产品获得的补贴还有申报 {case} 的 {granted} 元没有列入收回明细（{decision}，"
        "归档第 {sequence} 号记录）。",
        remedy="请列入收回明细；确与骗取无关、不收回的，请在查明的事实里写明 {case} 和不收回的理由。",
        article=_ARTICLE,
        occasion="同一产品两年获得两笔补贴，骗取补贴的处理决定只列了一笔。",
    ),
    Entry(
        code="CZ5260",
        title="产品还有有效的证书",
        message="证书 {certificate} 撤销以后，同一产品还有有效的证书 {other}，产品仍列入《目录》。",
        remedy="只撤销一个证书的，不必修改；都要撤销的，另行填写一份处理决定。",
        article="第十条",
        severity=Severity.WARNING,
        occasion="产品再次认定后有新旧两个证书，处理决定只撤销旧的。",
    ),
    Entry(
        code="CZ5261",
        title="文号已经归档",
        message="{decision}已经归档（第 {sequence} 号记录，{recorded} 归档），内容与这份不同。",
        remedy="归档的决定不能改写；请核对文号，确需改变原决定的，另行作出新的决定并用新的文号。",
        occasion="处理决定归档以后又改了表单，用同一个文号再次归档。",
    ),
    Entry(
        code="CZ5262",
        title="处理决定尚未成文",
        message="成文日期 {dated} 晚于今天（{today}）。",
        remedy="请在成文当日或者以后归档；生效日期可以晚于今天。",
        occasion="处理决定还在审批，成文日期写的是下周。",
    ),
    Entry(
        code="CZ5263",
        title="不是处理决定",
        message="{path} 不是监督处理决定的表单，而是{title}。",
        remedy="请指明 revocation-decision 表单；可用 czdocs new revocation-decision 生成。",
        exit_status=2,
        occasion="--decision 后面写的是补贴决定的表单。",
    ),
)
ENTRIES = (*_RULES, *_AGAINST_THE_ARCHIVE)
