"""Findings about the pictures of products (CZ419x): what cannot be printed in the Directory."""

from czdocs.catalogue.entry import Entry

__all__ = ["ENTRIES"]

ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="CZ4190",
        title="产品照片损坏",
        message="产品“{product}”（{number}）的照片 {picture} 已损坏或不完整，不能印入《目录》。",
        remedy="请向申报单位重新索取照片，用看图软件能完整打开后再替换；替换后重新运行本命令。",
        occasion="照片文件传输时中断，只有前一半内容。",
    ),
    Entry(
        code="CZ4191",
        title="产品照片格式不符",
        message="产品“{product}”（{number}）的照片 {picture} 不是 PNG 或 JPEG 图片，不能印入《目录》。",
        remedy="请用看图软件把照片另存为 JPEG 或 PNG 后替换，只改扩展名不起作用。",
        occasion="把手机拍摄的 HEIC 照片改名为 photo.jpg。",
    ),
    Entry(
        code="CZ4192",
        title="产品照片像素过多",
        message="产品“{product}”（{number}）的照片 {picture} 像素过多（超过 5000 万），没有处理。",
        remedy="请用看图软件把照片缩小到长边 4000 像素左右，另存后替换。",
        occasion="照片是 20000×20000 像素的拼接图。",
    ),
    Entry(
        code="CZ4193",
        title="产品照片不宜印刷",
        message="产品“{product}”（{number}）的照片 {picture} 太小或过于狭长，印出来看不清产品。",
        remedy="请换一张能看清产品全貌的照片，短边不少于 600 像素为宜。",
        occasion="照片只有 8×8 像素，是网页上的图标。",
    ),
)
