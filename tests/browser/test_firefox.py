"""What is said of layout, of the page without script and of the keyboard, in Firefox too.

The tests are those of the other modules; here they get pages of another browser. S26 is not among
them: Playwright scrolls a Firefox page before it clicks, which is what S26 forbids us to do.
"""

import threading
from functools import partial
from http.server import ThreadingHTTPServer

import pytest

from browser.test_accessibility import (  # noqa: F401
    test_s29_focus_is_seen_and_never_covered,
    test_s30_single_keys_do_nothing_outside_fields,
    test_s33_a_skip_link_leads_to_the_text,
)
from browser.test_layout import (  # noqa: F401
    test_s01_notes_have_a_column_of_their_own_from_960_pixels,
    test_s02_a_line_has_between_55_and_75_characters,
    test_s03_no_note_overlaps_anything,
    test_s04_with_script_the_text_is_set_as_if_there_were_no_notes,
    test_s05_no_note_starts_above_its_paragraph_however_crowded,
    test_s05_notes_stand_near_their_markers_and_not_above_their_paragraphs,
    test_s06_a_note_that_is_asked_for_stands_at_its_marker_and_is_in_view,
    test_s07_crowded_notes_show_four_lines_and_a_button,
    test_s09_notes_are_placed_anew_and_leave_nothing_behind,
    test_s23_a_toggle_leaves_the_line_that_is_being_read_where_it_is,
)
from browser.test_without_script import (  # noqa: F401
    test_s15_everything_is_there_without_script,
    test_s15_kinds_can_be_chosen_without_script,
    test_s15_nothing_announces_what_does_nothing,
)
from conftest import QuietHandler
from install_browser import found_firefox


@pytest.fixture(scope="session")
def firefox(playwright):
    """A headless Firefox as it is shipped, by the protocol that all browsers share."""
    browser = playwright.firefox.launch(executable_path=found_firefox(), channel="moz-firefox")
    yield browser
    browser.close()


class WithoutScript(QuietHandler):
    """Forbids the page every script: the protocol has no switch for it that Firefox knows."""

    def end_headers(self):
        self.send_header("Content-Security-Policy", "script-src 'none'")
        super().end_headers()


@pytest.fixture(scope="session")
def without_script():
    """The address of a server of all files, whose pages run no script."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(WithoutScript, directory="/"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def open_page(firefox, without_script):
    """As in the other modules, in Firefox, which tells no page a scheme of colours."""
    contexts = []

    def run(url, width=1440, height=900, *, java_script_enabled=True, **options):
        size = {"width": width, "height": height}
        context = firefox.new_context(viewport=size, color_scheme="null", **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(url if java_script_enabled else url.replace("file://", without_script))
        return page

    yield run
    for context in contexts:
        context.close()
