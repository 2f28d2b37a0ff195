"""The part of Postil that knows no host and touches no disk."""
