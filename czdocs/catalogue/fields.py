"""Findings about the fields of a form, checked by its schema (CZ11xx)."""

from czdocs.catalogue.entry import Entry

__all__ = ["ENTRIES"]

ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="CZ1101",
        title="没有表单名称",
        message="没有“form”字段，不知道这是哪一种表单。",
        remedy="请{step}{wanted}。括号里的中文不写。",
    ),
    Entry(
        code="CZ1102",
        title="表单名称有误",
        message="“form”一行写明这是哪一种表单，现在{said}。",
        remedy="请把这一行改成{wanted}。括号里的中文不写。",
    ),
    Entry(
        code="CZ1103",
        title="表单版本不识别",
        message="表单版本“{value}”不是本程序认识的版本。",
        remedy="请把这一行改成{wanted}，括号里的中文不写；如果表单确实是新版，请先更新 czdocs。",
    ),
    Entry(
        code="CZ1104",
        title="缺少字段",
        message="{parent}缺少“{title}”（{key}）。",
        remedy="{step}",
    ),
    Entry(
        code="CZ1105",
        title="多出字段",
        message="{parent}里没有字段{key}。",
        remedy="{step}",
    ),
    Entry(
        code="CZ1106",
        title="字段名有误",
        message="字段名{key}应为{meant}。",
        remedy="请改成 {near}。",
    ),
    Entry(
        code="CZ1107",
        title="类型不对",
        message="“{title}”应填{wanted}，现在是{held}{value}。",
        remedy="{hint}{description}",
    ),
    Entry(
        code="CZ1108",
        title="没有填写",
        message="“{title}”没有填写。",
        remedy="请在冒号后面填写。{description}{example}",
    ),
    Entry(
        code="CZ1109",
        title="不在可选范围",
        message="“{title}”的值{value}不在可选范围内。",
        remedy="请改成{allowed}。",
    ),
    Entry(
        code="CZ1110",
        title="写法不对",
        message="“{title}”的写法{value}不符合要求。",
        remedy="{hint}{description}{example}",
    ),
    Entry(
        code="CZ1111",
        title="没有这一天",
        message="“{title}”写的{value}不是日历上的日期。",
        remedy="请核对年、月、日。{description}",
    ),
    Entry(
        code="CZ1112",
        title="文字过短",
        message="“{title}”只有 {count} 个字符，至少须 {limit} 个。",
        remedy="请补充内容，写到 {limit} 个字符以上。{description}",
    ),
    Entry(
        code="CZ1113",
        title="文字过长",
        message="“{title}”有 {count} 个字符，至多 {limit} 个。",
        remedy="请删减到 {limit} 个字符以内。{description}",
    ),
    Entry(
        code="CZ1114",
        title="数值超出范围",
        message="“{title}”的值{value}超出范围（{low} 至 {high}）。",
        remedy="请核对后更正。{description}",
    ),
    Entry(
        code="CZ1115",
        title="列表有重复",
        message="“{title}”的第 {later} 项与第 {earlier} 项相同。",
        remedy="请删除或更正重复的一项。",
    ),
    Entry(
        code="CZ1116",
        title="项数不足",
        message="“{title}”只有 {count} 项，至少须 {limit} 项。",
        remedy="请补足。{description}",
    ),
    Entry(
        code="CZ1117",
        title="项数过多",
        message="“{title}”有 {count} 项，至多 {limit} 项。",
        remedy="请删减到 {limit} 项。{description}",
    ),
    Entry(
        code="CZ1118",
        title="条件要求填写",
        message="{condition}时，必须填写“{title}”（{key}）。",
        remedy="{step}",
    ),
    Entry(
        code="CZ1119",
        title="全角字符",
        message="“{title}”的值{value}里有全角的数字、字母或符号。",
        remedy="请改成半角：{half}。",
    ),
    Entry(
        code="CZ1120",
        title="条件不许填写",
        message="{condition}时，不填“{title}”（{key}）。",
        remedy="请删除 {key} 这一项；如果确实要填，请先更正前面的条件（{condition}）。",
    ),
    Entry(
        code="CZ1121",
        title="与种类不符",
        message="{condition}时，“{title}”的写法{value}不对。",
        remedy="请核对{title}，或者更正前面的条件。{description}",
    ),
    Entry(
        code="CZ1122",
        title="表单名称与内容不符",
        message="“form”一行写的是“{value}”（{title}），但本表填的是另一种表单的内容。",
        remedy="请把这一行改成{wanted}。括号里的中文不写。",
    ),
)
