"""The table of findings: every code with its texts, the only source of what users read about a fault.

Codes are never reused. Ranges: CZ10xx reading YAML, CZ11xx schema, CZ2Axx rule of article A (CZ2061 is the first rule
of article 6; cross-checks between forms are CZ29xx), CZ3xxx archive, CZ4xxx environment, fonts and documents, CZ5xxx
flows and command line, CZ6xxx policy parameters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from czdocs.diagnostic import Diagnostic, Place, Severity

__all__ = ["CATALOGUE", "Entry", "finding"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One code: its title, message and remedy in Chinese, with `{fields}` for the values of the case.

    `exit_status` is what the program ends with where the finding stops it: 1 input, 3 archive damaged, 4 environment.
    """

    code: str
    title: str
    message: str
    remedy: str
    article: str = ""
    severity: Severity = Severity.ERROR
    exit_status: int = 1


_ENTRIES: tuple[Entry, ...] = (
    # --- CZ10xx reading YAML
    Entry(
        code="CZ1001",
        title="文件过大",
        message="文件有 {size} 字节，超过一份表单的上限 {limit} 字节。",
        remedy="请把大段资料放进附件，表单里只写摘要。",
    ),
    Entry(
        code="CZ1002",
        title="文件为空",
        message="文件是空的。",
        remedy="请用 czdocs new 生成空白表单，填写后再校验。",
    ),
    Entry(
        code="CZ1003",
        title="编码是 UTF-16",
        message="文件的编码是 UTF-16，不是 UTF-8。",
        remedy="请在编辑器里选择“另存为”，编码选 UTF-8。",
    ),
    Entry(
        code="CZ1004",
        title="含有空字符",
        message="文件里有空字符（NUL），不是文本文件，或者已经损坏。",
        remedy="请检查是否选错了文件；如果是从其他软件导出的，请重新导出为纯文本。",
    ),
    Entry(
        code="CZ1005",
        title="编码是 GBK",
        message="文件的编码是 GBK（GB 18030），不是 UTF-8；第一处在第 {line} 行。",
        remedy="请在编辑器里选择“另存为”，编码选 UTF-8。",
    ),
    Entry(
        code="CZ1006",
        title="不是 UTF-8 文本",
        message="第 {line} 行有不属于 UTF-8 编码的字节，文件不是 UTF-8 文本，或者已经损坏。",
        remedy="请确认文件是 YAML 文本，并以 UTF-8 编码保存。",
    ),
    Entry(
        code="CZ1007",
        title="含有控制字符",
        message="这里有一个看不见的控制字符 {character}。",
        remedy="请删除该字符；它往往是从其他软件粘贴时带进来的。",
    ),
    Entry(
        code="CZ1008",
        title="含有双向控制字符",
        message="这里有一个改变文字方向的字符 {character}，会使看到的内容与实际内容不同。",
        remedy="请删除该字符，重新输入这一处的文字。",
    ),
    Entry(
        code="CZ1009",
        title="含有不可见字符",
        message="这里有一个看不见的字符 {character}，会使文字看似相同而实际不同。",
        remedy="请删除该字符，重新输入这一处的文字。",
    ),
    Entry(
        code="CZ1010",
        title="用制表符缩进",
        message="这一行用制表符（Tab）缩进，YAML 只允许空格。",
        remedy="请把行首的制表符换成空格，每级两个空格。",
    ),
    Entry(
        code="CZ1011",
        title="全角冒号",
        message="“{key}”后面是全角冒号“：”，YAML 的字段名后须用半角冒号加一个空格。",
        remedy="请改成“: ”（半角冒号和一个空格）。",
    ),
    Entry(
        code="CZ1013",
        title="嵌套过深",
        message="括号或缩进的嵌套超过 {limit} 层。",
        remedy="请检查括号是否配对；表单最多用到六层。",
    ),
    Entry(
        code="CZ1014",
        title="锚点和别名",
        message="这里用了 YAML 的锚点或别名“{name}”，表单不允许引用。",
        remedy="请把内容直接写出来；以 * 或 & 开头的文字请加引号。",
    ),
    Entry(
        code="CZ1015",
        title="自定义标签",
        message="这里用了 YAML 标签“{tag}”，表单不允许标签。",
        remedy="请删除标签；以 ! 开头的文字请加引号。",
    ),
    Entry(
        code="CZ1016",
        title="YAML 指令",
        message="文件开头有以 % 开头的 YAML 指令，表单不允许指令。",
        remedy="请删除以 % 开头的行。",
    ),
    Entry(
        code="CZ1017",
        title="一个文件多份文档",
        message="文件里用“---”分成了几份文档，一个文件只能有一份表单。",
        remedy="请把各份表单分别保存为文件。",
    ),
    Entry(
        code="CZ1018",
        title="字段重复",
        message="字段“{key}”出现了两次，第一次在第 {line} 行。",
        remedy="请保留一处，删除另一处。",
    ),
    Entry(
        code="CZ1019",
        title="字段名不是文字",
        message="这里的字段名是列表或一组字段，应当是一个词。",
        remedy="请检查此处的问号、括号和缩进；字段名写成“name: ”的样子。",
    ),
    Entry(
        code="CZ1020",
        title="不是表单",
        message="文件的内容是{shape}，不是一组字段。",
        remedy="请用 czdocs new 生成空白表单；第一行应为“form: application/1”之类。",
    ),
    Entry(
        code="CZ1021",
        title="YAML 写法有误",
        message="这里无法读懂：{reason}。",
        remedy="请对照空白表单检查这一行和上一行的缩进、冒号、引号和括号。",
    ),
    Entry(
        code="CZ1030",
        title="没有这个文件",
        message="没有文件或文件夹 {name}。",
        remedy="请检查路径和文件名。",
    ),
    Entry(
        code="CZ1031",
        title="无法读取",
        message="无法读取 {name}：{reason}。",
        remedy="请检查文件的权限，或者换一个位置。",
    ),
    Entry(
        code="CZ1032",
        title="链接失效",
        message="{name} 是一个失效的链接，它指向的文件不存在。",
        remedy="请删除该链接，或者换成文件本身。",
    ),
    Entry(
        code="CZ1033",
        title="不是普通文件",
        message="{name} 不是普通文件，不能作为表单读取。",
        remedy="请指定 YAML 文件或者文件夹。",
    ),
    Entry(
        code="CZ1034",
        title="没有表单",
        message="文件夹 {name} 里没有 YAML 表单。",
        remedy="请检查是否选错了文件夹；表单的文件名以 .yaml 结尾。",
    ),
    # --- CZ11xx schema
    Entry(
        code="CZ1101",
        title="没有表单名称",
        message="没有“form”字段，不知道这是哪一种表单。",
        remedy="请在第一行写表单名称和版本，可以是：{known}。",
    ),
    Entry(
        code="CZ1102",
        title="表单名称有误",
        message="表单名称“{value}”不是已知的表单。",
        remedy="可以是：{known}。",
    ),
    Entry(
        code="CZ1103",
        title="表单版本不识别",
        message="表单版本“{value}”不是本程序认识的版本。",
        remedy="本程序认识的是：{known}；如果表单较新，请更新 czdocs。",
    ),
    Entry(
        code="CZ1104",
        title="缺少字段",
        message="{parent}缺少“{title}”（{key}）。",
        remedy="请补写 {key}。{description}",
    ),
    Entry(
        code="CZ1105",
        title="多出字段",
        message="{parent}里没有字段{key}。",
        remedy="请删除，或改成以下之一：{known}。",
    ),
    Entry(
        code="CZ1106",
        title="字段名有误",
        message="字段名{key}应为“{near}”（{title}）。",
        remedy="请改成 {near}。",
    ),
    Entry(
        code="CZ1107",
        title="类型不对",
        message="“{title}”应填{wanted}，现在是{held}{value}。",
        remedy="{description}",
    ),
    Entry(
        code="CZ1108",
        title="没有填写",
        message="“{title}”没有填写。",
        remedy="{description}",
    ),
    Entry(
        code="CZ1109",
        title="不在可选范围",
        message="“{title}”的值{value}不在可选范围内。",
        remedy="可以是：{allowed}。",
    ),
    Entry(
        code="CZ1110",
        title="写法不对",
        message="“{title}”的写法{value}不符合要求。",
        remedy="{description}{example}",
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
        remedy="{description}",
    ),
    Entry(
        code="CZ1113",
        title="文字过长",
        message="“{title}”有 {count} 个字符，至多 {limit} 个。",
        remedy="{description}",
    ),
    Entry(
        code="CZ1114",
        title="数值超出范围",
        message="“{title}”的值{value}超出范围（{low} 至 {high}）。",
        remedy="{description}",
    ),
    Entry(
        code="CZ1115",
        title="列表有重复",
        message="“{title}”里有相同的项。",
        remedy="请删除重复的项。",
    ),
    Entry(
        code="CZ1116",
        title="项数不足",
        message="“{title}”只有 {count} 项，至少须 {limit} 项。",
        remedy="{description}",
    ),
    Entry(
        code="CZ1117",
        title="项数过多",
        message="“{title}”有 {count} 项，至多 {limit} 项。",
        remedy="{description}",
    ),
    Entry(
        code="CZ1118",
        title="条件要求填写",
        message="{condition}时，必须填写“{title}”（{key}）。",
        remedy="请补写 {key}。{description}",
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
        remedy="请删除 {key}，或者更正前一项。",
    ),
    Entry(
        code="CZ1121",
        title="与种类不符",
        message="{condition}时，“{title}”的写法{value}不对。",
        remedy="{description}",
    ),
    # --- CZ2xxx rules of the measures
    Entry(
        code="CZ2241",
        title="涉及国家秘密",
        message="本表标明或者声明涉及国家秘密，不适用本办法；本系统不读取、不保存、不显示其内容。",
        remedy="请停止在本系统填写和传输，按保密规定处理本文件及其副本，并向本单位保密工作机构报告。"
        "如不涉密，请删去密级标志并将 state_secret 填为 false。",
        article="第二十四条",
    ),
    # --- CZ3xxx archive
    Entry(
        code="CZ3001",
        title="归档文件损坏",
        message="归档文件 {file} 损坏：{reason}。",
        remedy="不要修改该文件。请从镜像或备份取回原文件，再运行 czdocs archive verify 核对。",
        exit_status=3,
    ),
    Entry(
        code="CZ3002",
        title="归档文件缺失",
        message="缺少第 {number} 次归档的文件 {file}，其后的归档仍在。",
        remedy="请从镜像或备份取回该文件，再运行 czdocs archive verify 核对。",
        exit_status=3,
    ),
    Entry(
        code="CZ3003",
        title="归档前后不相接",
        message="归档文件 {file} 与前面的归档不相接：{reason}。该文件或其前一次归档的文件被替换过。",
        remedy="请与镜像或备份逐一比对这两个文件，取回原文件。",
        exit_status=3,
    ),
    Entry(
        code="CZ3004",
        title="归档内容缺失",
        message="缺少文件内容 {file}（第 {sequences} 号记录引用）。",
        remedy="请从镜像或备份取回该文件；文件名即内容的 SHA-256，可用 sha256sum 核对。",
        exit_status=3,
    ),
    Entry(
        code="CZ3005",
        title="归档内容被改动",
        message="文件内容 {file} 的实际 SHA-256 为 {actual}，与文件名不符，内容已被改动或损坏。",
        remedy="请从镜像或备份取回该文件；文件名即内容的 SHA-256，可用 sha256sum 核对。",
        exit_status=3,
    ),
    Entry(
        code="CZ3006",
        title="归档内容大小不符",
        message="文件内容 {file} 为 {actual} 字节，第 {sequence} 号记录写的是 {expected} 字节。",
        remedy="请用备份核对该记录所在的归档文件。",
        exit_status=3,
    ),
    Entry(
        code="CZ3007",
        title="档案格式文件损坏",
        message="档案的 format.json 缺失或损坏：{reason}。",
        remedy="请从镜像或备份取回 format.json；归档文件和文件内容未受影响。",
        exit_status=3,
    ),
    Entry(
        code="CZ3008",
        title="记录之间矛盾",
        message="第 {sequence} 号记录有误：{reason}。",
        remedy="请用镜像或备份核对该记录所在的归档文件。",
        exit_status=3,
    ),
    Entry(
        code="CZ3009",
        title="末尾的归档丢失或被换",
        message="第 {number} 次归档曾经存在（SHA-256 {digest}），现在{reason}。",
        remedy="请从镜像或备份取回第 {number} 次归档的文件 {file}；如确已改用另一份档案，运行 czdocs archive reindex。",
        exit_status=3,
    ),
    Entry(
        code="CZ3020",
        title="不是档案",
        message="{location} 不是档案：没有 format.json。",
        remedy="请检查档案位置；如要新建档案，请先创建。",
    ),
    Entry(
        code="CZ3021",
        title="档案已存在",
        message="{location} 已是一份档案，没有重新创建。",
        remedy="请直接使用该档案，或另选一个位置。",
    ),
    Entry(
        code="CZ3022",
        title="位置已被占用",
        message="{location} 已有另一份 {file}，不能在此新建档案。",
        remedy="请另选一个空的位置。",
    ),
    Entry(
        code="CZ3023",
        title="没有这条记录",
        message="档案中没有第 {sequence} 号记录，最后一条是第 {last} 号。",
        remedy="请用 czdocs archive find 查找顺序号。",
    ),
    Entry(
        code="CZ3024",
        title="格式版本不识别",
        message="{location} 的档案格式为“{format}”，本程序只认识“{known}”。",
        remedy="请改用较新版本的 czdocs。",
        exit_status=4,
    ),
    Entry(
        code="CZ3025",
        title="档号重复",
        message="档号“{number}”已用于第 {sequence} 号记录，档号不得重用。",
        remedy="请改用下一个未用的档号。",
    ),
    Entry(
        code="CZ3026",
        title="记录不完整",
        message="《{title}》不能归档：{reason}。",
        remedy="请改正后重新归档；档案没有变化。",
    ),
    Entry(
        code="CZ3027",
        title="没有这个文件内容",
        message="档案中没有 SHA-256 为 {digest} 的文件内容。",
        remedy="请核对 SHA-256，或用 czdocs archive find 查找记录。",
    ),
    Entry(
        code="CZ3030",
        title="多余的文件",
        message="{file} 不属于档案。",
        remedy="请移到档案文件夹之外保存；档案内容未受影响。",
        severity=Severity.WARNING,
    ),
    Entry(
        code="CZ3031",
        title="未被引用的内容",
        message="文件内容 {file} 未被任何记录引用，是中断的归档留下的。",
        remedy="无害，可以保留；重新归档同一内容时会自动使用。",
        severity=Severity.WARNING,
    ),
    Entry(
        code="CZ3032",
        title="说明文件被改动",
        message="档案中的 README.md 缺失或与建档时不同。",
        remedy="请从镜像或备份取回；归档文件和文件内容未受影响。",
        severity=Severity.WARNING,
    ),
    Entry(
        code="CZ3033",
        title="没有写完的文件",
        message="{file} 是中断的写入留下的。",
        remedy="无人写入档案时可以删除。",
        severity=Severity.WARNING,
    ),
    Entry(
        code="CZ3041",
        title="磁盘已满",
        message="写入 {file} 时磁盘空间不足。",
        remedy="请腾出空间后重新运行；已归档的内容未受影响，本次归档没有发生。",
        exit_status=4,
    ),
    Entry(
        code="CZ3042",
        title="没有权限",
        message="没有权限读写 {file}（{reason}）。",
        remedy="请让管理员授予该文件夹的读写权限后重新运行；已归档的内容未受影响。",
        exit_status=4,
    ),
    Entry(
        code="CZ3043",
        title="磁盘或网络故障",
        message="读写 {file} 时出错：{reason}。",
        remedy="请检查磁盘和网络；恢复后先运行 czdocs archive log 看本次归档是否已经成立，再决定是否重新运行。",
        exit_status=4,
    ),
    Entry(
        code="CZ3044",
        title="文件系统不适用",
        message="{location} 所在的文件系统既不支持硬链接，也不支持不覆盖的改名，不能保证多人同时归档的安全。",
        remedy="请把档案放在 ext4、XFS、NTFS、APFS 等文件系统或兼容的网络共享上。",
        exit_status=4,
    ),
    # --- CZ4xxx environment, fonts, documents
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
    # --- CZ5xxx flows and command line
    Entry(
        code="CZ5101",
        title="没有该年度的表单",
        message="没有找到 {year} 年度的表单文件夹 {path}。",
        remedy="请用 --forms 指明表单所在的文件夹，其下应有以年度命名的文件夹，例如 2026。",
    ),
    Entry(
        code="CZ5102",
        title="磁盘已满",
        message="磁盘空间不足，文件 {path} 没有写成。",
        remedy="请清理磁盘后再运行一次；已归档的内容没有损失，未归档的内容不会留下半截。",
        exit_status=4,
    ),
    Entry(
        code="CZ5103",
        title="没有写入权限",
        message="没有权限写入 {path}。",
        remedy="请检查该文件夹的权限，或用 --out 另指一个可以写入的文件夹。",
        exit_status=4,
    ),
    Entry(
        code="CZ5104",
        title="输出路径被占用",
        message="无法写入 {path}：路径上有同名的文件或文件夹。",
        remedy="请移走占用该路径的文件，或用 --out 另指一个文件夹。",
        exit_status=4,
    ),
    Entry(
        code="CZ5105",
        title="文件无法写入",
        message="文件 {path} 没有写成：{reason}。",
        remedy="请检查磁盘和文件夹后再运行一次；已归档的内容没有损失。",
        exit_status=4,
    ),
    Entry(
        code="CZ5106",
        title="该年度已发布且内容不同",
        message="{year} 年度的目录已于{published}发布（第 {commit} 次归档），这次的表单与当时不同：{difference}。",
        remedy="已发布的目录不会被悄悄改动。如确需发布更正版，请加 --correct；否则请恢复原来的表单。",
    ),
    Entry(
        code="CZ5107",
        title="以前年度尚未归档",
        message="{earlier} 年度的表单尚未发布和归档，{year} 年版目录不会列入该年度认定的产品。",
        remedy="请先运行 invoke publish-directory --year {earlier}，再发布 {year} 年度的目录。",
        severity=Severity.WARNING,
    ),
    Entry(
        code="CZ5108",
        title="以后年度已经发布",
        message="归档中已有 {later} 年版目录，其中没有列入本年度新认定的产品。",
        remedy="请在发布后用 --year {later} --correct 重新发布 {later} 年版目录。",
        severity=Severity.WARNING,
    ),
    Entry(
        code="CZ5109",
        title="没有认定决定",
        message="{year} 年度的表单中没有 certification-decision.yaml，不能发布目录。",
        remedy="请在联合会商后填写认定决定，放在 {year} 年度文件夹下。",
        article="第十条",
    ),
    Entry(
        code="CZ5110",
        title="没有任何年度",
        message="文件夹 {path} 下没有以年度命名的表单文件夹。",
        remedy="请用 --forms 指明表单所在的文件夹，其下应有以年度命名的文件夹，例如 2026。",
    ),
    Entry(
        code="CZ5111",
        title="排版进程中断",
        message="排版进程意外结束，多半是内存不足；没有归档任何内容。",
        remedy="请关闭其他程序，或用 --jobs 1 再运行一次。",
        exit_status=4,
    ),
    Entry(
        code="CZ5112",
        title="成文日期未到",
        message="认定文件的成文日期是{dated}，晚于今天（{today}），还不能发布。",
        remedy="请在成文日期当天或之后发布，或更正认定决定中的 dated。",
        article="第十条",
    ),
    Entry(
        code="CZ5120",
        title="不是顺序号或摘要值",
        message="“{given}”既不是记录的顺序号，也不是文件的 SHA-256 摘要值（64 位小写十六进制）。",
        remedy="顺序号用 czdocs archive find 查找；文件的摘要值列在 czdocs archive show 顺序号 的“文件”之下。",
        exit_status=2,
    ),
    Entry(
        code="CZ5113",
        title="归档正被改动",
        message="发布期间归档不断被其他人更新，已重试 {attempts} 次。",
        remedy="归档没有改变。请稍后再运行一次。",
        exit_status=4,
    ),
    # --- CZ6xxx policy parameters
    Entry(
        code="CZ6001",
        title="政策参数有误",
        message="参数文件 {name} 的 {key} 应为{wanted}。",
        remedy="请更正参数文件；参数文件随程序发布，未经解释机关同意不要改动。",
    ),
    Entry(
        code="CZ6002",
        title="办法尚未施行",
        message="{day} 时《办法》（{document}）尚未施行，施行日期为 {valid_from}。",
        remedy="请核对日期；如施行日期有误，请由市工信局更正参数文件。",
    ),
    Entry(
        code="CZ6003",
        title="缺少政策参数",
        message="缺少参数文件 {name}。",
        remedy="请重新安装 czdocs，或补上该文件。",
    ),
)

CATALOGUE: Mapping[str, Entry] = MappingProxyType({entry.code: entry for entry in _ENTRIES})
if len(CATALOGUE) != len(_ENTRIES):
    raise AssertionError("a diagnostic code stands twice in the catalogue")


def finding(
    code: str,
    place: Place,
    *,
    related: tuple[tuple[str, Place], ...] = (),
    article: str | None = None,
    **values: object,
) -> Diagnostic:
    """The finding `code` at `place`, its texts filled with `values`.

    `article` replaces the entry's article where one code serves several (a schema fault cites its field's article).

    Raises:
        KeyError: If the code is not in the catalogue or a value that its text needs is missing.
    """
    entry = CATALOGUE[code]
    return Diagnostic(
        code=code,
        place=place,
        severity=entry.severity,
        message=entry.message.format(**values),
        article=entry.article if article is None else article,
        remedy=entry.remedy.format(**values),
        related=related,
    )
