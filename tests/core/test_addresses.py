"""Which addresses hosts can take apart: what is refused here must not reach them."""

from urllib.parse import urlsplit

import pytest

from postil.core.addresses import names_a_server


@pytest.mark.parametrize("address", ["http://[::1", "https://a]b/c", "http://℀.example.org/"])
def test_what_stops_a_host_is_refused(address):
    assert not names_a_server(address)
    with pytest.raises(ValueError, match=r"IPv6|NFKC"):
        urlsplit(address)


@pytest.mark.parametrize(
    "address",
    ["https://example.org/[a]?b=[c]#[d]", "http://bücher.example:80/", "mailto:a@b", "https://"],
)
def test_what_is_read_is_let_through(address):
    assert names_a_server(address)
    urlsplit(address)
