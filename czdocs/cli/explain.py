"""The explaining command."""

from argparse import Namespace

from czdocs.flows.explain import explain as explanation

__all__ = ["explain"]


def explain(options: Namespace) -> int:
    """`czdocs explain`: what a code, a field, a form or an article means."""
    print(explanation(options.what), end="")
    return 0
