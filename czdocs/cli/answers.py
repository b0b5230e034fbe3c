"""Answers of the archive in words: status, records, commits, audits."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from czdocs.archive.audit import Report
from czdocs.archive.commit import Commit, Record
from czdocs.archive.query import StatusAnswer
from czdocs.clock import CHINA
from czdocs.terms import Status

__all__ = [
    "KIND_TITLES",
    "audit_text",
    "chinese_date",
    "log_text",
    "record_data",
    "record_text",
    "records_text",
    "status_data",
    "status_text",
    "to_json",
]

KIND_TITLES: Mapping[str, str] = {
    "application": "认定申请表",
    "report": "申请报告书",
    "attachments": "证明材料",
    "acceptance-notice": "受理通知书",
    "correction-notice": "补正通知书",
    "preliminary-review": "初审意见",
    "expert-review": "专家评审意见",
    "certification-decision": "认定决定",
    "certification": "产品认定",
    "publicity": "公示",
    "notice": "公布通知",
    "directory": "推荐目录",
    "revocation-decision": "监督处理决定",
    "revocation": "撤销认定",
    "revocation-notice": "处理决定书",
    "recovery-order": "收回资金通知",
    "subsidy-recovery": "补贴收回",
    "sanction": "取消补贴资格",
    "referral": "信用移送函",
    "premium-claim": "保费补贴申报",
    "scenario-claim": "应用场景奖励申报",
    "subsidy-decision": "补贴决定",
    "subsidy": "补贴核定",
    "subsidy-publicity": "补贴公示",
    "subsidy-summary": "补贴汇总",
    "subsidy-allocation": "资金下达",
}
_ROLES: Mapping[str, str] = {
    "submission": "表单原件",
    "attachment": "证明材料",
    "rendering": "成品",
    "report": "版式测量报告",
    "derivation": "计算过程",
    "photo": "产品照片",
    "schema": "表单规范",
    "template": "模板",
    "parameters": "政策参数",
}


def to_json(value: Any) -> str:
    """`value` as indented JSON, Chinese left readable."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def chinese_date(day: date | None) -> str:
    """`2026年6月16日`; 不限 for none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "不限"


def _moment(moment: datetime) -> str:
    return moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")


def status_data(answer: StatusAnswer) -> dict[str, Any]:
    """The answer as `status --format json` prints it."""
    return {
        "subject": answer.subject,
        "on": answer.on.isoformat(),
        "known": answer.known.isoformat(),
        "status": answer.status.value,
        "valid_from": answer.valid_from.isoformat() if answer.valid_from else None,
        "valid_to": answer.valid_to.isoformat() if answer.valid_to else None,
        "records": [
            {
                "sequence": record.sequence,
                "id": record.id,
                "kind": record.kind,
                "recorded_at": record.recorded_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            }
            for record in answer.records
        ],
    }


def status_text(answer: StatusAnswer) -> str:
    """The answer in words, with the records that say so."""
    lines = [
        f"{answer.subject}：{answer.status.label}",
        f"  查询日期　{chinese_date(answer.on)}（按{chinese_date(answer.known)}日终已归档的内容）",
    ]
    if answer.status is Status.UNKNOWN:
        lines.append(f"  截至{chinese_date(answer.known)}日终，归档中没有关于它的认定记录。")
        lines.append("  请核对证书编号、申报编号、产品全称或统一社会信用代码，或用 czdocs archive find --text 查找。")
    else:
        lines.append(f"  有效期　　{chinese_date(answer.valid_from)}至{chinese_date(answer.valid_to)}（首尾两日均含）")
    lines += [f"  依据　　　第 {r.sequence} 号记录　{r.title}（{_moment(r.recorded_at)} 归档）" for r in answer.records]
    return "\n".join(lines)


def records_text(records: Sequence[Record]) -> str:
    """One line a record, and how many there are."""
    if not records:
        return "没有符合条件的记录。"
    width = len(str(records[-1].sequence))
    lines = [f"{r.sequence:>{width}}　{r.dated or '----------'}　{_kind(r):　<7}　{r.title}" for r in records]
    return "\n".join([*lines, f"共 {len(records)} 条记录。"])


def _kind(record: Record) -> str:
    return KIND_TITLES.get(record.kind, record.kind)


def record_text(record: Record) -> str:
    """Everything that the record says, in words."""
    subject = record.subject
    pairs: list[tuple[str, object]] = [
        ("种类", f"{_kind(record)}（{record.kind}）"),
        ("题名", record.title),
        ("证书编号", subject.certificate),
        ("申报编号", subject.case),
        ("产品", subject.product),
        ("统一社会信用代码", subject.company),
        ("日期", record.dated),
        ("有效期", _validity(record)),
        ("档号", record.archival_number),
        ("保管期限", record.retention),
        ("开放程度", {"public": "可公开", "internal": "内部"}[record.access]),
        ("更正", _sequences(record.supersedes)),
        ("撤销", _sequences(record.revokes)),
        ("依据", _sequences(record.derived_from)),
        ("归档", f"{_moment(record.recorded_at)}，第 {record.commit} 次归档"),
        ("摘要值", record.id),
    ]
    lines = [f"第 {record.sequence} 号记录", *(f"  {name:　<8}　{value}" for name, value in pairs if value)]
    if record.files:
        lines.append("  文件")
        for file in record.files:
            lines += [
                f"    {file.name}（{_ROLES.get(file.role, file.role)}，{file.media_type}，{file.size:,} 字节）",
                f"      {file.digest.hex}",
            ]
    if record.data:
        lines += ["  内容", *(f"    {line}" for line in to_json(record.data).splitlines())]
    return "\n".join(lines)


def _validity(record: Record) -> str | None:
    if record.valid_from is None and record.valid_to is None:
        return None
    return f"{chinese_date(record.valid_from)}至{chinese_date(record.valid_to)}"


def _sequences(sequences: Sequence[int]) -> str:
    return "、".join(f"第 {sequence} 号" for sequence in sequences)


def record_data(record: Record) -> dict[str, Any]:
    """The record as JSON values."""
    subject = record.subject
    return {
        "sequence": record.sequence,
        "id": record.id,
        "commit": record.commit,
        "recorded_at": record.recorded_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "kind": record.kind,
        "title": record.title,
        "subject": {
            "case": subject.case,
            "certificate": subject.certificate,
            "product": subject.product,
            "company": subject.company,
        },
        "valid_from": record.valid_from.isoformat() if record.valid_from else None,
        "valid_to": record.valid_to.isoformat() if record.valid_to else None,
        "dated": record.dated.isoformat() if record.dated else None,
        "archival_number": record.archival_number,
        "retention": record.retention,
        "access": record.access,
        "supersedes": list(record.supersedes),
        "revokes": list(record.revokes),
        "derived_from": list(record.derived_from),
        "data": dict(record.data),
        "files": [
            {"name": f.name, "role": f.role, "media_type": f.media_type, "size": f.size, "sha256": f.digest.hex}
            for f in record.files
        ],
    }


def log_text(commits: Iterable[Commit]) -> str:
    """One paragraph a commit: when, what command, how many records, digest."""
    lines = []
    for commit in commits:
        header = commit.header
        clock = "" if header.clock == "system" else "（时间由操作人给定）"
        lines += [
            f"第 {header.number} 次归档　{_moment(header.recorded_at)}{clock}　{header.by}　{header.command}",
            f"  第 {header.first} 至 {header.tree_size} 号，共 {header.count} 条记录",
            f"  {commit.digest.hex}",
        ]
    return "\n".join(lines) if lines else "归档是空的。"


def audit_text(report: Report) -> str:
    """What an audit covered and how it ended; its findings are printed apart."""
    verdict = "归档有损坏，见上。" if report.damaged else "归档完好。"
    covered = (
        f"已核对 {report.commits} 次归档、{report.records} 条记录、{report.objects} 个文件，共 {report.size:,} 字节。"
    )
    root = f"\n树根（{report.tree_size} 条记录）　{report.root.hex}" if report.root and not report.damaged else ""
    return f"{covered}\n{verdict}{root}"
