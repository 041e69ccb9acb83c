"""Numbers of finding names: thresholds, and sizes that bound the work, by the module that uses them."""

# shared
SHARED_RUN = 40  # maximum number of words of a run of capitalised words; longer ones are lists or noise
SHARED_NAME = 5  # maximum number of words of a name in gazetteers and learned lists
# how many first letters of a head noun are its index key; shorter and equally long nouns take no case ending
SHARED_HEAD_START = 4
SHARED_BEFORE = 40  # how many characters before a name are read for words belonging to it
SHARED_CACHED = 65_536  # maximum number of entries in the caches of known words and names

# builtin
BUILTIN_STEM = 5  # minimum number of letters of a frequent stem that shows that a word is not a name
BUILTIN_LABEL = 8  # minimum number of letters of a label in capitals; shorter words may be acronyms
BUILTIN_SEAT = 24  # how many characters before and after a seat of power are searched for signs of a place

# common_acronyms
ACRONYMS_TEXT = 80  # how many characters before an acronym in brackets are searched for its words
ACRONYMS_SHORT_WORD = 3  # maximum number of letters of a word that has no letter in the acronym

# candidates
CANDIDATES_CACHED = 32_768  # maximum number of entries in the cache of names by run
CANDIDATES_PLACES = (2, 3)  # lengths, in words, of known places that are looked up at the start of a run
# how many words are read after a capitalised one: up to two connectors, and the word after them
CANDIDATES_CONNECTED = 3

# capitals
CAPITALS_WORDS = 3  # minimum number of words of a paragraph in capitals whose case is restored
# how many characters at the start of a paragraph are tested for capitals before the whole paragraph is
CAPITALS_BEGINNING = 60
CAPITALS_MOSTLY = 0.8  # minimum share of capitals among the letters of a paragraph in capitals
CAPITALS_SPEAKER = 3  # minimum number of letters of a speaker in capitals before a colon
CAPITALS_ACRONYM = 4  # maximum number of letters of a word that stays in capitals as an acronym without being listed

# coreference
# minimum number of first letters shared by two forms of a noun: folded tr `bakanliga`, `bakanligi`
COREFERENCE_START = 6
COREFERENCE_OFTEN = 3  # minimum number of mentions of an acronym without a full name to count as an organization
COREFERENCE_FULL_NAME = 2  # how many words of a full name may stand after words that are no names
COREFERENCE_ENDING = 4  # maximum number of letters by which two forms of one noun may differ

# endings
ENDINGS_SHORTEST = 4  # minimum number of letters of a name that takes a case ending

# features
FEATURES_NEAR = 2  # how many words on either side of a capitalised word the tagger labels and reads features of
FEATURES_PLACE = 4  # maximum number of words of a place name that is looked up
FEATURES_CONNECTORS = 2  # maximum number of connectors in a row inside a run of capitalised words
FEATURES_RUN = 5  # length of a run from which the tagger's features no longer tell lengths apart
FEATURES_EDGE = 3  # distance to an end of the run from which the features no longer tell distances apart

# gazetteer
GAZETTEER_CACHED = 50_000  # maximum number of entries in the cache of external ids of places

# lexicon
LEXICON_FOLDED = 6  # length of a word's folded prefix, in letters (attribute `f=`)
LEXICON_NEXT = 5  # length of a neighbouring word's prefix, in letters (attribute `n=`)
LEXICON_RARE = 3  # Zipf class of words that are not in the frequency list

# name_parts
NAME_PARTS_ABBREVIATION = 4  # maximum number of letters of a word whose full stop may belong to a name: `Prof. Demir`

# tagger
TAGGER_CACHED = 16_384  # maximum number of entries in the caches of the tagger's surroundings and lists
TAGGER_CACHED_WORDS = 65_536  # maximum number of entries in the tagger's cache of word weights

# typing_rules
TYPING_RULES_PERSON = 5  # maximum number of words of a person's name
TYPING_RULES_PLACE = 4  # maximum number of words of a place that ends in a head noun (`Gulf`)
TYPING_RULES_ACRONYM = 7  # maximum length of an acronym inside a name, in characters
TYPING_RULES_LONE_ACRONYM = 6  # maximum number of letters of an acronym that is a whole name
TYPING_RULES_SHAPED = 3  # maximum number of words of a name that counts as a person by its capitals alone
