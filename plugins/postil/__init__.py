"""Postil: annotated transcripts whose notes stay on the words they were written about.

Importing this package needs neither MkDocs nor Python-Markdown.
"""

from postil.core.anchoring import (
    Ambiguous,
    Candidate,
    Evidence,
    Exact,
    Failure,
    Loss,
    Lost,
    Moved,
    Passage,
    Resolution,
    resolve,
)
from postil.core.model import Annotation, Source, Target

__version__ = "0.1.0"

__all__ = [
    "Ambiguous",
    "Annotation",
    "Candidate",
    "Evidence",
    "Exact",
    "Failure",
    "Loss",
    "Lost",
    "Moved",
    "Passage",
    "Resolution",
    "Source",
    "Target",
    "resolve",
]
