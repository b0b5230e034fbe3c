"""Findings about measuring finished PDFs (CZ4140 to CZ4159)."""

from czdocs.catalogue.entry import Entry

__all__ = ["ENTRIES"]

ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="CZ4140",
        title="不是 PDF 文件",
        message="这不是 PDF 文件，不能量。",
        remedy="请给出 PDF 文件；Word 文件先另存为 PDF。",
        occasion="czdocs measure 后面写的是 Word 文件。",
    ),
    Entry(
        code="CZ4141",
        title="PDF 有密码",
        message="这个 PDF 加了密码，读不出其中的内容。",
        remedy="请用没有密码的 PDF。",
        occasion="czdocs measure 后面写的 PDF 要密码才能打开。",
    ),
    Entry(
        code="CZ4142",
        title="PDF 损坏或者没有页",
        message="这个 PDF 损坏了，或者一页也没有。",
        remedy="请重新生成或者重新下载这个文件。",
        occasion="czdocs measure 后面写的 PDF 没有下载完。",
    ),
    Entry(
        code="CZ4143",
        title="认不出公文",
        message="这个 PDF 里没有发文机关标志、发文字号，也没有带成文日期的标题，看不出是公文。",
        remedy="请核对是不是拿错了文件；确实是公文的，用 --kind 指明格式。",
        occasion="czdocs measure 后面写的是证书或者名册。",
    ),
    Entry(
        code="CZ4144",
        title="PDF 没有文字层",
        message="这个 PDF 没有文字层（多半是扫描件），凡要看字的位置、字体、字号的各行都没有检测。",
        remedy="请用排版软件直接生成的 PDF；扫描件只能用尺量。",
        occasion="czdocs measure 后面写的是扫描件。",
    ),
    Entry(
        code="CZ4145",
        title="缺少读 PDF 的组件",
        message="没有安装读取 PDF 的组件 pypdfium2。",
        remedy="请运行 ./bootstrap，装上排版用的组件。",
        exit_status=4,
        occasion="没有装排版用的组件。",
    ),
)
