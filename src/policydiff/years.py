"""The years that a report may be given."""

FIRST_YEAR, LAST_YEAR = 1900, 2100


def is_year(text: str) -> bool:
    """Whether a text is such a year, in digits.

    >>> [is_year(text) for text in ("2024", "0000", "1899", "２０２４", "soon")]
    [True, False, False, False, False]
    """
    return text.isascii() and text.isdigit() and len(text) == len(str(LAST_YEAR)) and FIRST_YEAR <= int(text) <= LAST_YEAR
