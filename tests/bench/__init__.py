"""The build benchmark: `make bench`."""
