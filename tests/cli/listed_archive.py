"""A small archive that purchasers ask: certified, expired and revoked products, an edition of the Directory."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from czdocs.archive.archive import create_archive
from czdocs.archive.commit import RecordDraft, Subject
from czdocs.archive.folder import FolderStore
from czdocs.decide.edition import DirectoryEntry
from czdocs.period import years_after
from czdocs.terms import Category, District, Field

__all__ = ["BRAKE", "FILM", "MAKER", "OLD", "SPINDLE", "listed_archive"]

BRAKE, FILM, OLD, SPINDLE = "CZCP-2026-0006", "CZCP-2026-0007", "CZCP-2024-0002", "CZCP-2026-0001"
MAKER = "91320404MA8RU0QR69"
_OTHER_MAKER = "91320411MAL30P874G"


def _entry(certificate: str, product: str, certified_on: date, *, category: Category, uscc: str) -> DirectoryEntry:
    return DirectoryEntry(
        certificate=certificate,
        case=f"{certified_on.year}-XB-{certificate[-4:]}",
        product=product,
        models=("TL-590", "TL-640"),
        version=None,
        category=category,
        field=Field.NEW_MATERIALS,
        company=f"常州示例{product[:2]}有限公司",
        uscc=uscc,
        district=District.XINBEI,
        certified_on=certified_on,
        valid_from=certified_on,
        valid_to=years_after(certified_on, 2),
        document_number=f"常工信创新〔{certified_on.year}〕58号",
        summary="摘要",
        features=("特点",),
        level=None,
        indicators=(),
        ip=(),
        standards=(),
        photo=None,
        photo_type=None,
        contact=None,
        telephone=None,
        renews=None,
    )


def _certified(entry: DirectoryEntry) -> RecordDraft:
    return RecordDraft(
        kind="certification",
        title=f"{entry.certificate} {entry.product}",
        subject=Subject(certificate=entry.certificate, case=entry.case, product=entry.product, company=entry.uscc),
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        dated=entry.certified_on,
        data=entry.to_data(),
    )


def listed_archive(folder: Path) -> Path:
    """The archive: three commits of 2024, June 2026 and September 2026; the last revokes the spindle's certificate."""
    store = FolderStore(folder)
    archive = create_archive(store, origin="示例", created=datetime(2024, 5, 28, 2, tzinfo=UTC))
    material, equipment = Category.FIRST_BATCH_MATERIAL, Category.FIRST_EQUIPMENT
    day = date(2026, 6, 16)

    def add(when: datetime, drafts: Sequence[RecordDraft]) -> None:
        archive.commit(lambda _: drafts, recorded_at=when, clock="given", by="测试员", command="test")

    add(
        datetime(2024, 5, 28, 3, tzinfo=UTC),
        [_certified(_entry(OLD, "六自由度激光跟踪系统", date(2024, 5, 28), category=equipment, uscc=_OTHER_MAKER))],
    )
    add(
        datetime(2026, 6, 16, 3, tzinfo=UTC),
        [
            _certified(_entry(BRAKE, "城轨车辆碳陶制动盘", day, category=material, uscc=MAKER)),
            _certified(_entry(FILM, "石墨烯复合导热膜", day, category=material, uscc=MAKER)),
            _certified(_entry(SPINDLE, "高速电主轴", day, category=equipment, uscc=_OTHER_MAKER)),
            RecordDraft(
                kind="directory",
                title="推荐目录（2026年版）",
                data={"year": 2026, "entries": [BRAKE, FILM, SPINDLE]},
            ),
            RecordDraft(
                kind="certification",
                title="CZCP-2026-0099 没有数据",
                subject=Subject(certificate="CZCP-2026-0099"),
                valid_from=day,
                valid_to=date(2028, 6, 16),
            ),
        ],
    )
    add(
        datetime(2026, 9, 1, 3, tzinfo=UTC),
        [
            RecordDraft(
                kind="revocation",
                title="关于撤销高速电主轴认定的决定",
                subject=Subject(certificate=SPINDLE),
                valid_from=date(2026, 8, 20),
                revokes=(4,),
            )
        ],
    )
    archive.close()
    return folder
