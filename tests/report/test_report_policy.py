"""Page of the parameters: current, and nothing left out."""

from pathlib import Path

from czdocs.flows.check_policy import notice_fields
from czdocs.flows.knowledge import policy_book
from czdocs.policy.known import INTERPRETATIONS, PARAMETERS
from czdocs.report.policy import policy_page

PAGE = (Path(__file__).parents[2] / "docs" / "policy.md").read_text(encoding="utf-8")


def test_page_is_current() -> None:
    """docs/policy.md is what the parameter files say; run `invoke generate` after changing one."""
    assert policy_page(policy_book(), notice_fields()) == PAGE


def test_page_shows_everything() -> None:
    """Each parameter, interpretation, option and retention period is on the page, both dates of a dated one too."""
    assert all(f"| `{name}` |" in PAGE for name in PARAMETERS)
    for name, options in INTERPRETATIONS.items():
        section = PAGE.partition(f"#### {name} ")[2].partition("####")[0]
        assert all(f"| `{option}` |" in section for option in options), name
        assert section.count("**选用**") == 1
        assert section.count("| 不选：") == len(options) - 1
    assert PAGE.count("`reconsideration_days`") == 2
    assert "自 2024-01-01 起" in PAGE
    assert all(f"| `{kind}` | {period} |" in PAGE for kind, period in policy_book().retention.items())


def test_figures_are_shown_as_people_write_them() -> None:
    """Shares stand as percentages, sums with their thousands."""
    assert "| 保费补贴的比例 | `premium_share` | 80% | 比例 | 第二十条 |" in PAGE
    assert "| `premium_cap_yuan` | 500,000 | 元 |" in PAGE
    assert "从 5,000,000 元起 15%" in PAGE
    assert "溧阳市 70%" in PAGE
