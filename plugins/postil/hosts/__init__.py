"""Adapters for site generators: events in, calls out."""
