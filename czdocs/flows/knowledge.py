"""Knowledge: what travels with the package, loaded once a process: form schemas and policy parameters."""

from functools import cache

from czdocs.intake.schema import Schemas, load_schemas
from czdocs.policy.articles import ARTICLES_FILE, Articles, load_articles
from czdocs.policy.book import PolicyBook, load_book
from czdocs.resources import resource_bytes, resource_names

__all__ = ["articles", "form_schemas", "policy_book"]


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
def articles() -> Articles:
    """The text of the measures.

    Raises:
        CzdocsError: If its file is not what it should be.
    """
    return load_articles(resource_bytes("policy", ARTICLES_FILE))
