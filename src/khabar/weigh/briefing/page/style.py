"""How the page looks: on screens light and dark, on a telephone, on paper."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

CSS = """
:root{color-scheme:light dark;--ink:#1b1f24;--quiet:#5b6570;--paper:#fdfdfb;--line:#d9dcdf;--firm:#0b5fa5;
--word:#b4540a;--named:#6b7480;--soft:#0b5fa522;--wash:#f2f3f1;--link:#0b5fa5}
@media (prefers-color-scheme:dark){:root{--ink:#e4e7ea;--quiet:#9aa4ae;--paper:#15181c;--line:#343a41;--firm:#6db3f2;
--word:#f0a05a;--named:#98a2ad;--soft:#6db3f226;--wash:#1d2126;--link:#7cbcf5}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.5 Georgia,"Times New Roman",serif;
overflow-wrap:anywhere}
main{max-width:72rem;margin:0 auto;padding:1.5rem 1.25rem 3rem}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.15rem;margin:1.6rem 0 .4rem;padding-top:.5rem;border-top:1px solid var(--line)}
h3{font-size:.95rem;margin:.9rem 0 .2rem;color:var(--quiet);font-weight:600}
.day{color:var(--quiet);margin:0;font-size:1.05rem}
.note{color:var(--quiet);font-style:italic;margin:.2rem 0}
ul{margin:.2rem 0 .2rem;padding-left:1.15rem}
li{margin:.3rem 0}
p{margin:.3rem 0}
a{color:var(--link);text-decoration:none}
a:hover,a:focus{text-decoration:underline}
sup{font:.68rem/0 system-ui,sans-serif;white-space:normal;margin-left:.1em}
sup a{padding:0 .1em}
figure{margin:0 0 1rem;padding:.75rem;background:var(--wash);border-radius:6px}
figure svg{display:block;width:100%;height:auto;max-width:32rem;margin:0 auto}
figcaption{font:.78rem/1.4 system-ui,sans-serif;color:var(--quiet);margin-top:.4rem}
.key{display:inline-block;margin-right:.9em;white-space:nowrap}
.key svg{display:inline-block;width:.8rem;height:.8rem;margin:0 .3em 0 0;vertical-align:-.1em}
.notes{font-size:.82rem;line-height:1.45;color:var(--quiet);padding-left:2.2em}
.notes li:target{background:var(--soft)}
.notes q{color:var(--ink)}
q::before,q::after{content:none}
.notes .back{font-family:system-ui,sans-serif}
code{font-size:.9em}
svg text{font:10px system-ui,sans-serif;fill:var(--ink)}
svg .small{font-size:9px;fill:var(--quiet)}
svg .halo{paint-order:stroke;stroke:var(--wash);stroke-width:3px;stroke-linejoin:round}
svg .border{fill:none;stroke:var(--quiet);stroke-width:1.5;stroke-dasharray:5 3}
svg .leg{fill:none;stroke:var(--named);stroke-width:1.2;stroke-dasharray:1 3}
svg .leg.open,svg .leg.built{fill:none;stroke:var(--firm);stroke-width:3;stroke-dasharray:none}
svg .leg.closed,svg .cross{fill:none;stroke:var(--word);stroke-width:2;stroke-dasharray:none}
svg .leg.contested,svg .leg.left,svg .leg.planned{stroke:var(--word);stroke-width:2;stroke-dasharray:6 4}
svg .leg.left,svg .leg.planned{stroke-width:3;stroke-dasharray:2 3}
svg .gate{fill:none;stroke:var(--word);stroke-width:1.8}
svg .gate.open{fill:none;stroke:var(--firm);stroke-width:1.8;stroke-dasharray:none}
svg text.doubt{font-weight:700}
.key svg.wide{width:1.6rem}
svg .grid{stroke:var(--line);stroke-width:1}
svg .cut{stroke:var(--word);stroke-width:1;stroke-dasharray:2 2}
svg .rule{stroke:var(--ink);stroke-width:1.5;fill:none}
svg .counts{fill:var(--firm)}
svg .word{fill:var(--wash);stroke:var(--word);stroke-width:1.8}
svg .named{fill:var(--named);stroke:var(--wash);stroke-width:1}
svg .country{letter-spacing:.15em;opacity:.75}
svg .soft{fill:var(--soft);stroke:none}
svg .within{stop-color:var(--firm);stop-opacity:.16}
svg .without{stop-color:var(--firm);stop-opacity:0}
svg .said{fill:var(--firm)}
svg .denied{fill:var(--wash);stroke:var(--word);stroke-width:1.4}
svg .open{fill:var(--wash);stroke:var(--named);stroke-width:1.2;stroke-dasharray:2 1.5}
svg .bar{opacity:.75}
svg a:hover *,svg a:focus *{stroke:var(--ink);stroke-width:1.5}
@media (min-width:62rem){.body{display:grid;grid-template:auto 1fr/minmax(0,1fr) 25rem;gap:0 2.5rem;align-items:start}
.first,.rest{grid-column:1}.figures{grid-area:1/2/3/3;position:sticky;top:1rem;margin-top:1.6rem}}
@media (max-width:30rem){main{padding:1rem .9rem 2rem}body{font-size:16px}h1{font-size:1.4rem}figure{padding:.5rem}
ul{padding-left:1rem}}
@media print{:root{--ink:#000;--quiet:#333;--paper:#fff;--line:#bbb;--firm:#084a82;--word:#8a3d00;--named:#555;
--soft:#084a8222;--wash:#fff;--link:#000}body{font-size:10.5pt}main{max-width:none;padding:0}
.figures{display:flex;gap:1rem}.figures figure{flex:1;break-inside:avoid;border:1px solid var(--line)}
h2,h3{break-after:avoid}li{break-inside:avoid}.notes{font-size:8pt}.notes .back{display:none}}
"""


def policy() -> str:
    """The content security policy of the page: its own style sheet, known by its hash, and nothing else at all."""
    digest = b64encode(sha256(CSS.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
