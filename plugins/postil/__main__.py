"""`python -m postil`."""

from postil.cli.main import main

if __name__ == "__main__":
    main()
