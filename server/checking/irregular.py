"""English verbs and nouns that keep to no rule, and words that double their last letter."""

from __future__ import annotations

from .listed import listed


def _rows(table: str) -> dict[str, tuple[str, ...]]:
    """Read a table: on each line or behind each comma a word, then its other forms."""
    rows = (row.split() for line in table.strip().splitlines() for row in line.split(","))
    return {row[0]: tuple(row[1:]) for row in rows if row}


VERBS = _rows(
    """
    arise arose arisen, awake awoke awoken, bear bore borne, beat beat beaten, become became become
    begin began begun, bend bent, bet bet, bid bid bade bidden, bind bound, bite bit bitten, bleed bled
    blow blew blown, break broke broken, breed bred, bring brought, broadcast broadcast broadcasted
    build built, burn burnt burned, burst burst, bust bust busted, buy bought, cast cast, catch caught
    choose chose chosen, cling clung, come came come, cost cost, creep crept, cut cut, deal dealt
    dig dug, do does did done, draw drew drawn, dream dreamt dreamed, drink drank drunk
    drive drove driven, eat ate eaten, fall fell fallen, feed fed, feel felt, fight fought, find found
    fit fit fitted, flee fled, fling flung, fly flew flown, forbid forbade forbidden
    forget forgot forgotten, forgive forgave forgiven, freeze froze frozen, get got gotten
    give gave given, go goes went gone, grind ground, grow grew grown, hang hung hanged, have has had
    hear heard, hide hid hidden, hit hit, hold held, hurt hurt, keep kept, kneel knelt kneeled
    know knew known, lay laid, lead led, lean leant leaned, leap leapt leaped, learn learnt learned
    leave left, lend lent, let let, lie lay lain lied, light lit lighted, lose lost, make made
    mean meant, meet met, mistake mistook mistaken, mow mowed mown, pay paid, plead pleaded pled
    prove proved proven, put put, quit quit, read read, rid rid, ride rode ridden, ring rang rung
    rise rose risen, run ran run, saw sawed sawn, say said, see saw seen, seek sought, sell sold
    send sent, set set, sew sewed sewn, shake shook shaken, shed shed, shine shone shined, shoot shot
    show showed shown, shrink shrank shrunk, shut shut, sing sang sung, sink sank sunk, sit sat
    sleep slept, slide slid, sling slung, slit slit, smell smelt smelled, sow sowed sown
    speak spoke spoken, speed sped speeded, spell spelt spelled, spend spent, spill spilt spilled
    spin spun, spit spat, split split, spoil spoilt spoiled, spread spread, spring sprang sprung
    stand stood, steal stole stolen, stick stuck, sting stung, stink stank stunk, stride strode stridden
    strike struck stricken, string strung, strive strove striven, swear swore sworn, sweep swept
    swell swelled swollen, swim swam swum, swing swung, take took taken, teach taught, tear tore torn
    tell told, think thought, throw threw thrown, thrust thrust, tread trod trodden
    understand understood, upset upset, wake woke woken, wear wore worn, weave wove woven, weep wept
    wed wed wedded, wet wet wetted, win won, wind wound, wring wrung, write wrote written
    """
)
"""A verb and what it becomes beside its forms in -s and -ing, which keep to the rules where not given."""

NOUNS = _rows(
    """
    man men, woman women, child children, person people persons, foot feet, tooth teeth, goose geese
    mouse mice, ox oxen, penny pence pennies, half halves, leaf leaves, life lives, knife knives
    wife wives, wolf wolves, shelf shelves, self selves, thief thieves, loaf loaves, calf calves
    scarf scarves, analysis analyses, basis bases, crisis crises, thesis theses, hypothesis hypotheses
    diagnosis diagnoses, prognosis prognoses, synopsis synopses, axis axes, criterion criteria
    phenomenon phenomena, medium media, datum data, bacterium bacteria, memorandum memoranda memorandums
    curriculum curricula curriculums, stimulus stimuli, nucleus nuclei, alumnus alumni, fungus fungi
    index indices indexes, appendix appendices, matrix matrices matrixes, vertex vertices
    formula formulae formulas, larva larvae, hero heroes, potato potatoes, tomato tomatoes
    echo echoes, veto vetoes, embargo embargoes, cargo cargoes, sheep sheep, deer deer, fish fish fishes
    series series, species species, aircraft aircraft, spacecraft spacecraft, staff staff staffs
    news news, headquarters headquarters, premises premises, proceeds proceeds
    """
)

PREFIXES = (
    "re",
    "over",
    "under",
    "out",
    "mis",
    "un",
    "up",
    "off",
    "pre",
    "with",
    "fore",
    "inter",
    "in",
    "be",
    "down",
)
"""Before an irregular verb, these change nothing in its forms: resold, undercut, withdrew."""
REGULAR_ALL_THE_SAME = listed("relay delay inlay unwind outlay behave unsaid belie underlie inset withhold")
"""They only look like a prefix and one of those verbs; those that are one are told in the table below."""
VERBS |= _rows("unwind unwound, underlie underlay underlain, withhold withheld, belie belied, behave behaved")

DOUBLED = listed(
    """
    abet abhor acquit admit allot befit begin commit compel concur confer control corral defer demur
    deter dispel emit enrol enroll equip excel expel extol forget format handicap incur infer input
    instil instill inter kidnap occur omit outfit output patrol permit prefer program rebut recur refer
    regret remit repel submit transfer transmit upset worship zap
    """
)
DOUBLED_OR_NOT = listed(
    """
    benefit bias bus cancel channel counsel dial duel equal focus fuel initial label level libel marshal
    model panel pedal pencil quarrel refuel relabel rival shovel signal spiral stencil tinsel total
    towel travel tunnel
    """
)
"""British and American writers differ."""
