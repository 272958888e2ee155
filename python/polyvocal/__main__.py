"""``python -m polyvocal``: the command line."""

from polyvocal.cli import main

if __name__ == "__main__":
    main()
