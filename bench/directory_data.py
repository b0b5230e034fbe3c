"""Editions of the Directory of any size for measurements: plausible, plainly invented, the same for the same numbers."""

import hashlib
import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from generate import MANNERS, MEASURES, PREFIXES, THINGS, TRADES, credit_code, patent, picture

from czdocs.decide.edition import (
    Agreement,
    DirectoryEdition,
    DirectoryEntry,
    Indicator,
    IpRight,
    Publication,
    PublicityPeriod,
)
from czdocs.terms import Category, District, Field, IpKind, Level

__all__ = ["changed", "edition"]

_DATED = date(2026, 6, 16)
_SENTENCES = (
    "面向风电主轴承在线监测，采集振动、温度与油液数据，由边缘端算法即时给出剩余寿命和润滑建议",
    "整机采用模块化设计，关键部件自主研制，体积较上一代减小两成，能耗降低百分之十五",
    "经型式检验和用户试用，运行稳定，各项指标满足企业标准的要求，具备批量制造和推广应用的条件",
    "配套企业均在本市及周边，出厂前逐台完成负载试验并留存检验记录，可追溯到每一批原材料",
    "在轨道交通、化工和新能源领域完成示范应用，累计运行超过两万小时，未发生影响生产的故障",
    "支持远程诊断与预测性维护，提供标准接口，可与制造执行系统和能源管理平台对接",
)


def edition(count: int, *, pictures: int = 200) -> tuple[DirectoryEdition, Mapping[str, bytes]]:
    """An edition of `count` products and the pictures by their SHA-256; every product has one of `pictures` motifs."""
    shown = [picture(random.Random(f"picture {number}")) for number in range(min(count, pictures))]
    assets = {hashlib.sha256(content).hexdigest(): content for content in shown}
    digests = list(assets)
    entries = [_entry(number, digests[number % len(digests)]) for number in range(1, count + 1)]
    order = {category: n for n, category in enumerate(Category)}
    entries.sort(key=lambda e: (order[e.category], e.district.value, e.certificate))
    return _edition(tuple(entries)), assets


def changed(before: DirectoryEdition) -> DirectoryEdition:
    """The edition after a change in one product of ten: a new summary, and every second of them under a new name."""
    entries = [
        replace(
            entry,
            summary=f"改进型。{entry.summary}",
            product=f"新型{entry.product}" if number % 20 == 0 else entry.product,
        )
        if number % 10 == 0
        else entry
        for number, entry in enumerate(before.entries)
    ]
    return replace(before, entries=tuple(entries))


def _entry(number: int, photo: str) -> DirectoryEntry:
    rng = random.Random(number)
    field = rng.choice(list(THINGS))
    district = rng.choice(list(District))
    year = rng.choice((2025, 2026))
    thing = "".join(rng.sample(MANNERS, 2)) + rng.choice(THINGS[field])
    measures = [rng.choice(MEASURES) for _ in range(rng.randrange(6, 11))]
    return DirectoryEntry(
        certificate=f"CZCP-{year}-{number:05d}",
        case=f"{year}-{district.letters}-{number:05d}",
        product=thing,
        models=tuple(f"XN-{rng.randrange(100, 999)}" for _ in range(rng.randrange(1, 3))),
        version=None,
        category=rng.choice(list(Category)),
        field=Field(field),
        company=f"常州虚拟{rng.choice(PREFIXES)}{rng.choice(TRADES)}{number:05d}有限公司",
        uscc=credit_code(rng, district),
        district=district,
        certified_on=date(year, 6, 16),
        valid_from=date(year, 6, 16),
        valid_to=date(year + 2, 6, 16),
        document_number=f"常工信创新〔{year}〕58号",
        summary="，".join(rng.sample(_SENTENCES, 4)) + "。",
        features=tuple(rng.sample(_SENTENCES, 3)),
        level=rng.choice(list(Level)),
        indicators=tuple(
            Indicator(name=name, unit=unit, value=f"{rng.randrange(1, 9000) / 10:.1f}", comparison=">=")
            for name, unit in measures
        ),
        ip=(IpRight(kind=IpKind.INVENTION, number=patent(rng, year - 3), title=f"一种{thing}"),),
        standards=(f"Q/XN {number:05d}—{year - 1}",),
        photo=photo,
        photo_type="image/jpeg",
        contact=None,
        telephone=f"0519-8555{rng.randrange(10000):04d}",
        renews=None,
    )


def _edition(entries: tuple[DirectoryEntry, ...]) -> DirectoryEdition:
    publication = Publication(
        year=2026,
        document_number="常工信创新〔2026〕58号",
        dated=_DATED,
        issuers=("常州市工业和信息化局", "常州市发展和改革委员会", "常州市科学技术局"),
        recipients=("各辖市（区）工业和信息化局",),
        call_notice="关于组织申报2026年度常州市创新产品的通知",
        consultation=Agreement(held_on=date(2026, 5, 25), participants=("常州市工业和信息化局",)),
        publicity=PublicityPeriod(
            posted_on=date(2026, 5, 28),
            first_day=date(2026, 5, 29),
            last_day=date(2026, 6, 4),
            working_days=5,
            contact="陆知微",
            telephone="0519-85550001",
            email="notice@example.com",
            address="常州市虚拟路1号",
            postcode="213000",
            objections="公示期间没有收到异议",
        ),
        contact="陆知微",
        telephone="0519-85550001",
        note=None,
        copies_to=(),
        printed_by="常州市工业和信息化局办公室",
        printed_on=_DATED,
    )
    new = frozenset(entry.certificate for entry in entries if entry.certificate.startswith("CZCP-2026"))
    return DirectoryEdition(publication=publication, entries=entries, new=new, lapsed=(), refused=())
