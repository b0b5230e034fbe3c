"""Findings of the purchasers' commands: check-budget, check-tender, the letter of `status` (CZ5270 to CZ5289)."""

from czdocs.catalogue.entry import Entry
from czdocs.diagnostic import Severity

__all__ = ["ENTRIES"]

ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="CZ5270",
        title="不是一个文件",
        message="{name} 是文件夹，这里要的是一份{wanted}。",
        remedy="请写明表单文件本身；整个文件夹用 czdocs validate 核对。",
        occasion="czdocs check-budget 后面写的是文件夹，不是其中的预算表。",
    ),
    Entry(
        code="CZ5271",
        title="不是所要的表单",
        message="这是{title}，不是{wanted}。",
        remedy="请换成 form: {kind}/1 的表单；其他表单用 czdocs validate 核对。",
        occasion="czdocs check-tender 后面写的是预算表，不是采购文件要点核对表。",
    ),
    Entry(
        code="CZ5272",
        title="单一来源的证书不在归档",
        message="截至{known}日终，归档中没有证书 {certificate}。",
        remedy="请核对证书编号，或用 czdocs archive find --text 产品名称 查找。",
        article="第十四条",
        occasion="czdocs check-tender tender.yaml --archive archive，单一来源采购的证书编号写错了一位。",
    ),
    Entry(
        code="CZ5273",
        title="单一来源的证书当日无效",
        message="证书 {certificate} 在{day}的状态是“{status}”，不能依据第十四条采用单一来源采购。",
        remedy="请核对证书编号和截止日期；产品已不在有效期内的，改用其他采购方式。",
        article="第十四条",
        occasion="czdocs check-tender tender.yaml --archive archive，单一来源采购的产品已经被撤销认定。",
    ),
    Entry(
        code="CZ5274",
        title="没有认定记录，不能出具证明",
        message="截至{known}日终，归档中没有关于“{subject}”的认定记录，没有出具证明。",
        remedy="请核对证书编号、申报编号、产品全称或统一社会信用代码，或用 czdocs archive find --text 查找。",
        article="第十五条",
        occasion="czdocs status CZCP-2026-9999 --on 2026-10-30 --letter 证明.pdf，归档里没有这个证书。",
    ),
    Entry(
        code="CZ5275",
        title="一份证明只说明一个产品",
        message="“{subject}”有 {count} 个产品的认定记录：{certificates}，没有出具证明。",
        remedy="请用证书编号分别查询，每个产品一份。",
        occasion="czdocs status 某企业的统一社会信用代码 --on 2026-10-30 --letter 证明.pdf，而该企业有两个产品。",
    ),
    Entry(
        code="CZ5276",
        title="认定记录的内容不完整",
        message="第 {sequence} 号记录里没有产品、型号和单位的完整数据，没有出具证明。",
        remedy="请用 czdocs archive show {sequence} 查看这条记录，由市工信局人工出具证明。",
        occasion="认定记录是其他程序归档的，只有证书编号和有效期。",
    ),
    Entry(
        code="CZ5277",
        title="证明的格式不认识",
        message="不知道把证明写成什么格式：{path} 的扩展名不是 {known}。",
        remedy="请把文件名写成 证明.pdf 或者 证明.docx 的样子。",
        exit_status=2,
        occasion="czdocs status CZCP-2026-0001 --on 2026-10-30 --letter 证明.txt。",
    ),
    Entry(
        code="CZ5278",
        title="不能证明以后才知道的内容",
        message="--known 是{known}，晚于证明的出具日期{today}。",
        remedy="请去掉 --known，或者写成出具日期当天及以前的日期。",
        exit_status=2,
        occasion="czdocs status … --known 2026-12-31 --today 2026-10-20 --letter 证明.pdf。",
    ),
    Entry(
        code="CZ5279",
        title="证明里的字印不出来",
        message="{field}中的字“{characters}”在排版字库里没有字形，证明里印不出来。",
        remedy="请核对这个字；确实要用的，用 --office-fonts 指明有这个字的字库。",
        occasion="--project 里有一个生僻字，字库里没有它的字形。",
    ),
    Entry(
        code="CZ5280",
        title="以后归档的内容不同",
        message="按{known}日终已归档的内容，{day}的状态是“{status}”；以后归档的内容是“{later}”，证明里写明了这一点。",
        remedy="请以证明里写明的最新状态为准；不需要按以前的归档回答的，去掉 --known。",
        severity=Severity.WARNING,
        occasion="czdocs status … --known 2026-10-20 --letter 证明.pdf，而撤销决定在这以后才归档。",
    ),
    Entry(
        code="CZ5281",
        title="这些选项要和 --letter 一起用",
        message="{options}只用于证明，没有写 --letter。",
        remedy="请加上 --letter 证明.pdf，或者去掉这些选项。",
        exit_status=2,
        occasion="czdocs status CZCP-2026-0001 --on 2026-10-30 --project 城轨车辆制动盘采购，忘了写 --letter。",
    ),
)
