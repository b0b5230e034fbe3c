"""Findings about the content of attachments (CZ104x), bundles (CZ105x, CZ106x), `pack` and `submit` (CZ515x)."""

from czdocs.catalogue.entry import Entry
from czdocs.diagnostic import Severity

__all__ = ["ENTRIES"]

_ARTICLE = "第八条第（三）项"

ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="CZ1040",
        title="附件是空文件",
        message="附件“{id}”的文件 {file} 是空的，没有任何内容。",
        remedy="多半是复制或下载没有完成。请重新复制原件，再运行 czdocs pack 更新清单。",
        article=_ARTICLE,
    ),
    Entry(
        code="CZ1041",
        title="附件是不接收的文件类型",
        message="附件“{id}”的文件 {file} 按内容看是“{what}”，只接收 PDF、PNG 和 JPEG；改扩展名不改变内容。",
        remedy="压缩包请先解开，文档请用“另存为 PDF”，其他图片请另存为 PNG 或 JPEG，再逐个列入清单。",
        article=_ARTICLE,
    ),
    Entry(
        code="CZ1042",
        title="PDF 无法打开",
        message="附件“{id}”的文件 {file} 是 PDF，但{reason}，读不出页数。",
        remedy="请从原来的软件重新导出，或用“打印为 PDF”另存一份，确认能打开后替换。",
        article=_ARTICLE,
    ),
    Entry(
        code="CZ1043",
        title="PDF 已加密",
        message="附件“{id}”的文件 {file} 是加密的 PDF，评审时打不开，也无法长期保存。",
        remedy="请取消打开口令和权限限制后另存，或用“打印为 PDF”另存一份。",
        article=_ARTICLE,
    ),
    Entry(
        code="CZ1044",
        title="PDF 含有会自行动作的内容",
        message="附件“{id}”的文件 {file} 含有{what}。附件只应有供阅读的页面。",
        remedy="请用“打印为 PDF”另存一份（会去掉这些内容）后替换。",
        article=_ARTICLE,
    ),
    Entry(
        code="CZ1045",
        title="PDF 内嵌其他文件",
        message="附件“{id}”的文件 {file} 里还嵌着其他文件；评审只看页面，不看内嵌的文件。",
        remedy="如果内嵌的是证明材料，请取出来作为单独的附件列入清单；电子发票自带的数据文件可以保留。",
        article=_ARTICLE,
        severity=Severity.WARNING,
    ),
    Entry(
        code="CZ1046",
        title="图片已损坏",
        message="附件“{id}”的图片 {file} 不完整或已损坏，不能完整显示。",
        remedy="多半是传输没有完成。请换用原图，或用看图软件打开后另存一份。",
        article=_ARTICLE,
    ),
    Entry(
        code="CZ1047",
        title="图片像素过多",
        message="附件“{id}”的图片 {file} 有 {pixels}，超过一张图片的上限 {limit} 万像素，没有解码。",
        remedy="请缩小图片后另存；A4 幅面扫描 300 dpi 已经足够。",
        article=_ARTICLE,
    ),
    Entry(
        code="CZ1048",
        title="照片像素不足",
        message="附件“{id}”的产品照片 {file} 是 {pixels} 像素，短边不足 {least} 像素，印入目录会模糊。",
        remedy="请换用原始照片，不要用聊天软件压缩过的图或网页缩略图，也不要把小图放大。",
        article=_ARTICLE,
    ),
    Entry(
        code="CZ1049",
        title="附件里夹带别的内容",
        message="附件“{id}”的文件 {file} {what}。",
        remedy="请用原来的软件打开后另存（PDF 可用“打印为 PDF”）再替换；如果夹带的是材料，请作为单独的附件提交。",
        article=_ARTICLE,
    ),
)
