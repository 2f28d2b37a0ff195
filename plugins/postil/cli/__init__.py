"""The command `postil`, one command per file."""
