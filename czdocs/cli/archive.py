"""The archive's commands: status, find, show, log, verify, reindex."""

import os
import re
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from czdocs import clock
from czdocs.archive import audit
from czdocs.archive.archive import Archive, open_archive
from czdocs.archive.digest import Digest
from czdocs.archive.folder import FolderStore
from czdocs.cli import answers, terminal
from czdocs.errors import CzdocsError
from czdocs.flows.output_folder import hand_out

__all__ = ["find", "log", "reindex", "show", "status", "verify"]


@contextmanager
def _opened(options: Namespace) -> Iterator[Archive]:
    archive = open_archive(FolderStore(options.archive))
    try:
        yield archive
    finally:
        archive.close()


def status(options: Namespace) -> int:
    """`czdocs status`: what a certificate, case, product or company was on a day, as known on another."""
    known = options.known or options.today or clock.now().day
    if options.letter is not None or _about_letter(options):
        from czdocs.cli.procuring import status_letter  # only few want a letter

        return status_letter(options, known=known)
    with _opened(options) as archive:
        answer = archive.view().status(options.subject, on=options.on, known=known)
    in_json = options.format == "json"
    print(answers.to_json(answers.status_data(answer)) if in_json else answers.status_text(answer))
    return 0


def _about_letter(options: Namespace) -> bool:
    """Whether an option is given that only the letter has a use for."""
    return any((options.project, options.purchaser, options.document_number, options.contact, options.office_fonts))


def find(options: Namespace) -> int:
    """`czdocs archive find`: the records that meet all criteria."""
    with _opened(options) as archive:
        records = archive.view().find(
            company=options.company,
            certificate=options.certificate,
            product=options.product,
            case=options.case,
            kind=next((kind for kind, title in answers.KIND_TITLES.items() if title == options.kind), options.kind),
            on=options.on,
            known=options.known,
            text=options.text,
        )
    if options.format == "json":
        print(answers.to_json([answers.record_data(record) for record in records]))
    else:
        print(answers.records_text(records))
    return 0


def show(options: Namespace) -> int:
    """`czdocs archive show`: a record in words, or the bytes of an object."""
    with _opened(options) as archive:
        if re.fullmatch(r"[0-9]{1,18}", options.what):
            record = archive.view().record(int(options.what))
            text = (
                answers.to_json(answers.record_data(record))
                if options.format == "json"
                else answers.record_text(record)
            )
            data = f"{text}\n".encode()
        elif re.fullmatch(r"[0-9a-fA-F]{64}", options.what):
            data = archive.read_object(Digest("sha256", options.what.lower()))
        else:
            raise CzdocsError("CZ5120", given=options.what)
    if options.output is None:
        if sys.stdout.isatty() and not _is_plain(data):
            raise CzdocsError("CZ5122", given=options.what)
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        path = Path(options.output)
        if os.path.lexists(path):
            raise CzdocsError("CZ5121", path=path)
        hand_out({path.name: data}, path.parent)
        print(f"已写入 {path}（{len(data):,} 字节）。")
    return 0


def _is_plain(data: bytes) -> bool:
    """Whether a terminal shows `data` as text without being steered by it."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return all(c in "\r\n\t\u3000" or c.isprintable() for c in text)


def log(options: Namespace) -> int:
    """`czdocs archive log`: every commit."""
    with _opened(options) as archive:
        print(answers.log_text(archive.view().commits()))
    return 0


def verify(options: Namespace) -> int:
    """`czdocs archive verify`: the full audit; damage is exit status 3."""
    with terminal.progress("核对归档") as advance:
        report = audit.verify(FolderStore(options.archive), advance)
    terminal.print_findings(report.findings)
    print(answers.audit_text(report))
    return report.exit_status


def reindex(options: Namespace) -> int:
    """`czdocs archive reindex`: the index built anew from the commits."""
    with _opened(options) as archive:
        view = archive.reindex()
    print(f"索引已重建：{view.head.number} 次归档，{view.tree_size} 条记录。")
    return 0
