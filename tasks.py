"""The clerks' tasks: short names for what `czdocs` does, and the developers' checks."""

import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from invoke import Context, Exit, task

from czdocs.cli.main import main
from czdocs.flows.check_policy import notice_fields
from czdocs.flows.knowledge import form_schemas, policy_book
from czdocs.flows.new_form import editor_schema_bytes, form_titles, new_form, schema_location
from czdocs.flows.released_schemas import PINS, pins_text
from czdocs.flows.template_guide import guide_with_variables
from czdocs.report.codes import codes_page
from czdocs.report.examples import load_examples
from czdocs.report.policy import policy_page


def _czdocs(arguments: Sequence[str]) -> None:
    status = main(arguments)
    if status:
        raise Exit(code=status)


def _options(**values: object) -> list[str]:
    """Command-line options for those `values` that were given."""
    arguments: list[str] = []
    for name, value in values.items():
        option = f"--{name.replace('_', '-')}"
        if value is True:
            arguments.append(option)
        elif value not in (None, False):
            arguments += [option, str(value)]
    return arguments


@task(
    help={
        "year": "目录年度；不写则依次发布表单文件夹中的全部年度",
        "forms": "表单所在的文件夹（默认 forms/sample）",
        "archive": "归档所在的文件夹（默认 archive）",
        "out": "成品输出的文件夹（默认 out）",
        "jobs": "同时排版的进程数（默认与处理器核数相同）",
        "office-fonts": "本单位字库所在的文件夹（方正小标宋、仿宋_GB2312、楷体_GB2312）",
        "today": "以这一天为今天，例如 2026-06-18",
        "correct": "该年度已发布过而表单有更正时，发布更正版",
        "cluster": "由 Dask 集群排版，写调度程序的地址，例如 tcp://10.0.0.5:8786",
        "cache": "排版缓存文件夹，下次只排有变动的产品；可随时删除",
    },
    auto_shortflags=False,
)
def publish_directory(
    _context: Context,
    year: str | None = None,
    forms: str | None = None,
    archive: str | None = None,
    out: str | None = None,
    jobs: str | None = None,
    office_fonts: str | None = None,
    today: str | None = None,
    correct: bool = False,
    cluster: str | None = None,
    cache: str | None = None,
) -> None:
    """发布年度目录：核对表单，生成通知、公示、目录和证书，并归档。"""
    _czdocs(
        [
            "publish-directory",
            *_options(year=year, forms=forms, archive=archive, out=out, jobs=jobs, office_fonts=office_fonts),
            *_options(today=today, correct=correct, cluster=cluster, cache=cache),
        ]
    )


@task(
    help={
        "batch": "批次文件夹，其下每个申报一个文件夹",
        "decision": "推广应用补贴决定；不写则只计算，不归档",
        "draft": "按算得的金额起草决定，写到这个文件（不覆盖）",
        "archive": "归档所在的文件夹（默认 archive）",
        "out": "成品输出的文件夹（默认 out）",
        "jobs": "同时核对和排版的进程数（默认与处理器核数相同）",
        "office-fonts": "本单位字库所在的文件夹（方正小标宋、仿宋_GB2312、楷体_GB2312）",
        "today": "以这一天为今天，例如 2026-11-20",
        "format": "结果的格式：text 或 json",
    },
    auto_shortflags=False,
)
def approve_claims(
    _context: Context,
    batch: str,
    decision: str | None = None,
    draft: str | None = None,
    archive: str | None = None,
    out: str | None = None,
    jobs: str | None = None,
    office_fonts: str | None = None,
    today: str | None = None,
    format: str | None = None,  # noqa: A002 - the option's name
) -> None:
    """核定一批补贴申报：核对、计算，生成通知书和资金文件，并归档。"""
    _czdocs(
        [
            "approve-claims",
            *_options(batch=batch, decision=decision, draft=draft, archive=archive, out=out, jobs=jobs),
            *_options(office_fonts=office_fonts, today=today, format=format),
        ]
    )


@task(
    help={
        "decision": "填好的处理决定（revocation-decision）表单",
        "archive": "归档所在的文件夹（默认 archive）",
        "out": "成品输出的文件夹（默认 out）",
        "recovery-number": "收回补贴资金通知的发文字号",
        "referral-number": "移送函的发文字号",
        "office-fonts": "本单位字库所在的文件夹（方正小标宋、仿宋_GB2312、楷体_GB2312）",
        "today": "以这一天为今天，例如 2026-11-20",
    },
    auto_shortflags=False,
)
def revoke(
    _context: Context,
    decision: str,
    archive: str | None = None,
    out: str | None = None,
    recovery_number: str | None = None,
    referral_number: str | None = None,
    office_fonts: str | None = None,
    today: str | None = None,
) -> None:
    """办理监督处理决定：与归档核对，撤销认定、收回补贴、取消资格，生成文书并归档。"""
    _czdocs(
        [
            "revoke",
            *_options(decision=decision, archive=archive, out=out, recovery_number=recovery_number),
            *_options(referral_number=referral_number, office_fonts=office_fonts, today=today),
        ]
    )


@task(help={"archive": "归档所在的文件夹（默认 archive）"}, auto_shortflags=False)
def verify_archive(_context: Context, archive: str | None = None) -> None:
    """核对归档：逐个文件核对摘要、次序和完整性。"""
    _czdocs(["archive", "verify", *_options(archive=archive)])


@task(help={"slow": "连同耗时较长的测试一起运行"}, auto_shortflags=False)
def test(context: Context, slow: bool = False) -> None:
    """运行全部检查：格式、静态检查、类型和测试。"""
    python = shlex.quote(sys.executable)
    marked = "" if slow else "-m 'not slow'"
    if slow:
        _prepare_verapdf()
    with context.cd(str(Path(__file__).resolve().parent)):
        for command in ("ruff check", "ruff format --check", "mypy"):
            context.run(f"{python} -m {command}")
        # Tests of one file stay together, so that what a file prepares is prepared once.
        context.run(f"{python} -m pytest -n auto --dist loadfile {marked}")


def _prepare_verapdf() -> None:
    """veraPDF, where it can be had; without it the test that asks it is skipped and says so."""
    from tools.verapdf import set_up

    try:
        set_up()
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        print(f"没有装上 veraPDF（{error}），PDF/A 和 PDF/UA 的检查将略过。", file=sys.stderr)  # noqa: T201


@task(auto_shortflags=False)
def verapdf(_context: Context) -> None:
    """装上 PDF/A 和 PDF/UA 的检查程序 veraPDF（需要 Java），供 test --slow 使用。"""
    _prepare_verapdf()


@task(auto_shortflags=False)
def generate(context: Context) -> None:
    """重新生成由规范、代码表、政策参数和不合格表单得出的文件：空白表单、编辑器用的规范、诊断代码和政策参数的说明、模板的变量表、规范的摘要值。"""
    from tools.diagnostic_examples import examples_json  # not in a wheel, and only this task needs it

    root = Path(__file__).resolve().parent
    examples = examples_json()
    (root / "czdocs" / "report" / "examples.json").write_text(examples, encoding="utf-8")
    page = codes_page(load_examples(examples.encode()))
    (root / "docs" / "diagnostics.md").write_text(page, encoding="utf-8")
    parameters = policy_page(policy_book(), notice_fields())
    (root / "docs" / "policy.md").write_text(parameters, encoding="utf-8")
    guide = root / "docs" / "guide" / "templates.md"
    guide.write_text(guide_with_variables(guide.read_text(encoding="utf-8")), encoding="utf-8")
    for kind, version in form_schemas().forms:
        schema = root / "forms" / schema_location(kind, version)
        schema.parent.mkdir(exist_ok=True)
        schema.write_bytes(editor_schema_bytes(kind, version))
    for kind in form_titles():
        text = new_form(kind, location=f"../{schema_location(kind)}", file=f"{kind.value}.yaml")
        (root / "forms" / "blank" / f"{kind.value}.yaml").write_text(text, encoding="utf-8")
    (root / "schemas" / PINS).write_text(pins_text(), encoding="utf-8")
    made = "docs/diagnostics.md docs/policy.md docs/guide forms/blank forms/.czdocs czdocs/report/examples.json schemas"
    context.run(f"git status --short {made}")
