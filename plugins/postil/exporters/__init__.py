"""A publication's notes in the formats of other programs. As pure as the core."""
