"""A small Directory edition: every category and district, short and very long names, rare characters."""

from datetime import date

from czdocs.decide.edition import (
    Agreement,
    DirectoryEdition,
    DirectoryEntry,
    Indicator,
    IpRight,
    Publication,
    PublicityPeriod,
    RefusedCase,
)
from czdocs.period import years_after
from czdocs.terms import Category, District, Field, IpKind, Level

__all__ = ["ISSUERS", "edition", "entry", "publication"]

ISSUERS = ("常州市工业和信息化局", "常州市发展和改革委员会", "常州市科学技术局", "常州市财政局")
_DATED = date(2026, 6, 16)
_SUMMARY = (
    "面向离散制造企业，把设备时序数据、业务系统表单和图纸文档接入同一治理空间。平台依据工艺语义图谱自动匹配字段、"
    "生成质量规则并追踪血缘，数据问题可定位到工位和责任岗位，已在电机、农机和线缆企业运行。"
)
_FEATURES = (
    "内置86种工业协议和业务系统连接器，新增数据源只需填写映射表，不写程序",
    "工艺语义图谱辅助字段匹配，准确率94.6%，人工只需复核低置信度部分",
    "全部组件适配国产处理器、操作系统和数据库，支持内网离线部署",
)
_INDICATORS = (
    Indicator(name="重复定位精度", unit="μm", value="1.5", comparison="<="),
    Indicator(name="时序数据持续写入速率", unit="万点/秒", value="320", comparison=">="),
    Indicator(name="工作温度上限", unit="℃", value="85", comparison="="),
    Indicator(name="单机处理能力", unit="m³/h", value="1200.00", comparison=">="),
)
_IP = (
    IpRight(kind=IpKind.INVENTION, number="ZL202211478035.7", title="一种基于工艺语义图谱的异构字段匹配方法"),
    IpRight(kind=IpKind.SOFTWARE_COPYRIGHT, number="2024SR1620847", title="数澜制造业多源数据治理平台软件V3.2"),
)


def publication(*, year: int = 2026, dated: date = _DATED) -> Publication:
    """The certifying document of `year`, issued jointly by four agencies."""
    return Publication(
        year=year,
        document_number=f"常工信创新〔{year}〕58号",
        dated=dated,
        issuers=ISSUERS,
        recipients=("各辖市（区）工信局、发改委（局）、科技局、财政局", "常州经开区经发局、科技局、财政局"),
        call_notice=f"常工信创新〔{year}〕19号",
        consultation=Agreement(held_on=date(year, 6, 2), participants=ISSUERS),
        publicity=PublicityPeriod(
            posted_on=date(year, 6, 4),
            first_day=date(year, 6, 5),
            last_day=date(year, 6, 11),
            working_days=5,
            contact="常州市工业和信息化局科技创新处",
            telephone="0519-85550093",
            email="cxcp@gxj.example.gov.cn",
            address="常州市新北区示例路1号行政中心",
            postcode="213022",
            objections="none",
        ),
        contact="常州市工业和信息化局科技创新处",
        telephone="0519-85550093",
        note="此件公开发布",
        copies_to=("常州市人民政府办公室", "各有关单位"),
        printed_by="常州市工业和信息化局办公室",
        printed_on=date(year, 6, 17),
    )


def entry(  # noqa: PLR0913  # a fixture names what differs and leaves the rest
    number: int,
    *,
    product: str = "制造业多源数据治理平台软件",
    company: str = "常州示例数澜信息技术有限公司",
    models: tuple[str, ...] = ("SL-DGP-E",),
    version: str | None = None,
    category: Category = Category.FIRST_EQUIPMENT,
    field: Field = Field.HIGH_END_EQUIPMENT,
    district: District = District.WUJIN,
    certified_on: date = _DATED,
    summary: str = _SUMMARY,
    features: tuple[str, ...] = _FEATURES,
    level: Level | None = Level.DOMESTIC_LEADING,
    indicators: tuple[Indicator, ...] = _INDICATORS,
    renews: str | None = None,
) -> DirectoryEntry:
    """The product certified under `number` in the year of `certified_on`, valid for two years."""
    year = certified_on.year
    return DirectoryEntry(
        certificate=f"CZCP-{year}-{number:04}",
        case=f"{year}-{district.letters}-{number:04}",
        product=product,
        models=models,
        version=version,
        category=category,
        field=field,
        company=company,
        uscc="91320402MA0267GK6U",
        district=district,
        certified_on=certified_on,
        valid_from=certified_on,
        valid_to=years_after(certified_on, 2),
        document_number=f"常工信创新〔{year}〕58号",
        summary=summary,
        features=features,
        level=level,
        indicators=indicators,
        ip=_IP,
        standards=("GB/T 37393-2019", "Q/320402 SL 003-2025"),
        photo=None,
        photo_type=None,
        contact="市场部",
        telephone="0519-85557716",
        renews=renews,
    )


def _entries() -> tuple[DirectoryEntry, ...]:
    earlier = date(2025, 6, 10)
    return (
        entry(
            1,
            product="五轴联动龙门加工中心",
            company="常州示例精工机床有限公司",
            models=("JG-5X2500",),
            district=District.TIANNING,
        ),
        entry(
            2,
            product="大型盾构机主轴承在线健康监测与自适应润滑一体化成套装备（含远程诊断云平台及边缘控制终端）",
            company="中国示例轨道交通装备集团常州戚墅堰机车车辆工艺研究所股份有限公司第二分公司",
            models=("QSY-MB6300-A", "QSY-MB6300-B", "QSY-MB7600-A/EX", "QSY-MB7600-B/EX", "QSY-MB8800"),
            district=District.ZHONGLOU,
            renews="CZCP-2024-0002",
        ),
        entry(
            3,
            product="全自动电池极片激光模切叠片一体机",
            company="江苏示例旻镕智能装备有限公司",
            models=("MR-LS600",),
            district=District.XINBEI,
            field=Field.NEW_ENERGY,
        ),
        entry(
            5, product="立式加工中心", company="常州示例喆堃数控有限公司", models=("ZK-V850",), district=District.JINTAN
        ),
        entry(
            4,
            product="高导热氮化铝陶瓷基板",
            company="常州示例犇翀新材料有限公司",
            models=("AlN-230", "AlN-200"),
            category=Category.FIRST_BATCH_MATERIAL,
            field=Field.NEW_MATERIALS,
            district=District.WUJIN,
        ),
        entry(
            6,
            product="T1100级碳纤维预浸料",
            company="溧阳示例新材料科技有限公司",
            models=("LY-T1100-UD",),
            category=Category.FIRST_BATCH_MATERIAL,
            field=Field.NEW_MATERIALS,
            district=District.LIYANG,
        ),
        entry(
            7,
            category=Category.FIRST_VERSION_SOFTWARE,
            field=Field.INFORMATION_TECHNOLOGY,
            models=("SL-DGP-E", "SL-DGP-G"),
            version="V3.2",
            district=District.TIANNING,
        ),
        entry(
            8,
            product="工业控制系统安全监测软件",
            company="常州示例安御科技有限公司",
            models=("AY-ICS",),
            version="V2.0",
            category=Category.FIRST_VERSION_SOFTWARE,
            field=Field.INFORMATION_TECHNOLOGY,
            district=District.CZEDZ,
            features=(),
            indicators=(),
            level=None,
        ),
        entry(
            9,
            product="钙钛矿光伏组件光电性能测试仪",
            company="常州示例文渊新能源检测研究院",
            models=("WY-PVK2400",),
            category=Category.OTHER_MANUFACTURING,
            field=Field.NEW_ENERGY,
            district=District.TIANNING,
        ),
        entry(
            10,
            product="便携式多参数监护仪<b>&{{ 7*7 }}",
            company="常州示例㛃昇医疗器械有限公司",
            models=("SX-M12",),
            category=Category.OTHER_MANUFACTURING,
            field=Field.BIOMEDICINE,
            district=District.CZEDZ,
        ),
        entry(
            3,
            product="重载机器人关节减速器",
            company="常州示例翀达传动股份有限公司",
            models=("CD-RV450E",),
            district=District.XINBEI,
            certified_on=earlier,
        ),
        entry(
            8,
            product="车规级碳化硅外延片",
            company="江苏示例䶮芯半导体材料有限公司",
            models=("SiC-8N",),
            category=Category.FIRST_BATCH_MATERIAL,
            field=Field.NEW_MATERIALS,
            district=District.JINTAN,
            certified_on=earlier,
        ),
    )


def edition(*, lapsed: bool = True) -> DirectoryEdition:
    """The 2026 edition: ten new products, two of the year before, one refused case; with `lapsed`, one that ended."""
    entries = _entries()
    ended = entry(
        2,
        product="盾构机主轴承监测装备",
        company="常州示例轨道交通装备有限公司",
        models=("QSY-MB6300",),
        district=District.ZHONGLOU,
        certified_on=date(2024, 6, 12),
    )
    order = (list(Category), list(District))
    return DirectoryEdition(
        publication=publication(),
        entries=tuple(
            sorted(entries, key=lambda e: (order[0].index(e.category), order[1].index(e.district), e.certificate))
        ),
        new=frozenset(e.certificate for e in entries if e.certified_on == _DATED),
        lapsed=(ended,) if lapsed else (),
        refused=(
            RefusedCase(case="2026-ZL-0002", company="常州示例通用机械厂", product="普通车床", reason="初审不予推荐"),
        ),
    )
