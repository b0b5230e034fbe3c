"""`python -m czdocs` runs the program."""

import sys

from czdocs.cli.main import main

sys.exit(main())
