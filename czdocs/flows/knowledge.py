"""Knowledge: what travels with the package, loaded once a process."""

from functools import cache
from typing import TYPE_CHECKING

from czdocs.errors import CzdocsError, FindingsError
from czdocs.intake.schema import Schemas, load_schemas
from czdocs.policy.book import PolicyBook, load_book
from czdocs.policy.soundness import unsound
from czdocs.resources import code_examples as examples_bytes
from czdocs.resources import resource_bytes, resource_names

if TYPE_CHECKING:
    from czdocs.diagnostic import Diagnostic
    from czdocs.policy.articles import Articles
    from czdocs.report.examples import Examples

__all__ = ["articles", "code_examples", "form_schemas", "policy_book"]


@cache
def form_schemas() -> Schemas:
    """The schemas of all form kinds."""
    return load_schemas({name: resource_bytes("schemas", name) for name in resource_names("schemas")})


@cache
def policy_book() -> PolicyBook:
    """The measures and the annual notices.

    Raises:
        CzdocsError: If the parameter files are not what they should be; tells all that is wrong with its lines.
    """
    files = {name: resource_bytes("policy", name) for name in resource_names("policy") if name.endswith(".yaml")}
    try:
        book = load_book(files)
        found = unsound(book)
    except CzdocsError as error:
        raise _refusal((error.diagnostic,)) from error
    if found:
        raise _refusal(found)
    return book


def _refusal(found: "tuple[Diagnostic, ...]") -> FindingsError:
    """All that is wrong with the parameter files, `found` where nothing more can be told."""
    from czdocs.flows.check_policy import check_packaged_policy  # the start looks for faults, not for their lines

    check = check_packaged_policy()
    return FindingsError(check.diagnostics or found, texts=check.texts)


@cache
def articles() -> "Articles":
    """The text of the measures.

    Raises:
        CzdocsError: If its file is not what it should be.
    """
    from czdocs.policy.articles import ARTICLES_FILE, load_articles  # only explanations quote them

    return load_articles(resource_bytes("policy", ARTICLES_FILE))


@cache
def code_examples() -> "Examples":
    """The examples of the diagnostic codes."""
    from czdocs.report.examples import load_examples

    return load_examples(examples_bytes())
