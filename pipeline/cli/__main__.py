"""`python -m pipeline.cli` is `vanthu`."""

from pipeline.cli.program import main

if __name__ == "__main__":
    main()
