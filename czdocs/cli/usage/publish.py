"""Usage of the publication command."""

from pathlib import Path
from typing import Any

from czdocs.cli.usage.options import add_archive_option, day, jobs, year

__all__ = ["add_publish_command"]

_OFFICE_FONTS_HELP = "本单位字库所在的文件夹（方正小标宋、仿宋_GB2312、楷体_GB2312），优先使用"
_CACHE_HELP = "排版缓存文件夹，下次只排有变动的产品；可随时删除（默认放在 Python 环境的 share/czdocs/fragments）"


def add_publish_command(commands: Any) -> None:
    """Add `publish-directory`."""
    publish = commands.add_parser(
        "publish-directory",
        help="发布年度目录",
        description="发布年度目录：核对表单，生成通知、公示、目录和证书，并归档。",
    )
    publish.add_argument("--year", metavar="年度", type=year, help="目录年度；不写则依次发布表单文件夹中的全部年度")
    publish.add_argument(
        "--forms", metavar="文件夹", type=Path, default=Path("forms/sample"), help="表单文件夹（默认 forms/sample）"
    )
    add_archive_option(publish)
    publish.add_argument("--out", metavar="文件夹", type=Path, default=Path("out"), help="成品文件夹（默认 out）")
    publish.add_argument("--jobs", metavar="个数", type=jobs, help="同时排版的进程数（默认与处理器核数相同）")
    publish.add_argument(
        "--cluster",
        metavar="地址",
        help="由 Dask 集群排版，写调度程序的地址，例如 tcp://10.0.0.5:8786；须装有 cluster 组件",
    )
    publish.add_argument("--cache", metavar="文件夹", type=Path, help=_CACHE_HELP)
    publish.add_argument("--today", metavar="日期", type=day, help="以这一天为今天，例如 2026-06-18")
    publish.add_argument("--office-fonts", metavar="文件夹", type=Path, help=_OFFICE_FONTS_HELP)
    publish.add_argument("--correct", action="store_true", help="该年度已发布过而表单有更正时，发布更正版")
    publish.set_defaults(run="czdocs.cli.publish:publish_directory")
