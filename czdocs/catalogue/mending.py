"""Findings about writing that has one safe reading (CZ1012, CZ1026 to CZ1029), and `czdocs fix` (CZ513x)."""

from collections.abc import Mapping
from types import MappingProxyType

from czdocs.catalogue.entry import Entry

__all__ = ["ENTRIES", "REPAIRS"]

ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="CZ1012",
        title="引号一半全角一半半角",
        message="这里的引号一个是全角、一个是半角，没有配成一对。",
        remedy='请把两个引号都改成半角的 "；普通文字不必加引号。',
    ),
    Entry(
        code="CZ1026",
        title="列表的短横线写法不对",
        message="列表每项前面须是半角短横线“-”加一个半角空格，这里写的是“{written}”。",
        remedy="请改成“- ”（半角短横线和一个空格）。",
    ),
    Entry(
        code="CZ1027",
        title="字段名后没有冒号",
        message="“{key}”和它的值之间是制表符（往往从表格粘贴而来），没有冒号。",
        remedy="请在“{key}”后面加半角冒号和一个空格，写成“{key}: ”。",
    ),
    Entry(
        code="CZ1028",
        title="全角括号",
        message="“{title}”用了全角的括号，YAML 只认半角的 [ ] 和 {{ }}。",
        remedy="请把括号和其中的逗号、冒号都改成半角，逗号和冒号后面加一个空格。",
    ),
    Entry(
        code="CZ1029",
        title="全角井号",
        message="说明文字前面是全角的“＃”，YAML 只认半角的“#”。",
        remedy="请改成“# ”（半角井号和一个空格）。",
    ),
    Entry(
        code="CZ5130",
        title="文件在修改期间变了",
        message="{path} 在显示修改之后被别的程序改动过，没有写入。",
        remedy="请先在编辑器里保存或关闭该文件，再运行一次 czdocs fix {path}。",
        occasion="屏幕上等着回答“要这样改吗？”时，又在编辑器里保存了这个文件。",
    ),
    Entry(
        code="CZ5131",
        title="文件没有改成",
        message="{path} 没有写成：{reason}。原来的文件没有改动。",
        remedy="请检查磁盘空间和文件的权限后再运行一次。",
        exit_status=4,
        occasion="磁盘已满，或者文件在只读的光盘、网络共享上。",
    ),
    Entry(
        code="CZ5132",
        title="标准输入不能修改",
        message="czdocs fix 修改的是文件，不能读取标准输入。",
        remedy="请先把表单保存成文件，再运行 czdocs fix 文件名。",
        exit_status=2,
        occasion="运行了 czdocs fix -。",
    ),
)

REPAIRS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "encoding": ("CZ1005", "编码由 GBK 转成 UTF-8"),
        "encoding-16": ("CZ1003", "编码由 UTF-16 转成 UTF-8"),
        "invisible": ("CZ1009", "删去看不见的字符"),
        "direction": ("CZ1008", "删去不影响显示的方向控制字符"),
        "control": ("CZ1007", "删去粘贴带来的控制字符"),
        "tab": ("CZ1010", "缩进的制表符换成空格"),
        "wide-indent": ("CZ1023", "缩进的全角空格换成半角空格"),
        "indent": ("CZ1021", "缩进与同级的字段对齐"),
        "colon": ("CZ1011", "全角冒号换成半角冒号加空格"),
        "gap": ("CZ1022", "冒号后加半角空格"),
        "no-colon": ("CZ1027", "字段名后加冒号"),
        "dash": ("CZ1026", "列表的短横线换成半角并加空格"),
        "bracket": ("CZ1028", "括号、逗号换成半角"),
        "comment": ("CZ1029", "说明前的井号换成半角"),
        "quotes": ("CZ1012", "引号配成一对"),
        "quote": ("CZ1021", "含有冒号、逗号等符号的文字加引号"),
        "form": ("CZ1102", "表单名称"),
        "key": ("CZ1106", "字段名"),
    }
)
"""What each kind of repair mends (the code of the finding) and how it is called."""
