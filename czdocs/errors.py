"""Failures: what stops the work, carrying the same five texts as a finding and an exit status."""

import errno
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from czdocs.catalogue import CATALOGUE, finding
from czdocs.diagnostic import Diagnostic, Place

__all__ = ["CzdocsError", "FindingsError", "machine_reason"]

_REASONS: Mapping[int, str] = {
    errno.EACCES: "权限不足",
    errno.EPERM: "操作不被允许",
    errno.EROFS: "文件系统只读",
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EIO: "磁盘读写错误",
    errno.ENOENT: "路径不存在",
    errno.ENOTDIR: "路径中有一段是文件而不是文件夹",
    errno.EISDIR: "路径是文件夹而不是文件",
    errno.EEXIST: "路径上已有同名的文件或文件夹",
    errno.ENAMETOOLONG: "路径太长",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ELOOP: "符号链接循环",
    errno.ESTALE: "网络共享已断开",
    errno.ETIMEDOUT: "网络超时",
}


class CzdocsError(Exception):
    """The work cannot go on: a damaged archive, a missing font, a full disk.

    `place` names the file that is meant, if any; `values` fill the texts of the code's catalogue entry. `diagnostics`
    are all findings that stop the work, `texts` the files whose lines may be shown with them.
    """

    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str] = MappingProxyType({})

    def __init__(self, code: str, *, place: Place | None = None, **values: Any) -> None:
        self._made_of = (code, place, values)
        self.diagnostic: Diagnostic = finding(code, place or Place(file=""), **values)
        self.diagnostics = (self.diagnostic,)
        self.exit_status: int = CATALOGUE[code].exit_status
        super().__init__(f"{code} {self.diagnostic.message} {self.diagnostic.remedy}")

    def __reduce__(self) -> tuple[Any, ...]:
        """How it travels from a worker process to its parent."""
        code, place, values = self._made_of
        plain = {name: value if isinstance(value, int | str | date) else str(value) for name, value in values.items()}
        return _rebuilt, (type(self), code, place, plain)


class FindingsError(CzdocsError):
    """Several findings stop the work, such as those about a parameter file; the first of them speaks for all."""

    def __init__(self, diagnostics: Sequence[Diagnostic], *, texts: Mapping[str, str]) -> None:
        self.diagnostic = diagnostics[0]
        self.diagnostics = tuple(diagnostics)
        self.texts = texts
        self.exit_status = CATALOGUE[self.diagnostic.code].exit_status
        Exception.__init__(self, f"{self.diagnostic.code} {self.diagnostic.message} {self.diagnostic.remedy}")

    def __reduce__(self) -> tuple[Any, ...]:
        """How it travels from a worker process to its parent."""
        return _together, (type(self), self.diagnostics, dict(self.texts))


def _together(kind: type[FindingsError], diagnostics: Sequence[Diagnostic], texts: Mapping[str, str]) -> FindingsError:
    return kind(diagnostics, texts=texts)


def _rebuilt(kind: type[CzdocsError], code: str, place: Place | None, values: dict[str, Any]) -> CzdocsError:
    return kind(code, place=place, **values)


def machine_reason(error: OSError) -> str:
    """Why the machine refused, in Chinese; the error's number where there is no word for it."""
    known = _REASONS.get(error.errno or 0)
    return known or (f"系统错误 {error.errno}" if error.errno else "系统错误")
