"""What a number is a number of."""

from __future__ import annotations

from tests.weigh.making import claim

from khabar.model import Quantity, Span
from khabar.weigh.extent import Extent, extent


def test_what_another_number_is_a_part_of_is_the_whole() -> None:
    quote = "They built 400 of the 615 kilometers of wall."
    done, whole = (
        Quantity(value, "kilometer", "kilometer", span=Span(at, at + 3))
        for value, at in ((400, quote.index("400")), (615, quote.index("615")))
    )
    told = claim("barrier", quote=quote, numbers=(done, whole))
    assert extent(whole, told) is Extent.WHOLE
