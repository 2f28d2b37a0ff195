"""At which address a new file is begun, by the settings of the site."""

import pytest

from postil.rendering.code_host import code_host


@pytest.mark.parametrize(
    ("repository", "edit_uri", "new_file", "folder"),
    [
        (
            "https://github.com/wharf/voices/",
            "edit/main/docs/",
            "https://github.com/wharf/voices/new/main?filename={path}&value={text}",
            "",
        ),
        (
            "https://github.com/wharf/voices",
            "https://github.com/wharf/voices/blob/v1/site/docs",
            "https://github.com/wharf/voices/new/v1?filename={path}&value={text}",
            "site",
        ),
        (
            "https://gitlab.com/wharf/a/voices",
            "-/edit/main/docs/",
            "https://gitlab.com/wharf/a/voices/-/new/main?file_name={path}",
            "",
        ),
        (
            "https://codeberg.org/wharf/voices",
            "_edit/main/docs/",
            "https://codeberg.org/wharf/voices/_new/main/{folder}?filename={name}&value={text}",
            "",
        ),
        (
            "https://git.example.org/wharf/voices",
            "src/branch/a%b/docs/",
            "https://git.example.org/wharf/voices/_new/a%25b/{folder}?filename={name}&value={text}",
            "",
        ),
        (
            "https://forgejo.org/wharf/voices",
            "edit/main/docs/",
            "https://forgejo.org/wharf/voices/_new/main/{folder}?filename={name}&value={text}",
            "",
        ),
    ],
)
def test_a_known_host_begins_a_file_on_the_branch_of_the_edit_links(
    repository, edit_uri, new_file, folder
):
    host = code_host(repository, edit_uri, "docs")
    assert (host.new_file, host.folder, host.why) == (new_file, folder, "")


@pytest.mark.parametrize(
    ("repository", "edit_uri", "why"),
    [
        ("", "", "names no repository"),
        ("javascript:alert(1)", "edit/main/docs/", "names no repository"),
        ("https:///path", "edit/main/docs/", "names no repository"),
        ("https://github.com/wharf/voices", "", "which branch of github.com"),
        ("https://github.com/wharf/voices", "?edit=", "which branch of github.com"),
        ("https://code.example.org/wharf", "edit/main/docs/", "at code.example.org"),
    ],
)
def test_where_no_link_can_begin_a_file_it_says_why(repository, edit_uri, why):
    host = code_host(repository, edit_uri, "docs")
    assert host.new_file == ""
    assert why in host.why
