"""Thresholds and maximum sizes for comparing and splitting texts, by the module that uses them."""

# identity
IDENTITY_NAMES = 32_768  # maximum number of entries in the caches of ids by name and by external id

# nfc
NFC_MARKS = 30  # maximum number of combining marks in a row that are normalized as one sequence

# normalize
NORMALIZE_WORD = 48  # maximum length, in characters, of a text whose fold is cached: pages repeat their words
NORMALIZE_WORDS = 16_384  # maximum number of entries in the cache of folds
# maximum length, in characters, of a text whose letters are cached: titles are compared often
NORMALIZE_LINE = 256
NORMALIZE_LINES = 4_096  # maximum number of entries in the cache of letters

# sentences
SENTENCES_ABBREVIATION = 24  # how many characters before a full stop are searched for an abbreviation
SENTENCES_NEXT = 3  # how many characters after a full stop are searched for a lower-case letter

# similarity
SIMILARITY_WORDS = 3  # length of a run in words; two wordings are compared by the runs that they share
SIMILARITY_HASHES = 128  # number of hashes in the sketch of a text: the standard error of a similarity of .5 is .04
# number of look-up keys of a text made of runs: only 1 in 1,000 pairs of texts of similarity .25 shares no key
SIMILARITY_BANDS = 24
# number of look-up keys of a text made of two neighbouring facts, to find texts that report the same event
SIMILARITY_FACT_BANDS = 8
SIMILARITY_LEAST = 0.25  # minimum similarity (0 to 1) of two texts of one story
# minimum share of the shorter text's runs that occur in the longer text; a follow-up repeats up to half
SIMILARITY_CONTAINMENT = 0.6
SIMILARITY_COMMON_PART = 0.3  # minimum share of the shorter text's runs in the longer text, if the facts agree
# maximum share of one text's facts that the other text lacks; the smaller share of both directions counts
SIMILARITY_OTHER_FACTS = 0.25
SIMILARITY_OTHER_LEAD = 0.34  # maximum share of one text's first facts that the other text lacks
SIMILARITY_LEAD_FACTS = 4  # how many facts are the first facts of a text: usually who, where, how many

# tokens
TOKENS_FAR = 24  # how many characters before an apostrophe are searched for the beginning of its word
TOKENS_INITIAL = 2  # maximum number of letters before an apostrophe inside a name: O'Neill
TOKENS_CONNECTOR = 8  # maximum length of a word between two capitalised words that is joined with both, in characters
TOKENS_NEAR = 60  # how many characters before a word are searched for the end of a sentence

# url
URL_LONGEST = 2_048  # maximum length of a URL, in characters

# wordings
# number of look-up keys of a quote: a fifth of a long quote shares a key with the quote in 99 of 100 cases
WORDINGS_BANDS = 24
WORDINGS_LEAST_WORDS = 4  # minimum number of words of a quote to be taken for a part of a longer quote
WORDINGS_COMMON = 0.78  # minimum share of the shorter quote's words that occur in the longer quote
WORDINGS_MOST_WORDS = 400  # how many first words of a quote are compared with those of another quote
WORDINGS_LETTERS = 5  # minimum number of letters of a word that still counts as the same word if one letter differs
WORDINGS_CAPITALS = 0.3  # if a higher share of words is capitalised, capitals do not mark names (German nouns, titles)
