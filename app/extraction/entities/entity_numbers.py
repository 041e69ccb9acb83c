"""Numbers of finding names: thresholds, and sizes that bound the work, by the module that uses them."""

# shared
SHARED_RUN = 40  # maximum words of a run of capitalised words; longer ones are lists or noise
SHARED_NAME = 5  # maximum words of a name in gazetteers and learned lists
SHARED_HEAD_START = 4  # letters of a head noun by which it is indexed; heads as short as that take no case ending
SHARED_BEFORE = 40  # characters before a name that are read for words belonging to it
SHARED_CACHED = 65_536  # entries of the caches of known words and names

# builtin
BUILTIN_STEM = 5  # minimum letters of a frequent stem that shows that a word is not a name
BUILTIN_LABEL = 8  # minimum letters of a label in capitals; shorter words may be acronyms

# candidates
CANDIDATES_CACHED = 32_768  # entries of the cache of names by run
CANDIDATES_PLACES = (2, 3)  # numbers of words of a known place at the start of a run
CANDIDATES_CONNECTED = 3  # words read after a capitalised one: up to two connectors, and the word after them

# capitals
CAPITALS_WORDS = 3  # minimum words of a paragraph in capitals whose case is restored
CAPITALS_BEGINNING = 60  # characters at the start of a paragraph that are tested for capitals before the whole
CAPITALS_MOSTLY = 0.8  # minimum share of capitals among the letters of a paragraph in capitals
CAPITALS_SPEAKER = 3  # minimum letters of a speaker in capitals before a colon
CAPITALS_ACRONYM = 4  # maximum letters of a word that stays in capitals as an acronym without being listed

# coreference
COREFERENCE_START = 6  # shared first letters that make folded tr `bakanliga` a form of `bakanligi`
COREFERENCE_OFTEN = 3  # minimum mentions of an acronym without a full name to count as an organization
COREFERENCE_FULL_NAME = 2  # words of a full name that may follow words that are no names
COREFERENCE_ENDING = 4  # maximum letters by which two forms of one noun may differ

# endings
ENDINGS_SHORTEST = 4  # minimum letters of a name that takes a case ending

# features
FEATURES_NEAR = 2  # words beside a capitalised word that the tagger labels, and whose features it reads, on either side
FEATURES_PLACE = 4  # maximum words of a place name that is looked up
FEATURES_CONNECTORS = 2  # maximum connectors in a row inside a run of capitalised words
FEATURES_RUN = 5  # length of a run from which the tagger's features no longer tell lengths apart
FEATURES_EDGE = 3  # distance to an end of the run from which the features no longer tell distances apart

# gazetteer
GAZETTEER_CACHED = 50_000  # entries of the cache of places' external ids

# lexicon
LEXICON_FOLDED = 6  # letters of a word's folded prefix (attribute `f=`)
LEXICON_NEXT = 5  # letters of a word's prefix for its neighbours (attribute `n=`)
LEXICON_RARE = 3  # Zipf class of words that are not in the frequency list

# name_parts
NAME_PARTS_ABBREVIATION = 4  # maximum letters of a word whose full stop may belong to a name: `Prof. Demir`

# tagger
TAGGER_CACHED = 16_384  # entries of the caches of the tagger's surroundings and lists
TAGGER_CACHED_WORDS = 65_536  # entries of the tagger's cache of word weights

# typing_rules
TYPING_RULES_PERSON = 5  # maximum words of a person's name
TYPING_RULES_PLACE = 4  # maximum words of a place that ends in a head noun (`Gulf`)
TYPING_RULES_ACRONYM = 7  # maximum characters of an acronym inside a name
TYPING_RULES_LONE_ACRONYM = 6  # maximum letters of an acronym that is a whole name
TYPING_RULES_SHAPED = 3  # maximum words of a name that counts as a person by its capitals alone
