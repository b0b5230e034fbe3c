"""Findings about laying out in parts: kept parts, clusters (from CZ5145)."""

from czdocs.catalogue.entry import Entry
from czdocs.diagnostic import Severity

__all__ = ["ENTRIES"]

ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="CZ5145",
        title="排版缓存不可用",
        message="排版缓存文件夹 {path} 不能写入，本次不用缓存；成品不受影响，只是慢一些。",
        remedy="请用 --cache 另指一个能写入的文件夹，或检查该文件夹的权限。",
        severity=Severity.WARNING,
        occasion="czdocs publish-directory --cache 说明.txt，而 说明.txt 是一个文件。",
    ),
    Entry(
        code="CZ5146",
        title="没有安装集群组件",
        message="用 --cluster 需要组件 distributed，本机没有安装。",
        remedy="请运行 pip install 'czdocs[cluster]' 后再试；或去掉 --cluster，就在本机排版。",
        exit_status=4,
        occasion="czdocs publish-directory --cluster tcp://10.0.0.5:8786，而安装 czdocs 时没有带 cluster 一项。",
    ),
    Entry(
        code="CZ5147",
        title="集群连接不上",
        message="集群 {address} 连接不上，或者中途断开：{reason}。没有归档任何内容。",
        remedy="请核对地址，确认 dask scheduler 和至少一个 dask worker 正在运行；或去掉 --cluster，就在本机排版。",
        exit_status=4,
        occasion="czdocs publish-directory --cluster tcp://127.0.0.1:1，那里没有调度程序。",
    ),
)
