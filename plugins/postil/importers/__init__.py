"""Raw transcripts to transcript Markdown, one module per format; pure."""
