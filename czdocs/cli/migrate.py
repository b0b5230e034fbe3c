"""The commands about versions of forms: migrate, revalidate."""

import sys
from argparse import Namespace

from czdocs.archive.archive import open_archive
from czdocs.archive.folder import FolderStore
from czdocs.cli import terminal
from czdocs.diagnostic import has_errors
from czdocs.errors import CzdocsError
from czdocs.flows.migrate import FormMigration, write_migration
from czdocs.flows.migrate import migrate as migrate_form
from czdocs.flows.revalidate import revalidate as revalidate_record
from czdocs.report.text import findings_text

__all__ = ["migrate", "revalidate"]


def migrate(options: Namespace) -> int:
    """`czdocs migrate`: what the newer version has changed, how the form would look, and, if wanted, the change."""
    migration = migrate_form(options.path, to=options.to)
    if migration.findings or migration.old is None or migration.new is None:
        terminal.print_findings(migration.findings)
        raise CzdocsError("CZ5180", file=options.path)
    if not migration.needed:
        print(f"{options.path} 已经是{migration.old.title}第 {migration.old.version} 版，不必转换。")
        return 0
    print(_changes(migration))
    print(migration.difference)
    if not (options.write or _agreed()):
        print(f"没有改动。要改写文件，请运行 czdocs migrate {options.path} --write。")
        return 0
    write_migration(migration)
    print(f"已改写 {options.path}。请运行 czdocs validate {options.path} 核对，补填新增的必填项。")
    return 0


def _changes(migration: FormMigration) -> str:
    """The list of changes: what, why, by which article, and in how many places of this form."""
    old, new = migration.old, migration.new
    if old is None or new is None:
        raise AssertionError("a form that was read has its schema")
    lines = [f"{old.title}：第 {old.version} 版 → 第 {new.version} 版，变化如下。"]
    for number, done in enumerate(migration.done, 1):
        change = done.change
        here = f"本表改写 {done.places} 处" if done.places else "本表不必改写"
        lines += [
            f"{number}. {change.what}。{here}。",
            f"   原因：{change.why}。",
            f"   依据：《办法》{change.article}",
        ]
    return "\n".join(lines) + "\n"


def _agreed() -> bool:
    """Whether the person at the terminal wants the change; where there is no terminal, no."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    try:
        return input("改写这个文件吗？输入 y 改写，直接回车不改：").strip().lower() in {"y", "yes", "是"}
    except EOFError:
        return False


def revalidate(options: Namespace) -> int:
    """`czdocs revalidate`: a form from the archive, checked by the schema that was archived with it."""
    archive = open_archive(FolderStore(options.archive))
    try:
        result = revalidate_record(archive, options.sequence)
    finally:
        archive.close()
    text = findings_text(result.findings, texts={result.name: result.text}, colour=terminal.colour(sys.stdout))
    if text:
        print(text)
    print(f"第 {options.sequence} 号记录（{result.title}），按归档时的规范 {result.schema} 核对：")
    for name, digest in result.files.items():
        print(f"  {name}　{digest}" + ("　与现在的程序所带的不同" if name in result.differing else ""))
    if has_errors(result.findings):
        print("有错误，见上。")
        return 1
    print("表单符合归档时的规范。")
    return 0
