"""Synthetic years for measurements of scale: any number of complete, plausible, plainly invented cases.

The same seed gives the same bytes. Usage:

    python bench/generate.py --year 2026 --cases 1000 --out /tmp/forms [--seed 1]

writes `OUT/2026/cases/…`, and `OUT/2026/certification-decision.yaml` that certifies all but one case in ten.
"""

import argparse
import hashlib
import io
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from PIL import Image, ImageDraw
from stdnum.cn import uscc

from czdocs.terms import Category, District, Field

PREFIXES = [
    "启衡",
    "澄光",
    "云栈",
    "沐岚",
    "天目",
    "茅山",
    "潞横",
    "恒准",
    "拓维",
    "数澜",
    "烯源",
    "驭光",
    "晟泽",
    "金沙",
    "曹山",
    "平陵",
    "横山",
    "丁堰",
    "湖塘",
    "青枫",
    "翠竹",
    "芦墅",
]
TRADES = ["装备", "智造", "新材", "机电", "传动", "光电", "能源", "医械", "软件", "精工", "仪器", "动力"]
THINGS: dict[Field, tuple[str, ...]] = {
    Field.HIGH_END_EQUIPMENT: ("数控磨床", "焊接工作站", "谐波减速器", "激光切割机", "伺服压力机", "工业机器人关节"),
    Field.NEW_ENERGY: ("液冷储能柜", "光伏逆变器", "电解槽", "动力电芯", "燃料电池电堆", "电池检测线"),
    Field.NEW_MATERIALS: ("碳纤维预浸料", "导热膜", "铝镁合金型材", "生物基聚酰胺", "气凝胶毡", "陶瓷基板"),
    Field.INFORMATION_TECHNOLOGY: (
        "激光雷达",
        "边缘控制器",
        "数据采集网关",
        "工业相机",
        "时间同步交换机",
        "工艺仿真软件",
    ),
    Field.BIOMEDICINE: ("免疫分析仪", "康复训练器", "超声探头", "输注泵", "骨科植入件", "内窥镜摄像系统"),
}
MANNERS = ["高速", "精密", "紧凑型", "模块化", "大扭矩", "低温", "耐腐蚀", "轻量化", "宽温", "双通道", "直驱", "微型"]
MEASURES = (
    ("额定功率", "kW"),
    ("重复精度", "mm"),
    ("工作温度上限", "℃"),
    ("平均无故障时间", "h"),
    ("质量", "kg"),
    ("响应时间", "ms"),
)
PEOPLE = [
    "陆知微",
    "蒋闻舟",
    "许砚秋",
    "丁慕白",
    "方以宁",
    "沈疏桐",
    "钱立群",
    "顾衡远",
    "苏望舒",
    "江行简",
    "何拾光",
    "梁若谷",
]
SECTIONS = (
    ("company", "单位概况"), ("product", "产品概述"), ("background", "研制背景与必要性"), ("technology", "技术路线与关键技术"),
    ("ip_and_standards", "知识产权与标准"), ("quality", "质量保证与检测、售后"), ("applications_and_users", "应用情况与用户评价"),
    ("market", "市场前景、经济与社会效益"), ("promotion", "推广应用计划"), ("other", "其他说明"),
)  # fmt: skip
SCORES = "{innovation: 26, advancement: 25, market: 12, ip: 8, quality: 12}"


def credit_code(rng: random.Random, district: District) -> str:
    """A unified social credit code with right check characters, of no real company."""
    area = district.value if district is not District.CZEDZ else "320400"
    body = "MA" + "".join(rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(6))
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = 11 - sum((int(c) if c.isdigit() else ord(c) - 55) * w for c, w in zip(body, weights, strict=True)) % 11
    front = f"91{area}{body}{ {10: 'X', 11: '0'}.get(rest, str(rest)) }"
    return front + uscc.calc_check_digit(front + "0")


def patent(rng: random.Random, year: int) -> str:
    """A Chinese invention patent number with its check digit."""
    digits = f"{year}1{rng.randrange(10**7):07d}"
    rest = sum(int(c) * w for c, w in zip(digits, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=True)) % 11
    return f"ZL{digits}.{'X' if rest == 10 else rest}"  # noqa: PLR2004


def pdf(text: str) -> bytes:
    """A one-page PDF that says `text` (ASCII)."""
    stream = f"BT /F 12 Tf 40 360 Td ({text}) Tj ET".encode("ascii")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 298 420]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        len(out),
    )
    return bytes(out)


def picture(rng: random.Random) -> bytes:
    """A picture of 480 by 360 in some colours."""
    image = Image.new("RGB", (480, 360), tuple(rng.randrange(200, 256) for _ in range(3)))
    draw = ImageDraw.Draw(image)
    for _ in range(12):
        x, y = rng.randrange(20, 360), rng.randrange(20, 260)
        colour = tuple(rng.randrange(60, 200) for _ in range(3))
        draw.rounded_rectangle((x, y, x + rng.randrange(20, 110), y + rng.randrange(20, 90)), 8, fill=colour)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def case_files(
    rng: random.Random, year: int, case: str, district: District, *, recommended: bool
) -> Iterator[tuple[str, bytes]]:
    """Every file of one case: name and content."""
    field = rng.choice(list(THINGS))
    software = field is Field.INFORMATION_TECHNOLOGY and rng.random() < 0.3  # noqa: PLR2004
    category = (
        Category.FIRST_VERSION_SOFTWARE
        if software
        else rng.choice([c for c in Category if c is not Category.FIRST_VERSION_SOFTWARE])
    )
    company = f"常州虚拟{rng.choice(PREFIXES)}{rng.choice(TRADES)}{case[-4:]}有限公司"
    thing = "".join(rng.sample(MANNERS, 2)) + rng.choice(THINGS[field])
    chief, contact = rng.sample(PEOPLE, 2)
    closing = date(year, 4, 15)
    completed = closing - timedelta(days=rng.randrange(120, 700))
    measures = [(n, u, f"{rng.randrange(1, 9000) / 10:.1f}") for n, u in rng.sample(MEASURES, rng.randrange(3, 6))]
    text = f"本段为测量用的虚拟内容，说明{thing}在第{{}}部分的情况：" + "，".join(
        f"{n}达到{v}{u}" for n, u, v in measures
    )
    text += "，经型式检验和用户试用，运行稳定，各项指标满足企业标准的要求，具备批量制造和推广应用的条件。"
    attachments = {
        "A1": ("business_licence", "营业执照", pdf(f"{case} A1")),
        "A2": ("photo", "产品照片", picture(rng)),
        "A3": ("ip_certificate", "发明专利证书", pdf(f"{case} A3")),
        "A4": ("test_report", "型式检验报告", pdf(f"{case} A4")),
        "A5": ("standard", "企业标准", pdf(f"{case} A5")),
    }
    yield (
        "application.yaml",
        f"""form: application/1
case: {case}
year: {year}
submitted_on: {year}-04-08
applicant:
  name: {company}
  uscc: {credit_code(rng, district)}
  kind: enterprise
  legal_representative: {chief}
  contact: {{name: {contact}, phone: 0519-8555{rng.randrange(10000):04d}, email: contact@c{case[-4:]}.example.com}}
  registered_on: {rng.randrange(2008, year - 3)}-06-12
  registered_address: 江苏省常州市{district.label}虚拟路{rng.randrange(1, 200)}号
  production_address: 江苏省常州市{district.label}虚拟路{rng.randrange(1, 200)}号
  district: {district.value}
  industry: C3491
  registered_capital_wan_yuan: {rng.randrange(500, 9000)}.00
  staff_total: {rng.randrange(60, 900)}
  staff_rd: {rng.randrange(10, 60)}
  finance:
""".encode()
        + b"".join(
            f"    - {{year: {y}, revenue_wan_yuan: {rng.randrange(6000, 20000)}.50, rd_expense_wan_yuan: {rng.randrange(400, 900)}.20, "
            f"profit_wan_yuan: {rng.randrange(200, 900)}.10, tax_wan_yuan: {rng.randrange(100, 500)}.30}}\n".encode()
            for y in range(year - 3, year)
        )
        + f"""product:
  name: {thing}
  models: [XN-{rng.randrange(100, 999)}]
{f"  version: V{rng.randrange(1, 9)}.0" + chr(10) if software else ""}  category: {category.value}
  field: {field.value}
  completed_on: {completed}
  completed_evidence: E1
  first_sold_on: {completed + timedelta(days=40)}
  origin: [product, core_technology]
  unit_price_yuan: 480000.00
  units_sold: 5
  sales_total_yuan: 2400000.00
  regulated: false
  photo: A2
  summary: {text.format("一")[:150]}
  features:
    - {thing}的结构与控制一体化设计，体积较上一代减小两成
    - 关键部件自主研制，配套企业均在本市及周边
    - 出厂前逐台完成负载试验并留存检验记录
  level: domestic_advanced
  level_evidence: E1
  indicators:
""".encode()
        + b"".join(
            f'    - {{name: {n}, unit: {u}, value: {v}, comparison: ">=", domestic_best: {v}, foreign_best: null, source: E1}}\n'.encode()
            for n, u, v in measures
        )
        + f"""  ip:
    - {{kind: invention, number: {patent(rng, year - 3)}, title: 一种{thing}, holder: {company}, granted_on: {year - 1}-09-06, status: valid, attachment: A3}}
  evidence:
    - {{id: E1, kind: test_report, number: 虚检字{case[-4:]}号, title: {thing}型式检验报告, issuer: 江苏虚拟检验中心, issued_on: {completed}, mark: CMA, conclusion: 所检项目符合企业标准的要求, attachment: A4}}
    - {{id: E2, kind: standard, number: Q/XN {case[-3:]}—{year - 1}, title: {thing}企业标准, issuer: {company}, issued_on: {completed}, attachment: A5}}
  prior: []
declarations: {{good_credit: true, no_major_accident: true, industrial_policy: true, ip_clear: true, state_secret: false}}
pledge: {{signed_by: {chief}, signed_on: {year}-04-08, sealed: true}}
""".encode(),
    )
    blocks = {key: f"  {key}: |-\n    {text.format(title)}\n" for key, title in SECTIONS}
    blocks["innovations"] = "  innovations:\n" + "".join(
        f"    - {{title: 创新点之{n}, text: {text.format('四')[:120]}, evidence: [E1]}}\n" for n in "一二三"
    )
    blocks["indicators"] = f"  indicators:\n    text: {text.format('六')}\n    rows:\n" + "".join(
        f"      - {{name: {n}, unit: {u}, value: {v}, source: E1}}\n" for n, u, v in measures
    )
    order = "company product background innovations technology indicators ip_and_standards quality applications_and_users market promotion other"
    head = f"case: {case}\nyear: {year}\n"
    yield (
        "report.yaml",
        (
            f"form: report/2\n{head}product_name: {thing}\nsections:\n" + "".join(blocks[key] for key in order.split())
        ).encode(),
    )
    yield (
        "preliminary-review.yaml",
        f"""form: preliminary-review/1
{head}district: {district.value}
received_on: {year}-04-09
materials: {{application: true, report: true, attachments: true}}
checks:
""".encode()
        + b"".join(
            f"  - {{article: 6({n}), result: pass, note: 经核对材料和现场，符合该项条件}}\n".encode()
            for n in range(1, 6)
        )
        + f"""result: pass
opinion: 经初审，申报材料齐全，符合第六条规定的条件，同意推荐。
reviewer: {district.authority}
signed_by: {rng.choice(PEOPLE)}
dated: {year}-04-24
sealed: true
""".encode(),
    )
    experts = rng.sample(PEOPLE, 5)
    scores = SCORES if recommended else "{innovation: 15, advancement: 14, market: 8, ip: 5, quality: 8}"
    yield (
        "expert-review.yaml",
        (
            f"form: expert-review/1\n{head}held_on: {year}-05-20\nmethod: meeting\nexperts:\n"
            + "".join(
                f"  - {{name: {name}, organisation: 江苏虚拟大学, title: 教授, speciality: 机械工程, conflict_free: true, scores: {scores}}}\n"
                for name in experts
            )
            + f"group: {{leader: {experts[0]}, recommendation: {'recommend' if recommended else 'not_recommend'}, "
            f"opinion: 经质询和讨论，专家组{'同意' if recommended else '不同意'}推荐该产品。}}\ndated: {year}-05-20\n"
        ).encode(),
    )
    lines = f"form: attachments/1\n{head}files:\n"
    for identifier, (kind, title, data) in attachments.items():
        jpeg = kind == "photo"
        name = f"attachments/{identifier}-{kind.replace('_', '-')}.{'jpg' if jpeg else 'pdf'}"
        lines += (
            f"  - {{id: {identifier}, kind: {kind}, title: {title}, file: {name}, "
            f"media_type: {'image/jpeg' if jpeg else 'application/pdf'}, size: {len(data)}, "
            f"pages: {'null' if jpeg else 1}, sha256: {hashlib.sha256(data).hexdigest()}}}\n"
        )
        yield name, data
    yield "attachments.yaml", lines.encode()


def generate(out: Path, *, year: int, cases: int, seed: int) -> None:
    """Write a synthetic year of `cases` cases into `out/YEAR`."""
    rng = random.Random(seed)
    decided, certified = "", 0
    serials = dict.fromkeys(District, 0)
    for number in range(cases):
        district = rng.choice(list(District))
        serials[district] += 1
        case = f"{year}-{district.letters}-{serials[district]:04d}"
        recommended = number % 10 != 9  # noqa: PLR2004
        for name, data in case_files(rng, year, case, district, recommended=recommended):
            path = out / str(year) / "cases" / case / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if recommended:
            certified += 1
            decided += f"  - {{case: {case}, result: certified, certificate: CZCP-{year}-{certified:04d}}}\n"
        else:
            decided += f"  - {{case: {case}, result: refused, reason: 专家组不同意推荐}}\n"
    pattern = Path(__file__).resolve().parent.parent / "forms" / "sample" / "2026" / "certification-decision.yaml"
    text = pattern.read_text(encoding="utf-8").replace("2026", str(year))
    before, _, rest = text.partition("entries:\n")
    _, _, after = rest.partition("carried_over:")
    (out / str(year) / "certification-decision.yaml").write_text(
        f"{before}entries:\n{decided}carried_over:{after}", encoding="utf-8"
    )
    print(f"{out / str(year)}: {cases} cases, {certified} certified")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--year", type=int, default=2026)
    parser.add_argument("--cases", type=int, default=100)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    generate(options.out, year=options.year, cases=options.cases, seed=options.seed)
