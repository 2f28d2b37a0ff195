"""The garbage collector rests while notes are resolved, and is left as it was found."""

import gc

import pytest

from postil.core.anchoring import resolve_each
from postil.core.collecting import paused
from postil.core.model import Annotation, Target

DOCUMENT = [("p1", "We carried the coal to the mill.")]
NOTES = [Annotation(id="coal", target=Target("p1", quote="carried the coke"), note="A note.")]


@pytest.fixture(params=[True, False])
def is_enabled(request):
    """Whether the collector looks by itself, before and after."""
    was_enabled = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield request.param
    assert gc.isenabled() == request.param
    (gc.enable if was_enabled else gc.disable)()


@pytest.mark.usefixtures("is_enabled")
def test_rests_while_notes_are_resolved():
    seen = []
    resolve_each(DOCUMENT, NOTES, [None], lambda: seen.append(gc.isenabled()))
    assert seen == [False]


@pytest.mark.usefixtures("is_enabled")
def test_goes_on_after_an_error():
    def fail():
        raise OSError("The bar is gone.")

    with pytest.raises(OSError, match="bar is gone"):
        resolve_each(DOCUMENT, NOTES, [None], fail)


@pytest.mark.usefixtures("is_enabled")
def test_goes_on_when_the_outer_of_two_ends():
    with paused():
        with paused():
            pass
        assert not gc.isenabled()
