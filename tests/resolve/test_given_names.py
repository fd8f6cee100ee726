"""He or she, as far as names and titles tell."""

import pytest

from khabar.resolve.names.given_names import gender


@pytest.mark.parametrize(
    ("name", "before", "wanted"),
    [
        ("Olena Bondar", "", "she"),
        ("Taras Bondar", "", "he"),
        ("Ahmed Mariam", "", "he"),  # the first name decides
        ("Zin Mar", "", ""),
        ("Zin Mar", "Mrs ", "she"),
        ("Zin Mar", "army spokesman ", "he"),
        ("Taras Bondar", "spokeswoman ", "she"),  # a title knows better than a name
        ("Zin Mar", "his wife and her husband ", ""),
        ("Olena", "", "she"),
        ("", "", ""),
    ],
)
def test_what_a_name_and_its_title_tell(name: str, before: str, wanted: str) -> None:
    assert gender(name, before) == wanted
