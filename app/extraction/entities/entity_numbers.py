"""Numbers used to find names (thresholds, and limits on the work), grouped by the module that uses them."""

# shared
SHARED_RUN = 40  # maximum number of words in a run of capitalised words; longer runs are lists or noise
SHARED_NAME = 5  # maximum number of words of a name that is looked up in gazetteers and learned lists
# Head nouns are indexed by this many first letters. Only longer head nouns are recognised with a case ending.
SHARED_HEAD_START = 4
SHARED_BEFORE = 40  # how many characters before a name are searched for words that belong to the name
SHARED_CACHED = 65_536  # maximum number of entries in each cache of known words and names

# builtin
BUILTIN_STEM = 5  # a word is not a name if it has a frequent stem of at least this many letters
BUILTIN_LABEL = 8  # minimum number of letters of a label in capitals (`BREAKING`); a shorter word may be an acronym
BUILTIN_SEAT = 24  # how many characters before and after a seat of power are searched for words that make it a place

# common_acronyms
ACRONYMS_TEXT = 80  # how many characters before an acronym in brackets are searched for the words that it abbreviates
ACRONYMS_SHORT_WORD = 3  # maximum number of letters of a word that an acronym may skip

# candidates
CANDIDATES_CACHED = 32_768  # maximum number of entries in the cache of the names in a run
CANDIDATES_PLACES = (2, 3)  # a known place of this many words is looked up at the start of a run
# how many words are read from a connector on: up to two connectors and the word after them
CANDIDATES_CONNECTED = 3

# capitals
CAPITALS_WORDS = 3  # minimum number of words of a paragraph in capitals for its case to be restored
# how many characters at the start of a paragraph are tested first, before the whole paragraph is
CAPITALS_BEGINNING = 60
CAPITALS_MOSTLY = 0.8  # minimum share of capitals among the letters of a paragraph in capitals
CAPITALS_SPEAKER = 3  # minimum number of letters of a speaker in capitals before a colon
# maximum number of letters of an unlisted word that stays in capitals because it may be an acronym
CAPITALS_ACRONYM = 4

# coreference
# minimum number of first letters shared by two forms of a noun: folded tr `bakanliga`, `bakanligi`
COREFERENCE_START = 6
COREFERENCE_OFTEN = 3  # minimum number of mentions for an acronym without a full name to count as an organization
COREFERENCE_FULL_NAME = 2  # minimum number of words that remain of a name when titles before it are removed
COREFERENCE_ENDING = 4  # maximum difference of two forms of one noun in length, in letters

# endings
ENDINGS_SHORTEST = 4  # minimum number of letters of a name before its case ending

# features
FEATURES_NEAR = 2  # how many words before and after a run the tagger labels, and how many around a word it reads
FEATURES_PLACE = 4  # maximum number of words of a place name that is looked up
FEATURES_CONNECTORS = 2  # maximum number of connectors in a row inside a run of capitalised words
FEATURES_RUN = 5  # the tagger's features treat all runs of at least this many words alike
FEATURES_EDGE = 3  # the features treat all distances to an end of the run alike from this many words on

# gazetteer
GAZETTEER_CACHED = 50_000  # maximum number of entries in the cache of external ids of places

# lexicon
LEXICON_FOLDED = 6  # how many first letters of the folded word are a feature (attribute `f=`)
LEXICON_NEXT = 5  # how many first letters of the lower-cased word are a feature (attribute `n=`)
LEXICON_RARE = 3  # frequency class given to words that are not in the frequency list

# name_parts
# maximum number of letters of a word that a full stop inside a name may follow: `Prof. Demir`
NAME_PARTS_ABBREVIATION = 4

# tagger
TAGGER_CACHED = 16_384  # maximum number of entries in each of the tagger's caches but that of words
TAGGER_CACHED_WORDS = 65_536  # maximum number of words in the tagger's cache of weights

# typing_rules
TYPING_RULES_PERSON = 5  # maximum number of words of a person's name
TYPING_RULES_PLACE = 4  # maximum number of words of a place whose last word is a head noun (`Gulf`)
TYPING_RULES_ACRONYM = 7  # maximum length of an acronym inside a name, in characters
TYPING_RULES_LONE_ACRONYM = 6  # maximum length of an acronym that is a whole name, in characters
# maximum number of words of a name that counts as a person only because its words are capitalised
TYPING_RULES_SHAPED = 3
