"""Who runs the program, as the archive notes it."""

import getpass

__all__ = ["user_name"]


def user_name() -> str:
    """The user's name on this machine; `unknown` where there is none, as in some containers."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
