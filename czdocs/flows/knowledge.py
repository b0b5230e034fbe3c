"""Knowledge: what travels with the package, loaded once a process."""

from functools import cache
from typing import TYPE_CHECKING

from czdocs.intake.schema import Schemas, load_schemas
from czdocs.policy.book import PolicyBook, load_book
from czdocs.resources import code_examples as examples_bytes
from czdocs.resources import resource_bytes, resource_names

if TYPE_CHECKING:
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
        CzdocsError: If a parameter file is not what it should be.
    """
    return load_book(
        {name: resource_bytes("policy", name) for name in resource_names("policy") if name.endswith(".yaml")}
    )


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
