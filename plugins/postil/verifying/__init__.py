"""Comparing a site as it was built with what its authors wrote. Reads built files only."""
