"""Files as they were at a revision, in real repositories, hostile names included."""

import os
import posixpath

import pytest

from postil.revisions import Change, Revision, RevisionError
from repositories import commit, git, write

NAMES = [
    "annotations/plain.yml",
    "annotations/with space.yml",
    "annotations/line\nfeed.yml",
    'annotations/"quoted".yml',
    "annotations/\u202egnp.yml",
    "annotations/tab\there.yml",
    "annotations/*.yml",
    "annotations/:(exclude)x.yml",
    "annotations/-rf.yml",
    "annotations/grüße.yml",
]


@pytest.fixture
def repository(tmp_path):
    root = tmp_path / "a repository"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root, {name: f"old {name}" for name in NAMES})
    return root


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_read_as_it_was_whatever_its_name(repository, name):
    (repository / name).write_text("new")
    assert Revision.of(repository, "HEAD").read_text(name) == f"old {name}"


def test_line_ends_are_kept_and_the_byte_order_mark_is_not(repository):
    commit(repository, {"a.yml": "\ufeffone\r\ntwo\n"})
    assert Revision.of(repository, "HEAD").read_text("a.yml") == "one\r\ntwo\n"


def test_what_was_not_there_is_none(repository):
    head = Revision.of(repository, "HEAD")
    assert head.read_text("annotations/nothing.yml") is None
    assert head.read_text("annotations") is None


def test_files_are_listed_by_folder(repository):
    commit(repository, {"docs/a.md": "a", "docs/deep/b.md": "b", "docsx/c.md": "c"})
    head = Revision.of(repository, "HEAD")
    assert head.list_files("docs") == ["docs/a.md", "docs/deep/b.md"]
    assert head.list_files("./docs/") == ["docs/a.md", "docs/deep/b.md"]
    assert head.list_files("nowhere") == []
    assert head.list_files() == sorted([*NAMES, "docs/a.md", "docs/deep/b.md", "docsx/c.md"])


def test_a_publication_in_a_folder_of_a_repository_sees_its_own_paths(repository):
    commit(repository, {"pub/docs/a.md": "a", "pub/gone.yml": "g", "other.md": "o"})
    root = repository / "pub"
    head = Revision.of(root, "HEAD")
    write(repository, {"pub/docs/a.md": "changed", "other.md": "changed", "pub/new.yml": ""})
    (root / "gone.yml").unlink()
    assert head.list_files() == ["docs/a.md", "gone.yml"]
    assert head.read_text("docs/a.md") == "a"
    assert head.changed_files() == {
        "docs/a.md": Change.CHANGED,
        "gone.yml": Change.REMOVED,
        "new.yml": Change.ADDED,
    }


def test_files_beside_the_publication_are_known_by_the_way_to_them(repository):
    commit(repository, {"deep/pub/a.yml": "A\n", "deep/docs/a.md": "a", "deep/docs/gone.md": "g"})
    write(repository, {"deep/docs/a.md": "changed", "deep/docs/new.md": "", "deep/pub/a.yml": "B"})
    git(repository, "config", "diff.relative", "true")
    (repository / "deep/docs/gone.md").unlink()
    head = Revision.of(repository / "deep/pub", "HEAD")
    assert head.read_text("../docs/a.md") == "a"
    assert head.list_files("../docs") == ["../docs/a.md", "../docs/gone.md"]
    assert head.changed_files("../docs", "nowhere") == {
        "../docs/a.md": Change.CHANGED,
        "../docs/gone.md": Change.REMOVED,
        "../docs/new.md": Change.ADDED,
    }
    assert list(head.changed_files("../docs/a.md", ".")) == ["../docs/a.md", "a.yml"]


def test_what_stands_behind_a_link_is_refused_not_passed_over(repository, tmp_path):
    commit(repository, {"texts/a.md": "a"})
    (repository / "docs").symlink_to("texts")
    (tmp_path / "link to it").symlink_to(repository)
    head = Revision.of(tmp_path / "link to it", "HEAD")
    assert head.changed_files("texts", "nowhere") == {}
    with pytest.raises(RevisionError, match="'docs/transcripts' is reached by a link"):
        head.changed_files("docs/transcripts")


def test_changes_are_told_whatever_the_names(repository):
    head = Revision.of(repository, "HEAD")
    for number, name in enumerate(NAMES):
        if number % 2:
            (repository / name).unlink()
        else:
            (repository / name).write_text("new")
    (repository / "annotations/un\ntracked.yml").write_text("")
    expected = {n: Change.REMOVED if i % 2 else Change.CHANGED for i, n in enumerate(NAMES)}
    expected["annotations/un\ntracked.yml"] = Change.ADDED
    assert head.changed_files() == dict(sorted(expected.items()))


def test_nothing_changed_is_nothing_and_ignored_files_do_not_count(repository):
    commit(repository, {".gitignore": "site/\n"})
    write(repository, {"site/index.html": "built"})
    assert Revision.of(repository, "HEAD").changed_files() == {}


def test_a_file_that_only_the_index_forgot_is_changed(repository):
    git(repository, "rm", "--cached", "--quiet", "--", "annotations/plain.yml")
    changes = Revision.of(repository, "HEAD").changed_files()
    assert changes == {"annotations/plain.yml": Change.CHANGED}


def test_branches_tags_and_ancestors_have_names(repository):
    git(repository, "tag", "first")
    commit(repository, {"annotations/plain.yml": "second"})
    read = {
        name: Revision.of(repository, name).read_text("annotations/plain.yml")
        for name in ("main", "first", "HEAD~1")
    }
    old = "old annotations/plain.yml"
    assert read == {"main": "second", "first": old, "HEAD~1": old}


def test_the_merge_base_leaves_out_what_others_did_since(repository):
    git(repository, "checkout", "--quiet", "-b", "mine")
    commit(repository, {"mine.yml": "m"})
    git(repository, "checkout", "--quiet", "main")
    commit(repository, {"theirs.yml": "t"})
    git(repository, "checkout", "--quiet", "mine")
    main = Revision.of(repository, "main")
    assert main.changed_files() == {"mine.yml": Change.ADDED, "theirs.yml": Change.REMOVED}
    assert main.merge_base().changed_files() == {"mine.yml": Change.ADDED}


def test_revisions_without_a_common_past_are_said(repository):
    git(repository, "checkout", "--quiet", "--orphan", "other")
    commit(repository, {"x": "x"})
    with pytest.raises(RevisionError, match="no common revision"):
        Revision.of(repository, "main").merge_base()


@pytest.mark.parametrize(
    "name", ["nowhere", "", "--help", "-1", "--output=/tmp/x", "a\nb", "HEAD:docs", "main..HEAD"]
)
def test_a_name_of_nothing_is_refused_in_words(repository, name):
    with pytest.raises(RevisionError, match="there is no revision"):
        Revision.of(repository, name)


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "docs/../../x", "a\0b"])
def test_a_path_out_of_the_repository_is_refused(repository, path):
    head = Revision.of(repository, "HEAD")
    with pytest.raises(RevisionError, match="leads out of the repository"):
        head.read_text(path)
    with pytest.raises(RevisionError, match="leads out of the repository"):
        head.list_files(path)


def test_links_and_submodules_are_not_read(repository):
    (repository / "annotations/link.yml").symlink_to("/etc/hostname")
    commit(repository, {})
    head = Revision.of(repository, "HEAD")
    assert head.read_text("annotations/link.yml") is None
    assert "annotations/link.yml" not in head.list_files()


def test_what_is_no_text_or_too_large_is_said(repository, monkeypatch):
    (repository / "latin.yml").write_bytes(b"caf\xe9")
    commit(repository, {"large.yml": "x" * 2000})
    head = Revision.of(repository, "HEAD")
    with pytest.raises(RevisionError, match=r"latin\.yml is not UTF-8"):
        head.read_text("latin.yml")
    monkeypatch.setattr("postil.revisions.MAX_BYTES", 1000)
    with pytest.raises(RevisionError, match=r"large\.yml has more than"):
        head.read_text("large.yml")


def test_outside_a_repository_it_is_said(tmp_path):
    with pytest.raises(RevisionError, match="is not in a git repository"):
        Revision.of(tmp_path, "HEAD")


def test_where_nothing_was_committed_yet_it_is_said(tmp_path):
    git(tmp_path, "init", "--quiet")
    for name in ("HEAD", "main"):
        with pytest.raises(RevisionError, match="there is no revision yet on the branch that is"):
            Revision.of(tmp_path, name)


def test_without_git_it_is_said(repository, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RevisionError, match="git is not installed"):
        Revision.of(repository, "HEAD")


def test_what_git_itself_complains_of_is_passed_on(repository):
    (repository / ".git/config").write_text("[core\n")
    with pytest.raises(RevisionError, match="git says: bad config"):
        Revision.of(repository, "HEAD")


def test_the_repository_of_a_hook_does_not_stand_in_for_the_one_asked_about(
    repository, tmp_path, monkeypatch
):
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet")
    monkeypatch.setenv("GIT_DIR", os.fspath(other / ".git"))
    assert Revision.of(repository, "HEAD").list_files("annotations/plain.yml")


@pytest.fixture
def trap(tmp_path):
    """A program that leaves a file behind when it is run."""
    program = tmp_path / "trap"
    program.write_text(f"#!/bin/sh\ntouch '{tmp_path}/sprung'\ncat \"$@\"\n")
    program.chmod(0o755)
    return program


FILTERS = [
    f"filter.{name}.{setting}" for name in ("trap", "other one") for setting in ("clean", "process")
]


@pytest.mark.parametrize("new", ["new", "NEW annotations/plain.yml", "old annotations/plain.yml"])
def test_no_program_of_the_repository_is_run(repository, trap, new):
    commit(repository, {".gitattributes": "*.yml diff=trap filter=trap\n"})
    for key in (
        "diff.trap.textconv",
        "diff.trap.command",
        "core.fsmonitor",
        "core.pager",
        *FILTERS,
    ):
        git(repository, "config", key, os.fspath(trap))
    git(repository, "config", "filter.trap.required", "true")
    path = repository / "annotations/plain.yml"
    path.write_text(new)  # At once: git cannot tell by the time whether it was changed.
    trap.with_name("sprung").unlink(missing_ok=True)
    head = Revision.of(repository, "HEAD")
    changed = [] if new.startswith("old") else ["annotations/plain.yml"]
    assert list(head.changed_files()) == changed
    assert head.renamed_files() == {}
    assert head.read_text("annotations/plain.yml")
    assert not trap.with_name("sprung").exists()


def test_no_program_of_a_submodule_is_run(repository, trap):
    inner = repository / "inner"
    inner.mkdir()
    git(inner, "init", "--quiet")
    commit(inner, {"a.yml": "old", ".gitattributes": "*.yml filter=trap\n"})
    commit(repository, {})
    for key in ("core.fsmonitor", "filter.trap.clean"):
        git(inner, "config", key, os.fspath(trap))
    (inner / "a.yml").write_text("new")
    trap.with_name("sprung").unlink(missing_ok=True)
    assert Revision.of(repository, "HEAD").changed_files() == {}
    assert not trap.with_name("sprung").exists()


def test_a_filter_that_cannot_be_switched_off_is_named(repository, trap):
    git(repository, "config", "filter.a=b.clean", os.fspath(trap))
    with pytest.raises(RevisionError, match="git's filter “a=b” cannot be kept from running"):
        Revision.of(repository, "HEAD").changed_files()


def test_a_renamed_file_is_known_by_its_old_name(repository):
    commit(repository, {"first/a.md": "One.\nTwo.\nThree.\n", "b c.md": "B\n"})
    git(repository, "mv", "first/a.md", "é\n.md")
    (repository / "b c.md").rename(repository / "untracked.md")
    renamed = Revision.of(repository, "HEAD").renamed_files()
    assert renamed == {"é\n.md": "first/a.md"}


@pytest.mark.parametrize("then", ["pub/", "deep/er/", ""])
@pytest.mark.parametrize("now", ["voices", "pub/annotations", "."])
def test_files_are_followed_out_of_the_folder_that_they_are_in_now(tmp_path, then, now):
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, {f"{then}docs/é\n.md": "One.\n", f"{then}a.yml": "A\n", "other.md": "O\n"})
    (tmp_path / now / "docs").mkdir(parents=True, exist_ok=True)
    for name in ("docs/é\n.md", "a.yml"):
        git(tmp_path, "mv", "--force", "-k", f"{then}{name}", f"{now}/{name}")
    head = Revision.of(tmp_path / now, "HEAD")
    renamed = head.renamed_files()
    assert sorted(renamed) == ([] if then == "" and now == "." else ["a.yml", "docs/é\n.md"])
    for name in renamed:
        assert os.path.normpath(f"{now}/{renamed[name]}") == f"{then}{name}"
    for name, text in {"docs/é\n.md": "One.\n", "a.yml": "A\n"}.items():
        assert head.read_text(renamed.get(name, name)) == text
    notes = renamed.get("a.yml", "a.yml")
    assert notes in head.list_files(posixpath.dirname(notes))


def test_nothing_outside_of_the_repository_is_read(repository):
    commit(repository, {"pub/a.md": "a", "other.md": "o"})
    head = Revision.of(repository / "pub", "HEAD")
    assert head.read_text("../other.md") == "o"
    for path in ("../../other.md", "/other.md"):
        with pytest.raises(RevisionError, match="leads out of the repository"):
            head.read_text(path)
