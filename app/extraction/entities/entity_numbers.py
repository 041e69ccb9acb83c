"""Numbers of finding names: thresholds, and sizes that bound the work, by the module that uses them."""

# shared
SHARED_RUN = 40  # words of a run; longer ones are lists or noise
SHARED_NAME = 5  # words of a listed name
SHARED_HEAD_START = 4  # first letters by which institution heads are indexed; a head of as many takes no ending
SHARED_BEFORE = 40  # characters before a name that are read
SHARED_CACHED = 65_536  # words and names whose answers are kept

# builtin
BUILTIN_STEM = 5  # minimum letters of a stem
BUILTIN_LABEL = 8  # minimum letters of a label in capitals; shorter words may be acronyms

# candidates
CANDIDATES_CACHED = 32_768  # runs whose names are kept
CANDIDATES_PLACES = (2, 3)  # words of a known place at the start of a run
CANDIDATES_CONNECTED = 3  # words that are read for connectors: two of them, and the word after them

# capitals
CAPITALS_WORDS = 3  # minimum words of a text in capitals
CAPITALS_BEGINNING = 60  # characters tested first, before the whole paragraph
CAPITALS_MOSTLY = 0.8  # minimum share of capitals among the letters
CAPITALS_SPEAKER = 3  # minimum letters of a speaker before a colon
CAPITALS_ACRONYM = 4  # maximum letters of an acronym that is not in a list

# coreference
COREFERENCE_START = 6  # shared first letters that make tr `Bakanlığa` a form of `… Bakanlığı`
COREFERENCE_OFTEN = 3  # minimum mentions of an acronym without a full name to count as an organization
COREFERENCE_ENDING = 4  # maximum letters of a case ending without an apostrophe

# endings
ENDINGS_SHORTEST = 4  # minimum letters of a name that takes an ending

# features
FEATURES_NEAR = 2  # words beside a capital that are labelled too, and that features read on either side
FEATURES_PLACE = 4  # maximum words of a place
FEATURES_CONNECTORS = 2  # maximum connectors in a row
FEATURES_RUN = 5  # length of a run from which features no longer tell lengths apart
FEATURES_EDGE = 3  # distance to an end of the run from which features no longer tell distances apart

# gazetteer
GAZETTEER_CACHED = 50_000  # places whose external ids are kept

# lexicon
LEXICON_FOLDED = 6  # letters of the folded prefix `f=`
LEXICON_NEXT = 5  # letters of the prefix `n=`
LEXICON_RARE = 3  # Zipf class of words that are not in the list

# name_parts
NAME_PARTS_ABBREVIATION = (
    4  # maximum letters of a word whose full stop may belong to a name: `Prof. Demir`, `St. Louis`
)

# tagger
TAGGER_CACHED = 16_384  # states of a word's surroundings whose weights are kept
TAGGER_CACHED_WORDS = 65_536  # words whose weights are kept

# typing_rules
TYPING_RULES_PERSON = 5  # maximum words of a person's name
TYPING_RULES_PLACE = 4  # maximum words of a place that ends in a head (`Gulf`)
TYPING_RULES_ACRONYM = 7  # maximum letters of an acronym in a longer name
TYPING_RULES_LONE_ACRONYM = 6  # maximum letters of an acronym that is the whole name
TYPING_RULES_SHAPED = 3  # maximum capitalised words that are a person by their look alone
