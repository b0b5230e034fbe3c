"""Options that several commands share, and the values that they take."""

import argparse
from pathlib import Path

from czdocs.cli.parser import ChineseParser, day, document_number, year

__all__ = ["add_archive_option", "day", "document_number", "jobs", "year"]


def add_archive_option(command: ChineseParser) -> None:
    """Add `--archive` to `command`."""
    command.add_argument(
        "--archive", metavar="文件夹", type=Path, default=Path("archive"), help="归档文件夹（默认 archive）"
    )


def jobs(text: str) -> int:
    """The number of processes that `text` gives.

    Raises:
        argparse.ArgumentTypeError: If it is none from 1 to 256, with a Chinese sentence.
    """
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 256:  # noqa: PLR2004 - more processes than any office has cores
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}”不是 1 到 256 的整数")
