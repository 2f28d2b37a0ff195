"""The search index: what stands in a publication in, files that a page loads on demand out."""
