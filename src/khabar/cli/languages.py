"""What languages are called in English, and what is said of those that are not read."""

from __future__ import annotations

from khabar.model import Document

_NAMES = dict(
    pair.split(":")
    for pair in (
        "am:Amharic ar:Arabic az:Azerbaijani bg:Bulgarian bn:Bengali bs:Bosnian cs:Czech da:Danish de:German el:Greek "
        "en:English es:Spanish et:Estonian fa:Persian fi:Finnish fr:French ha:Hausa he:Hebrew hi:Hindi hr:Croatian "
        "hu:Hungarian hy:Armenian id:Indonesian it:Italian ja:Japanese ka:Georgian kk:Kazakh ko:Korean ku:Kurdish "
        "lt:Lithuanian lv:Latvian mk:Macedonian ms:Malay my:Burmese nl:Dutch no:Norwegian pl:Polish ps:Pashto "
        "pt:Portuguese ro:Romanian ru:Russian rw:Kinyarwanda sk:Slovak sl:Slovene so:Somali sq:Albanian sr:Serbian "
        "sv:Swedish sw:Swahili ta:Tamil th:Thai ti:Tigrinya tr:Turkish ug:Uyghur uk:Ukrainian ur:Urdu uz:Uzbek "
        "vi:Vietnamese zh:Chinese"
    ).split()
)


def unread(document: Document) -> str:
    """Why no claim was read out of a report, for its language; "" where that is read."""
    return not_read(str(document.language)) if document.foreign() else ""


def not_read(language: str) -> str:
    """That a language is not read."""
    return f"in {_NAMES.get(language, f'another language ({language})')}, which khabar does not read"
