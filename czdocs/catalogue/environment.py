"""Findings about environment, fonts and documents (CZ4xxx)."""

from czdocs.catalogue.entry import Entry
from czdocs.diagnostic import Severity

__all__ = ["ENTRIES"]

ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="CZ4001",
        title="缺少 Pango",
        message="不能生成 PDF：没有装 Pango 排版库。",
        remedy="请运行 ./bootstrap，或由管理员运行 apt-get install -y libpango-1.0-0 libpangoft2-1.0-0。",
        exit_status=4,
    ),
    Entry(
        code="CZ4002",
        title="缺少 HarfBuzz 子集库",
        message="不能生成 PDF：没有装 HarfBuzz 字库子集库。",
        remedy="请运行 ./bootstrap，或由管理员运行 apt-get install -y libharfbuzz-subset0。",
        exit_status=4,
    ),
    Entry(
        code="CZ4003",
        title="缺少字库",
        message="字库没有装齐：缺少或不能读取“{name}”。",
        remedy="请删除 {folder} 后重新运行 ./bootstrap。",
        exit_status=4,
    ),
    Entry(
        code="CZ4004",
        title="字库被改动",
        message="字库文件“{name}”与安装时的校验值不符。",
        remedy="请删除 {folder} 后重新运行 ./bootstrap。",
        exit_status=4,
    ),
    Entry(
        code="CZ4005",
        title="字库修整失败",
        message="字库“{name}”修整后的检查没有通过：{faults}。",
        remedy="请把这条信息告知本项目的维护人员；在此之前不能生成 PDF/A 文件。",
        exit_status=4,
    ),
    Entry(
        code="CZ4006",
        title="字库来源不符",
        message="找不到字库文件“{name}”，或者它不是本项目选定的版本。",
        remedy="请由管理员运行 apt-get update，然后重新运行 ./bootstrap。",
        exit_status=4,
    ),
    Entry(
        code="CZ4007",
        title="以其他字体代替",
        message="没有{name}字库，以“{substitute}”代替，版式不符合 GB/T 9704-2012 的字体要求。",
        remedy="请联网后删除 .venv 再运行 ./bootstrap；或用 --office-fonts 指明本单位字库所在的文件夹。",
        severity=Severity.WARNING,
    ),
    Entry(
        code="CZ4008",
        title="字库不能读取",
        message="“{name}”不是能用的 TrueType 或 OpenType 字库。",
        remedy="请换用完好的字库文件，或把它移出字库文件夹。",
        exit_status=4,
    ),
    Entry(
        code="CZ4009",
        title="缺少文档组件",
        message="不能生成文档：没有装 WeasyPrint。",
        remedy='请运行 ./bootstrap，或运行 pip install "czdocs[documents]"。',
        exit_status=4,
    ),
    Entry(
        code="CZ4010",
        title="字库没有这个字",
        message="“{character}”（{code_point}）不在任何一个字库中，不能印出（第 {position} 个字符）。",
        remedy="请核对是否误用了自造字或特殊符号，改用规范字后重试；确需使用的，请提供含有该字的本单位字库。",
    ),
    Entry(
        code="CZ4011",
        title="个别字用后备字体",
        message="{name}字库没有“{character}”（{code_point}），以后备字体印出。",
        remedy="通常不必处理；要求全文一种字体的，请提供含有该字的本单位字库。",
        severity=Severity.WARNING,
    ),
    Entry(
        code="CZ4012",
        title="字库不能写入",
        message="字库没有写入：{reason}。",
        remedy="请检查磁盘空间和目录权限，然后重新运行 ./bootstrap。",
        exit_status=4,
    ),
    Entry(
        code="CZ4101",
        title="排版模板有误",
        message="排版《{document}》时发现模板有误：{reason}。",
        remedy="请把这条信息告知维护模板的人员；改动过模板的，请恢复原来的模板后重试。",
        exit_status=4,
    ),
    Entry(
        code="CZ4102",
        title="模板语法错误",
        message="模板 {template} 第 {line} 行有语法错误：{reason}。",
        remedy="请按提示的位置改正模板，或恢复原来的模板。",
        exit_status=4,
    ),
    Entry(
        code="CZ4103",
        title="模板用到未提供的内容",
        message="模板 {template} 第 {line} 行用到的“{variable}”没有提供。",
        remedy="请核对变量名；改动过模板的，请恢复原来的模板。",
        exit_status=4,
    ),
    Entry(
        code="CZ4104",
        title="缺少模板",
        message="缺少模板 {template}。",
        remedy="请恢复该文件，或重新安装 czdocs。",
        exit_status=4,
    ),
    Entry(
        code="CZ4105",
        title="排版组件版本不符",
        message="中文两端对齐只在 WeasyPrint {expected} 上验证过，现装的是 {actual}。",
        remedy="请运行 ./bootstrap，装回锁定的版本。",
        exit_status=4,
    ),
    Entry(
        code="CZ4106",
        title="Word 模板不能读取",
        message="模板 {template} 不是能用的 Word 文档：{reason}。",
        remedy="请用 Word 重新保存为 docx 格式，或恢复原来的模板。",
        exit_status=4,
    ),
    Entry(
        code="CZ4107",
        title="文字中有控制字符",
        message="《{document}》的内容“{excerpt}”中有不能印出的控制字符（{code_point}）。",
        remedy="请在表单中删除该字符后重试；多半是从网页或其他软件复制时带入的。",
    ),
    Entry(
        code="CZ4108",
        title="用到了系统字体",
        message="《{document}》有文字用了未随程序安装的字体“{family}”，换一台机器会印出不同的结果。",
        remedy="请核对是否误用了特殊符号；改动过模板的，请恢复原来的模板。",
        exit_status=4,
    ),
    Entry(
        code="CZ4109",
        title="图片不能读取",
        message="《{document}》中的图片 {image} 缺失或不能读取。",
        remedy="请核对图片文件；应为 PNG 或 JPEG 格式。",
    ),
)
