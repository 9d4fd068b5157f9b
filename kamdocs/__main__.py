"""`python -m kamdocs`."""

from kamdocs.cli.main import main

if __name__ == "__main__":
    main()
