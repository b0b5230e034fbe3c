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
    Entry(
        code="CZ1050",
        title="压缩包无法打开",
        message="压缩包{reason}。",
        remedy="请重新打包（czdocs pack）并重新传送；传送前后比较文件大小。",
    ),
    Entry(
        code="CZ1051",
        title="压缩包里的路径指向包外",
        message="压缩包里的文件“{name}”{reason}，整个包没有接收。",
        remedy="请用 czdocs pack 重新打包；不要接收来历不明的压缩包。",
    ),
    Entry(
        code="CZ1052",
        title="压缩包里有链接或设备",
        message="压缩包里的“{name}”不是普通文件，而是链接、设备之类，整个包没有接收。",
        remedy="请把文件本身放进申报文件夹，再用 czdocs pack 重新打包。",
    ),
    Entry(
        code="CZ1053",
        title="压缩包过大",
        message="压缩包{reason}，没有解开。",
        remedy="请去掉无关的文件，压缩图片后重新打包；正常的申报材料远小于这个限度。",
    ),
    Entry(
        code="CZ1054",
        title="压缩包里还有压缩包",
        message="压缩包里的“{name}”还是压缩包，或者是 Word、Excel 文档，没有接收。",
        remedy="请先解开，文档请另存为 PDF，逐个列入附件清单后重新打包。",
    ),
    Entry(
        code="CZ1055",
        title="文件名的编码无法判断",
        message="压缩包里有文件的名字（显示为“{name}”）既不是 UTF-8 也不是 GBK 编码，无法读出。",
        remedy="请用 czdocs pack 重新打包，或把文件名改成字母和数字后再压缩。",
    ),
    Entry(
        code="CZ1056",
        title="压缩包里有重名的文件",
        message="压缩包里的“{name}”与“{other}”重名（不分大小写），解开后会互相覆盖。",
        remedy="请只保留一份，或改用不同的名字，更正清单后重新打包。",
    ),
    Entry(
        code="CZ1057",
        title="压缩包已加密",
        message="压缩包里的“{name}”是加密的，没有打开。",
        remedy="请不要设密码，重新打包；需要保密传送的，请用单位规定的传送方式。",
    ),
    Entry(
        code="CZ1058",
        title="文件名里有不可见的字符",
        message="压缩包里的文件名“{name}”含有控制字符或改变文字方向的字符。",
        remedy="请重新输入文件名，不要从网页上复制，再重新打包。",
    ),
    Entry(
        code="CZ1059",
        title="文件名不能使用",
        message="压缩包里的文件名“{name}”{reason}。",
        remedy="请改用简短的中文、字母、数字和连字符，更正清单后重新打包。",
    ),
    Entry(
        code="CZ1060",
        title="压缩包里有损坏的文件",
        message="压缩包里的“{name}”已损坏，校验不符。",
        remedy="多半是传送中出错。请重新传送，仍不行的请重新打包。",
    ),
    Entry(
        code="CZ1061",
        title="压缩方法不支持",
        message="压缩包里的“{name}”用了不常用的压缩方法（编号 {method}），没有解开。",
        remedy="请用 czdocs pack 打包，或用系统自带的压缩功能另存为 ZIP。",
    ),
    Entry(
        code="CZ1062",
        title="压缩包的结构不正常",
        message="压缩包{reason}，整个包没有接收。",
        remedy="请用 czdocs pack 重新打包，不要拼接或改动压缩包。",
    ),
    Entry(
        code="CZ1063",
        title="压缩包没有清单",
        message="压缩包里没有 manifest.json，不能核对传送中有没有缺少或改动。",
        remedy="材料照常核对。下次请用 czdocs pack 打包。",
        severity=Severity.WARNING,
    ),
    Entry(
        code="CZ1064",
        title="压缩包的清单无法使用",
        message="压缩包里的 manifest.json {reason}。",
        remedy="清单由 czdocs pack 生成，请不要手工改动；请重新打包。",
    ),
    Entry(
        code="CZ1065",
        title="压缩包缺少文件",
        message="清单 manifest.json 里的“{name}”不在压缩包里。",
        remedy="请用 czdocs pack 重新打包，不要从包里删除文件。",
    ),
    Entry(
        code="CZ1066",
        title="压缩包多出文件",
        message="压缩包里的“{name}”不在清单 manifest.json 里。",
        remedy="请把文件放进申报文件夹并列入附件清单，再用 czdocs pack 重新打包；不要直接加进压缩包。",
    ),
    Entry(
        code="CZ1067",
        title="压缩包里的文件被改动",
        message="压缩包里的“{name}”与清单 manifest.json 的大小或 SHA-256 不符，打包后被改动过。",
        remedy="请在申报文件夹里修改，再用 czdocs pack 重新打包。",
    ),
)
