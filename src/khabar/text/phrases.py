"""The phrases by which furniture is known, by kind. Repetitions are bounded: judging takes linear time."""

from __future__ import annotations

import re

NAVIGATION = "navigation"
RULE = "a mere rule"
OFFER = "subscription or membership offer"
NEWSLETTER = "newsletter"
COMMENTS = "comment policy or form"
DONATION = "appeal for donations"
NOTICE = "the outlet about itself"
TEASER = "teaser for other reports"
SHARING = "sharing or cookie notice"
COPYRIGHT = "copyright"
WIRE = "wire header or sign-off"
CREDIT = "image credit"
SIGNED = "who worked on the report"
ADVERTISEMENT = "advertisement"
# what comes with further lines that say nothing by themselves: lists, headlines, fields of a form
WITH_ITEMS = frozenset({OFFER, NEWSLETTER, COMMENTS, DONATION, NOTICE})

Table = tuple[tuple[str, re.Pattern[str]], ...]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# whole short paragraphs that are nothing but furniture
ALONE: Table = (
    (
        NAVIGATION,
        _any(
            r"(?:skip|jump|go|back) to (?:the )?(?:main |page )?(?:content|navigation|search|top)",
            r"(?:skip|jump|go|back) to (?:the )?(?:home(?:page)?|footer)",
            r"(?:main |site |open |close |toggle )?(?:menu|navigation)|search|breadcrumbs?|home|close",
            r"(?:previous|next)(?: article| post| story)?|print(?: this)?(?: article| page)?|loading\W*",
            r"listen(?: to (?:this )?article)?|play video|watch live|table of contents|in this article",
            r"(?:view|open|enter|exit) (?:full ?screen|gallery|image.{0,30})",
            r"(?:show|load|view|see) (?:more|all)",
            r"\d{1,2} min(?:ute)?s?(?: read)?",
        ),
    ),
    (
        ADVERTISEMENT,
        _any(
            r"advertise?ments?(?: - .{0,40})?|ads?|promoted|sponsored(?: content| by .{1,40})?",
            r"(?:story|article) continues (?:below|after) .{0,30}",
        ),
    ),
    (
        SHARING,
        _any(
            r"share:?(?: this)?(?: article| story| post| page)?(?: (?:on|via|with) .{1,60})?|tweet|pin it",
            r"copy link|link copied.{0,20}|save(?: article)?|follow us(?: on .{1,60})?",
            r"(?:(?:facebook|twitter|x|whatsapp|telegram|linkedin|e-?mail|print|reddit|pinterest|messenger|share|"
            r"viber|vk|instagram|youtube|tiktok|threads|bluesky|mastodon|rss|copy link)\W{0,4}){1,14}",
            r"(?:accept|reject|allow)(?: all)?(?: cookies)?|cookie (?:settings|policy|preferences)",
            r"manage (?:cookies|consent)|(?:\d[\d,.]*[km]? )?(?:shares?|likes?|views?|retweets?)",
        ),
    ),
    (
        OFFER,
        _any(
            r"already (?:a|an|have an?) (?:member|subscriber|account|subscription|registered)\b.{0,60}",
            r"(?:sign|log) ?(?:in|up|out)|subscribe(?: now| today| here)?",
            r"register(?: now)?|go premium|join now",
            r"(?:become an? (?:member|subscriber)|get (?:full|unlimited) access)\b.{0,60}|my account",
            r"(?:start|get) (?:your |a )?free trial|create (?:an |your )?account|cancel any ?time",
            r"(?:[$€£]|usd |eur |gbp )\s?\d[\d.,]{0,9}\s?(?:/|per|an?) ?(?:month|mo|year|yr|week|annum)\b"
            r".{0,60}",
            r"(?:billed|paid|charged) (?:annually|monthly|yearly|weekly).{0,40}",
            r"(?:premium |annual |monthly )(?:membership|subscription|plan)",
        ),
    ),
    (
        COMMENTS,
        _any(
            r"(?:post|leave|add|write|submit) (?:a|your) (?:comment|reply)|cancel reply",
            r"(?:view|show|read|hide) (?:all )?(?:\d+ )?(?:comments?|replies)|no comments(?: yet)?",
            r"\d+ (?:replies|responses)",
            r"(?:your )?(?:name|e-?mail(?: address)?|website|comment)\s?\*?|(?:required|optional)\s?\*?",
            r"comments are (?:closed|off|disabled)\.?|report (?:an? )?(?:error|typo|abuse)",
        ),
    ),
    (
        OFFER,
        _any(
            r"subscribe(?: to .{1,60})?|support (?:our|independent) (?:work|journalism)",
            r"become a (?:member|subscriber)",
        ),
    ),
    (
        NEWSLETTER,
        _any(
            r"(?:sign up (?:for|to) )?(?:our |the )?(?:free )?(?:daily |weekly )?newsletters?",
            r"stay (?:informed|connected|updated|in touch)|get (?:the|our) .{0,30}newsletter",
        ),
    ),
    (DONATION, _any(r"donate(?: now| today| here)?|support us|make a donation")),
    (
        WIRE,
        _any(
            r"[-–—_=*# .(]{0,6}(?:ends?|end of (?:text|story|message|report)|30|more to follow|more|eom|nnnn)"
            r"[-–—_=*# .)/]{0,6}"
        ),
    ),
)
# what only a wire service writes, in capitals, and what tells a headline in capitals from it
WIRE_CODES = re.compile(
    r"(?:ZCZC|NNNN|MTF|STOP PRESS|MORE TO COME)\b.{0,40}"
    r"|(?:EMBARGOED|FOR IMMEDIATE RELEASE|ATTENTION EDITORS)\b.{0,80}"
    r"|(?:URGENT|FLASH|BULLETIN|EDS|ADV|UPDATE \d|LEAD|WRAPUP)\W{0,6}|[A-Z]{2,6}[- ]?\d{2,6}[A-Z0-9 /-]{0,40}"
    r"|[A-Z]{2}(?:-[A-Z]{2,20}){1,4}(?: [\d-]{1,10})?"
)
NEWS_IN_CODES = re.compile(r"\b(?:SAYS?|SAID|KILL\w*|ATTACK\w*|ARMY|FORCES|IN|ON|OF|THE|TO|A|AND|IS|ARE|WAS)\b")
# how a paragraph of furniture begins
OPENS: Table = (
    (
        TEASER,
        _any(
            r"(?:also |further |must[- ])?read(?: more| also| next| here| on)?\s*[:|»>→]",
            r"(?:see|watch|listen)(?: also| more| now)\s*:|(?:click|tap) here (?:to|for)\b",
            r"(?:check|see|read|watch) (?:also|this|this out|this next)\s*(?:[:|»>→]|\n)",
            r"(?:related|more)(?: (?:articles?|stories|story|news|coverage|reading|content|topics?))?"
            r"\s*[:|»>→]",
            r"(?:read|see) (?:the )?(?:full|original|whole|rest|complete|entire)"
            r"(?: (?:story|article|report|text|of|here|piece))",
            r"this (?:article|story|post|piece|report) (?:was |has been )?(?:first |originally )"
            r"(?:appeared|published|posted|ran)\b",
        ),
    ),
    (COPYRIGHT, _any(r"(?:copyright\b|\(c\)|©)\s?(?:©|\(c\))?\s?\w", r"all rights reserved\b")),
    (
        CREDIT,
        _any(
            r"[(\[]{0,2}"
            r"(?:photo|image|picture|video|graphic|file(?: photo)?|photograph|illustration|map|credit)s?"
            r"(?: (?:credit|by|courtesy)s?\b(?: of)?)?\s*[:/©]",
            r"[(\[](?:photo|image|picture|video)s? (?:by|credit|courtesy)\b.{0,120}[)\]]\Z",
            r"(?:getty images|reuters/|ap photo\b|afp/|shutterstock|wikimedia commons)",
        ),
    ),
    (
        SHARING,
        _any(
            r"(?:follow|like|find|join) (?:us|me|him|her|them|the author)(?: on| at| for|:)",
            r"(?:follow|like|join|subscribe to) our (?:[\w-]+ ){0,2}"
            r"(?:channel|page|feed|group|account|podcast|live ?blog|coverage)s?\b",
            r"(?:tags?|topics?|filed under|categor(?:y|ies)|keywords)\s*:",
        ),
    ),
)
# the same, as what a report's last paragraph may close with
CLOSES: Table = (
    (
        SIGNED,
        _any(
            r"[(\[–—-]{0,2}\s?(?:additional |further |with )?"
            r"(?:reporting|writing|editing|translat(?:ion|ed)|compiled) by (?-i:[A-Z])"
            r"(?!.{0,200}\b(?:shows?|showed|found|finds|suggests?|says?|said|reveal\w*)\b)",
            r"[(\[–—-]{0,2}\s?(?:with )?(?:additional )?(?:inputs?|reporting|files|material) from\b",
            r"[(\[–—-]{0,2}\s?(?:[A-Z][\w.’'-]+,? (?:and )?){2,8}(?:also )?contributed (?:reporting|to this)\b",
        ),
    ),
    (
        DONATION,
        _any(
            r"this (?:report|article|story|investigation|project|series|work|coverage) (?:was|is|has been) "
            r"(?:made possible|supported|funded|financed|produced with (?:the )?(?:support|help))\b",
            r"(?:the )?(?:[\w’'.&-]+ ){1,5}is (?:\w+ )?(?:funded|supported|financed) (?:in part |mainly |only )?"
            r"by (?:its|our|their) (?:readers|members|listeners|viewers|donors|subscribers)\b",
        ),
    ),
    *(row for row in OPENS if row[0] in (TEASER, SHARING, COPYRIGHT)),
)
# headings of what follows a report
TAIL: Table = (
    (
        COMMENTS,
        _any(
            r"(?:\d+ )?(?:reader )?comments?(?: \(\d+\))?:?",
            r"(?:leave|post) a (?:comment|reply)|what do you think\?",
            r"join the (?:conversation|discussion)",
        ),
    ),
    (
        TEASER,
        _any(
            r"check (?:also|this out|out):?|(?:see|read) also:?|read (?:more|next|on|this next)|up next",
            r"related(?: (?:articles?|stories|posts?|news|content|coverage|reading|topics?|items))?:?",
            r"(?:you (?:may|might) )?(?:also )?(?:like|be interested in):?",
            r"more (?:stories|news|articles|like this)",
            r"more (?:from|on|about) (?:\S{1,20} ?){1,4}",
            r"recommended(?: (?:for you|stories|articles|reading|videos?))?|trending(?: now)?",
            r"(?:most )?(?:popular|read|viewed|shared)(?: (?:now|stories|articles|posts|news))?",
            r"(?:latest|top|other|recent|breaking|trending|featured|next|previous) "
            r"(?:news|stories|articles|posts|headlines|reports|videos?)",
            r"editor['’]?s['’]? (?:picks?|choice)|must[- ]reads?|(?:around|from) the web|further reading",
            r"don['’]t miss|in case you missed it",
        ),
    ),
    (
        NOTICE,
        _any(
            r"about (?:us|the authors?|this (?:site|project))|disclaimer|contact us",
            r"(?:terms|conditions) (?:of use|and conditions)|privacy (?:policy|notice)",
        ),
    ),
)
# phrases that count, wherever in a paragraph they stand
SAID: Table = (
    (
        OFFER,
        _any(
            r"\bfree (?:\w+[- ])?trial\b|\bcancel (?:at )?any ?time\b",
            r"\btry (?:it )?(?:for )?free\b|\bfree articles?\b",
            r"\bpremium (?:content|memos?|access|membership|subscri\w+)|\bunlimited (?:digital )?access\b",
            r"\bbecome (?:a |an )?(?:\w+ )?(?:member|subscriber|patron)\b",
            r"\balready (?:a )?(?:subscriber|member)\b",
            r"^subscribe (?:to|now|today|for|and|here)\b|\bsubscribe (?:to (?:our|his|her)|now|today|here)\b",
            r"\bsubscribers? (?:only|get|have|can)\b|\bsign (?:in|up) (?:to|for|here|now|below|with)\b",
            r"\b(?:we (?:also )?offer|our) (?:team|group|subscription|corporate) plans?\b",
            r"\bcontinue reading\b|\bsend an e-?mail to\b|\bwe['’]ll (?:\w+ )?(?:onboard|contact|send you)\b",
            r"^join (?:hundreds|thousands|millions|over|more than|the (?:\S+ ){1,6}|our|us|now|today|\d)",
            r"\byour (?:subscription|account|membership|team|free)\b",
            r"\b(?:this|your) (?:article|story) is free\b",
        ),
    ),
    (
        NEWSLETTER,
        _any(
            r"\byour inbox\b|\byour e-?mail\b|\bunsubscribe\b|\bnever miss\b|\bmailing list\b",
            r"\b(?:our|free|daily|weekly|dedicated|email|best) newsletters?\b",
            r"\bsign up (?:for|to) (?:our|the|receive|get)\b",
            r"\bget (?:the|our) (?:latest|top|best|day['’]s)\b",
            r"\bdelivered (?:straight |directly |daily |weekly )?to (?:your|you)\b",
            r"\b(?:turn|switch) on (?:push )?notifications\b|\bdownload (?:our|the) (?:\w+ )?app\b",
            r"^got a (?:news )?tip\?|\b(?:send|share) (?:us )?your (?:tips|story)\b",
        ),
    ),
    (
        COMMENTS,
        _any(
            r"\bmoderates? (?:all )?comments\b|\bwelcomes? (?:your |all )?comments (?:which|that|from|on)\b",
            r"\bcomments (?:which are relevant|submitted|must\b)",
            r"\bcomments that (?:do|are|contain|violate|include|call|incite|insult|defend|promote|threaten)\b",
            r"\b(?:removed|deleted) by (?:our|the) moderators?\b",
            r"\bcomments are (?:not )?(?:edited|moderated|welcome|closed)\b",
            r"\byour comments?\b|\breply to this\b",
            r"\bcommunity (?:guidelines|standards|rules)\b",
            r"\bwe will not (?:tolerate the following|publish|approve)\b",
            r"\bapproved (?:for publication|or rejected)\b|\bprofanity\b|\bconstructive criticism about\b",
            r"\bpersonal attacks\b.{0,80}\b(?:abuse|promotion|spam)\b",
            r"\bwill not be published\b|\brequired fields\b",
            r"\bmust be logged in\b|\bsave my name\b|\buses akismet\b",
        ),
    ),
    (
        DONATION,
        _any(
            r"\bdonat(?:e|ions?)\b.{0,40}\b(?:today|now|here|us|our|tax)\b",
            r"\bplease (?:consider|donat|support)\w*",
            r"\bsupport (?:our|independent|quality|free) (?:work|journalism|reporting|news)\b",
            r"\bchip in\b|^help us\b",
            r"\bwelcomes? (?:financial )?donations?\b",
            r"\blisting of \w+ donors\b|\breader[- ](?:supported|funded)\b",
            r"\b(?:our|your) (?:donors?|donations?|readers?['’]? support|generous|support|contribution)\b",
            r"\bfunded (?:in part )?by (?:its|our) readers\b|\bmade possible by (?:a|the) (?:\w+ )?grants?\b",
            r"\bmake a (?:donation|contribution|gift)\b|\btax[- ]deductible (?:donation|gift|contribution)",
            r"\bbecom(?:e|ing) (?:a )?(?:patron|supporter|member)\b",
        ),
    ),
    (
        NOTICE,
        _any(
            r"\bis an? (?:\w+, )*(?:independent|non-?partisan|non-?profit|not-for-profit|non-for-profit)\b",
            r"\bnon-?partisan\b",
            r"\b(?:non-?profit|no[tn]-for-profit|not for profit)\b.{0,40}\borgani[sz]ation\b",
            r"\bdoes not (?:engage in advocacy|take (?:any )?(?:institutional )?positions?)\b",
            r"\bdo(?:es)? not necessarily (?:reflect|represent|endorse)\b|\b(?:views|opinions) expressed\b",
            r"\bopinions are (?:their|his|her|the author\S*) own\b|\bclick here\b|\bfor more information\b",
            r"\breflects? (?:only )?the (?:authors?|writers?)['’]?s?['’]? (?:own )?views\b|\bour standards: ",
            r"\b(?:sole |full )?editorial (?:control|independence|guidelines|policy)\b",
            r"\bplease (?:click here|contact|e-?mail|see our|visit)\b|\bnot responsible for the content\b",
            r"\b(?:our|this) (?:website|site|newsroom|mission|publication)\b|\bby signing up\b",
            r"\b(?:terms of (?:use|service)|privacy policy)\b|\byou agree to (?:our|the)\b",
            r"\bis an? (?:\w+ ){0,3}(?:columnist|contributor|freelance (?:journalist|writer)|\w+ fellow)\b",
        ),
    ),
    (
        SHARING,
        _any(
            r"\bfollow (?:us|him|her|them|me|@\w+|the author|\w+ \w+) (?:on|at|via) (?:twitter|x|facebook|"
            r"instagram|telegram|threads|bluesky|social media|whatsapp|youtube)\b|\bfollow @\w+|^@\w+\s*$",
            r"\b(?:uses?|use of|accept|our) cookies\b|\blike us on\b|\bshare this\b|\bwe and our partners\b",
            r"\bad ?block(?:er)?\b|\benable javascript\b|\bjoin (?:us|our channel|our group) on\b",
            r"\bsubscribe to our (?:youtube|channel|telegram|podcast)\b",
        ),
    ),
    (
        COPYRIGHT,
        _any(
            r"\ball rights (?:are )?reserved\b|\bcopyright (?:©|\(c\)|\d{4})|©\s?\d{4}|\bcreative commons\b",
            r"\bmay not be (?:published|reproduced|republished|redistributed)\b",
            r"\brepublish\w* (?:under|with permission|our articles)\b",
            r"\bwithout (?:prior |written |express ){1,3}(?:permission|consent)\b",
        ),
    ),
)
