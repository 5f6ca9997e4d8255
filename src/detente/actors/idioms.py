"""Words of countries that name none: "Dutch courage", "Panama hats", "china rattled on its shelves".

Own work, from general knowledge: fixed expressions of the press and the kitchen.
"""

from __future__ import annotations

from detente.actors.scan import Hit, Scanned
from detente.actors.sets import word_set

_FIXED: dict[str, frozenset[str]] = {
    "dutch": word_set("courage treat oven uncle door elm auction"),
    "french": word_set(
        "fries fry toast horn horns window windows kiss kisses bread press bulldog bulldogs leave polish"
    ),
    "russian": word_set("roulette doll dolls salad dressing"),
    "chinese": word_set("whispers checkers wall walls takeaway takeaways lantern lanterns"),
    "turkish": word_set("bath baths delight coffee towel towels"),
    "persian": word_set("rug rugs carpet carpets cat cats miniature miniatures"),
    "swiss": word_set("cheese roll rolls chard"),
    "danish": word_set("pastry pastries"),
    "english": word_set("breakfast muffin muffins rose language literature teacher teachers lesson lessons breakfasts"),
    "irish": word_set("stew coffee setter setters wolfhound"),
    "welsh": word_set("rarebit corgi corgis"),
    "german": word_set("shepherd shepherds measles"),
    "spanish": word_set("flu omelette omelettes fly guitar"),
    "greek": word_set("salad salads tragedy tragedies yogurt yoghurt chorus fire alphabet letter letters"),
    "roman": word_set("numeral numerals candle candles"),
    "mexican": word_set("wave waves standoff stand-off"),
    "indian": word_set(
        "summer ink file tribe tribes tribal reservation reservations country nations community communities"
    ),
    "cuban": word_set("heel heels sandwich sandwiches"),
    "siamese": word_set("twin twins cat cats"),
    "arabian": word_set("nights horse horses"),
    "afghan": word_set("hound hounds"),
    "venetian": word_set("blind blinds"),
    "maltese": word_set("falcon terrier"),
    "panama": word_set("hat hats"),
    "brazil": word_set("nut nuts"),
    "brussels": word_set("sprout sprouts"),
    "bermuda": word_set("shorts triangle grass"),
    "guinea": word_set("pig pigs fowl"),
    "stockholm": word_set("syndrome"),
    "manila": word_set("envelope envelopes folder folders"),
    "lima": word_set("bean beans"),
    "china": word_set("shop cabinet cup cups plate plates doll dolls teapot"),
    "turkey": word_set("sandwich sandwiches dinner dinners breast farm farms farmer farmers shoot leg legs baster"),
    "java": word_set("programmer programmers code developer developers script applet"),
    "havana": word_set("cigar cigars"),
    "vienna": word_set("sausage sausages waltz"),
    "bologna": word_set("sandwich sandwiches"),
}
_HOMOGRAPHS: dict[str, frozenset[str]] = {
    "turkey": word_set(
        "pound roast roasted oven stuffing ham thanksgiving breast sandwich gravy cranberry carve feathers "
        "bird birds dinner"
    ),
    "china": word_set(
        "shelf shelves cupboard cupboards porcelain plate plates saucer saucers cups crockery teapot glassware"
    ),
    "java": word_set("programmer programmers programming software code coffee"),
    "jordan": word_set("basketball bulls dunk"),
    "chad": word_set("ballot ballots hanging dimpled pregnant"),
}
"""Common words that begin a sentence with a capital, with what else the sentence then speaks of."""


def drop_idioms(scans: list[Scanned]) -> None:
    """Take the hits away that are part of a fixed expression or a common word at the start of a sentence."""
    for found in scans:
        words = [w.lower() for w in found.tree.words]
        for hit in [h for h in found.hits if h.kind == "country" and h.last - h.first == 1]:
            own = words[hit.first]
            after = words[hit.last] if hit.last < len(words) else ""
            is_common = hit.first == 0 and bool(_HOMOGRAPHS.get(own, frozenset()) & set(words))
            if after in _FIXED.get(own, ()) or is_common:
                found.add(Hit("nothing", hit.first, hit.last))
