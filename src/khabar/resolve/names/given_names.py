"""He or she: what a name, a title or a word beside the name tells. Tables only; a name in neither tells nothing."""

from __future__ import annotations

import re

from khabar.model.names import fold

_MEN = frozenset(
    (
        # Arabic, Kurdish, Turkish, Persian
        "ahmed ahmad muhammad mohammed mohammad mohamed mohamad ali hassan hasan hussein husayn omar umar othman osman "
        "abdul abdullah abdallah abdel abd ibrahim ismail ishaq khaled khalid karim qasim qassem kassem haider haidar "
        "mustafa mahmoud mahmud nouri saddam saeed said salih saleh samir sami tariq tarek walid yasin yasser yusuf "
        "youssef ziad fadi faisal falih fuad fouad hadi hamid hamza jamal jalal adnan akram amir ammar anas anwar "
        "barham bashar bashir basim abu adil mehmet recep hakan masoud masrour mazloum murat nechirvan reza "
        "hossein hassem javad mohsen qais rami riyad saad sabah tahsin thabet uday waleed yahya zaid "
        # English and other European
        "adam albert alexander andrew anthony antonio barack benjamin bill brian carlos charles christopher daniel "
        "david donald douglas edward emmanuel eric francis frank fred gary george gordon henry ivan jack james jason "
        "jean jeremy jim joe john jonathan jose joseph juan kenneth kevin lloyd luis marco mark martin matthew michael "
        "mike nathan nicolas nigel oleg olaf patrick paul pedro peter philip pierre ralph richard robert roger ronald "
        "ryan samuel scott sean sergei sergey simon stephen steven steve stuart taras thomas tim tom tony victor "
        "vincent viktor vladimir volodymyr walter william andriy dmitry dmytro igor mykola oleksandr petro yevgeny "
        # Africa, Asia
        "abiy aung hailemariam isaias kofi laurent moussa oumar salva yoweri arjun narendra rajesh ravi sanjay "
        "imran nawaz shahbaz ashraf hamid hibatullah xi"
    ).split()
)
_WOMEN = frozenset(
    (
        "fatima fatma aisha ayesha zainab zaynab khadija maryam mariam layla leila huda hala hanan iman noor nadia "
        "samira salma shirin zahra yasmin asma amal rana rania sara sarah ayse emine "
        "alice amanda amy angela angelina ann anna anne annie barbara carol caroline catherine cathy christine "
        "claire condoleezza cynthia deborah diana elena elizabeth ella emily emma eva francesca hannah heather "
        "helen hillary irene isabel jane janet jeanine jennifer jessica joan joanna judith julia julie kamala karen "
        "katherine kathleen kathryn kate laura lauren linda lisa louise lucy margaret maria marie martha mary megan "
        "michelle monica nancy natalia natalie nicola nikki olena olga pamela patricia rachel rebecca rosa ruth "
        "samantha sandra sharon sofia sophia sophie stephanie susan suella svetlana tatiana theresa teresa tetiana "
        "ursula valentina vanessa victoria virginia yulia iryna oksana kateryna daria "
        "indira priya sushma benazir malala hasina therese"
    ).split()
)
_HE = re.compile(
    r"\b(?:Mr|Sir|Lord|King|Prince|Sheikh|Imam|Mullah|Ayatollah|Father|Bishop|(?:\w+-)?[Ss]pokesman|[Cc]hairman"
    r"|[Cc]ongressman|[Bb]usinessman|[Pp]oliceman|[Hh]usband|[Ff]ather|[Bb]rother|[Ss]on|[Uu]ncle|[Nn]ephew)\b"
)
_SHE = re.compile(
    r"\b(?:Mrs|Ms|Miss|Lady|Queen|Princess|Dame|(?:\w+-)?[Ss]pokeswoman|[Cc]hairwoman|[Cc]ongresswoman"
    r"|[Bb]usinesswoman|[Ww]ife|[Mm]other|[Ss]ister|[Dd]aughter|[Aa]unt|[Nn]iece|[Aa]ctress)\b"
)


def gender(name: str, before: str) -> str:
    """ "he" or "she", as the title in front of a name, or else the first name, tells; "" where neither does."""
    he, she = _HE.search(before), _SHE.search(before)
    if bool(he) != bool(she):
        return "he" if he else "she"
    words = fold(name).split()
    for word in words[:-1] or words:  # a surname may be anybody's first name
        if word in _MEN or word in _WOMEN:
            return "he" if word in _MEN else "she"
    return ""
