"""`python -m kechuang` is the same as the command `kechuang`."""

import sys

from kechuang.config.command_line import main

if __name__ == "__main__":
    sys.exit(main())
