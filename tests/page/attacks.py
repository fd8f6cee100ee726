"""Reports that try to be more than text. Each is the body of a report; `hacked` is what would show that it ran."""

from __future__ import annotations

RUN = "window.hacked=1"
WORDS = "Fighters of the Harbour Front captured Stonebridge on 3 November 2017, Colonel Amin Sabri said."

BODIES = {
    "script": f"<script>{RUN}</script> {WORDS}",
    "closing-script": f"</script></style></textarea></title><script>{RUN}</script> {WORDS}",
    "image": f'<img src=x onerror="{RUN}"> {WORDS}',
    "image-elsewhere": f'<img src="https://elsewhere.example/pixel.png"> {WORDS}',
    "drawing": f'<svg onload="{RUN}"><animate onbegin="{RUN}" attributeName="x"></svg> {WORDS}',
    "frame": f'<iframe srcdoc="<script>parent.{RUN}</script>" src="javascript:{RUN}"></iframe> {WORDS}',
    "object": f'<object data="javascript:{RUN}"></object><embed src="javascript:{RUN}"> {WORDS}',
    "link": f'<a href="javascript:{RUN}">{WORDS}</a>',
    "markdown-link": f"[{WORDS}](javascript:{RUN}) ![x](https://elsewhere.example/x.png)",
    "refresh": f'<meta http-equiv="refresh" content="0;url=https://elsewhere.example/"> {WORDS}',
    "base": f'<base href="https://elsewhere.example/"> {WORDS}',
    "form": f'<form action="https://elsewhere.example/" id=f><input autofocus onfocus="{RUN}"></form> {WORDS}',
    "style": f"<style>*{{display:none!important}} @import 'https://elsewhere.example/x.css';</style> {WORDS}",
    "covering": f'<div style="position:fixed;inset:0;z-index:99999;background:red">Log in</div> {WORDS}',
    "clobbering": f"<form name=body><input name=firstChild id=page></form><a id=main name=main> {WORDS}",
    "template": f"{{{{constructor.constructor('{RUN}')()}}}} ${{{RUN}}} {{@html '<script>{RUN}</script>'}} {WORDS}",
    "quotes": f"\" onmouseover=\"{RUN}\" ' onfocus='{RUN}' ` autofocus {WORDS}",
    "entities": f"&lt;script&gt;{RUN}&lt;/script&gt; &#60;img src=x onerror={RUN}&#62; {WORDS}",
    "json": f'"}}]}}</script><script>{RUN}</script>\u2028\u2029 {WORDS}',
    "right-to-left": f"\u202eReport gpj.exe \u2066\u2067\u202d {WORDS} \u202b and no end to it",
    "invisible": f"Stone\u200bbridge \ufeff\u2060 {WORDS}\U000e0041\U000e0042 \u00ad",
    "controls": f"\x07\x08\x1b[2J\x1b[31m \x7f\x9b {WORDS}",
    "piled-up": WORDS.replace("a", "a" + "\u0301\u0316\u0334\u0489" * 40),
    "one-word": f"{WORDS} {'W' * 20_000}",
    "wide": " ".join((WORDS, "\ufdfd" * 300, "\U0001f3f4\U000e0067\U000e0062\U000e007f" * 50)),
    "tall": WORDS + "\n" * 3_000 + WORDS,
    "many-claims": " ".join(WORDS.replace("Stonebridge", f"Stonebridge {n}") for n in range(120)),
    "names": WORDS.replace("Harbour Front", "__proto__ Front").replace("Stonebridge", "constructor"),
    "arabic": f"قال العقيد أمين صبري إن المقاتلين سيطروا على البلدة. {WORDS} <b>‏القائم‏</b>",
    "address": f"{WORDS} //elsewhere.example/x data:text/html,<script>{RUN}</script> file:///etc/passwd",
}

HEADLINES = [
    f"<script>{RUN}</script> Town falls",
    f"<img src=x onerror={RUN}> Town falls",
    "\u202eTown falls\u202e",
    "T" * 5_000,
    "Town " + "a\u0301\u0316" * 400,
]
OUTLETS = [
    f"<script>{RUN}</script>",
    "\u202eriver Post",
    "__proto__",
    "P" * 3_000,
    f'"><svg onload={RUN}>',
    "River Post",
]


def reports() -> dict[str, str]:
    """Each attack as a file: its name and its text, with a headline and an outlet that attack too."""
    made = {}
    for number, (name, body) in enumerate(BODIES.items()):
        outlet = OUTLETS[number % len(OUTLETS)]
        headline = HEADLINES[number % len(HEADLINES)]
        header = f"---\noutlet: {outlet}\npublished: 2017-11-{number % 28 + 1:02}\ntitle: {headline}\n---\n"
        made[f"{number:02}-{name}.txt"] = f"{header}{headline}\n\n{body}\n\n{WORDS}\n"
    return made
