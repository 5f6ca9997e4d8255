"""What a report calls a state instead of its name: "the gas-rich emirate", "the self-ruled island", "the superpower".

Each word is true of some states only; who is meant is asked of the states that the text named before. From general
knowledge; the parts of the world follow the United Nations' geoscheme (M49).
"""

from __future__ import annotations

from detente.actors.sets import word_set

_KINDS: dict[str, frozenset[str]] = {
    "kingdom": word_set(
        "SAU GBR ESP NLD BEL DNK NOR SWE JOR MAR BHR THA KHM BTN TON LSO SWZ NPL MYS"
    ),
    "monarchy": word_set(
        "SAU GBR ESP NLD BEL DNK NOR SWE JOR MAR BHR THA KHM BTN TON LSO SWZ NPL MYS QAT KWT ARE OMN BRN JPN "
        "MCO LIE LUX"
    ),
    "emirate": word_set("QAT KWT ARE"),
    "sheikhdom": word_set("QAT KWT ARE BHR"),
    "sultanate": word_set("OMN BRN"),
    "principality": word_set("MCO LIE AND"),
    "duchy": word_set("LUX"),
    "superpower": word_set("USA CHN RUS SUN"),
    "archipelago": word_set("IDN PHL JPN MDV BHS CPV COM SYC SLB VUT FJI TON KIR MHL FSM STP BHR"),
    "island": word_set(
        "TWN CYP CUB LKA MDG MLT ISL IRL GBR JPN JAM HTI DOM TTO BRB GRD LCA SGP BHR MUS TLS PHL IDN MDV NRU "
        "FJI NZL PNG"
    ),
}  # fmt: skip
_COLONISERS = word_set("GBR FRA ESP PRT NLD BEL ITA DEU JPN USA RUS")
_NUCLEAR = word_set("USA RUS CHN GBR FRA IND PAK PRK ISR")
_AFRICA = word_set(
    "DZA AGO BEN BWA BFA BDI CPV CMR CAF TCD COM COG COD CIV DJI EGY GNQ ERI SWZ ETH GAB GMB GHA GIN GNB "
    "KEN LSO LBR LBY "
    "MDG MWI MLI MRT MUS MAR MOZ NAM NER NGA RWA STP SEN SYC SLE SOM ZAF SSD SDN TZA TGO TUN UGA ZMB ZWE"
)
_WEST_AFRICA = word_set("BEN BFA CPV CIV GMB GHA GIN GNB LBR MLI MRT NER NGA SEN SLE TGO")
_EAST_AFRICA = word_set("BDI COM DJI ERI ETH KEN MDG MWI MUS MOZ RWA SYC SOM SSD TZA UGA ZMB ZWE")
_ASIA = word_set(
    "AFG ARM AZE BHR BGD BTN BRN KHM CHN CYP GEO IND IDN IRN IRQ ISR JPN JOR KAZ KWT KGZ LAO LBN MYS MDV "
    "MNG MMR NPL PRK "
    "OMN PAK PHL QAT SAU SGP KOR LKA SYR TJK THA TLS TUR TKM ARE UZB VNM YEM TWN"
)
_EUROPE = word_set(
    "ALB AND AUT BLR BEL BIH BGR HRV CZE DNK EST FIN FRA DEU GRC HUN ISL IRL ITA KOS LVA LIE LTU LUX MLT "
    "MDA MCO MNE NLD "
    "MKD NOR POL PRT ROU RUS SMR SRB SVK SVN ESP SWE CHE UKR GBR VAT"
)
_LATIN = word_set("ARG BOL BRA CHL COL CRI CUB DOM ECU SLV GTM HTI HND MEX NIC PAN PRY PER URY VEN")
_REGIONS: dict[str, frozenset[str]] = {
    "african": _AFRICA,
    "west african": _WEST_AFRICA,
    "east african": _EAST_AFRICA,
    "asian": _ASIA,
    "european": _EUROPE,
    "latin american": _LATIN,
    "south american": word_set("ARG BOL BRA CHL COL ECU GUY PRY PER SUR URY VEN"),
    "central american": word_set("BLZ CRI SLV GTM HND NIC PAN"),
    "caribbean": word_set("ATG BHS BRB CUB DMA DOM GRD HTI JAM KNA LCA VCT TTO"),
    "southeast asian": word_set("BRN KHM IDN LAO MYS MMR PHL SGP THA TLS VNM"),
    "central asian": word_set("KAZ KGZ TJK TKM UZB"),
    "south asian": word_set("AFG BGD BTN IND MDV NPL PAK LKA"),
    "arab": word_set("DZA BHR COM DJI EGY IRQ JOR KWT LBN LBY MRT MAR OMN PSE QAT SAU SOM SDN SYR TUN ARE YEM"),
    "gulf": word_set("BHR KWT OMN QAT SAU ARE IRQ IRN"),
    "baltic": word_set("EST LVA LTU"),
    "nordic": word_set("DNK FIN ISL NOR SWE"),
    "balkan": word_set("ALB BIH BGR HRV GRC KOS MNE MKD ROU SRB SVN"),
    "pacific": word_set("AUS FJI KIR MHL FSM NRU NZL PLW PNG WSM SLB TON TUV VUT"),
    "communist": word_set("CHN CUB LAO PRK VNM SUN"),
    "nuclear": _NUCLEAR,
    "nuclear-armed": _NUCLEAR,
    "colonial": _COLONISERS,
    "self-ruled": word_set("TWN"),
    "landlocked": word_set(
        "AFG AND ARM AUT AZE BLR BTN BOL BWA BFA BDI CAF TCD CZE SWZ ETH HUN KAZ KOS KGZ LAO LSO LIE LUX MWI "
        "MLI MDA MNG "
        "NPL NER MKD PRY RWA SMR SRB SVK SSD CHE TJK TKM UGA UZB VAT ZMB ZWE"
    ),
}  # fmt: skip
NOUNS = frozenset(_KINDS) | word_set("country nation state power giant republic neighbour neighbor")
"""Nouns that may stand for a state with words before them: "the oil-rich kingdom", "the Asian giant"."""


def may_be_called(code: str | None, noun: str, words: str) -> bool | None:
    """Whether the state may be called by the noun with these words before it; None if nothing tells."""
    known = [_KINDS[noun]] if noun in _KINDS else []
    text = f" {words.lower().replace(' - ', '-')} "
    for said in sorted(_REGIONS, key=len, reverse=True):
        if f" {said} " in text:
            known.append(_REGIONS[said])
            break
    if not known:
        return None
    return code is not None and all(code in one for one in known)
