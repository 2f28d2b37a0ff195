"""A place for tests of rules: a quote that stands, to be changed in what a test is about."""

from dataclasses import replace

from postil.core.places import spelt_place

STANDING = replace(
    spelt_place(500, 540, 1.0),
    share=1.0,
    letters=1.0,
    words=1.0,
    purity=1.0,
    before=0.9,
    after=0.8,
    told=30.0,
    around=25.0,
    known=60.0,
    odds=5.0,
    size=6,
)
