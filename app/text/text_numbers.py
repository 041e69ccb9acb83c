"""Thresholds and maximum sizes for comparing and splitting texts, grouped by the module that uses them."""

# identity
IDENTITY_NAMES = 32_768  # maximum number of entries in the caches of ids by name and by external id

# nfc
NFC_MARKS = 30  # maximum number of combining marks in a row that are normalized as one sequence

# normalize
NORMALIZE_WORD = 48  # maximum length, in characters, of a text whose folded form is cached, because pages repeat words
NORMALIZE_WORDS = 16_384  # maximum number of entries in the cache of folded forms
# maximum length, in characters, of a text whose form for comparison (`letters`) is cached, because titles recur
NORMALIZE_LINE = 256
NORMALIZE_LINES = 4_096  # maximum number of entries in the cache of forms for comparison

# sentences
SENTENCES_ABBREVIATION = 24  # how many characters before a full stop are searched for an abbreviation
SENTENCES_NEXT = 3  # how many characters after a full stop are searched for a lower-case letter

# similarity
SIMILARITY_WORDS = 3  # number of words in a run; texts and quotes are compared by the runs that they share
# number of hashes in the sketch of a text; with 128, a similarity of .5 has a standard error of .04
SIMILARITY_HASHES = 128
# how many runs of words are look-up keys of a text: of pairs of texts with similarity .25, 1 in 1,000 shares no key
SIMILARITY_BANDS = 24
# how many pairs of neighbouring facts are look-up keys of a text, to find other texts about the same event
SIMILARITY_FACT_BANDS = 8
SIMILARITY_LEAST = 0.25  # minimum similarity (0 to 1) for two texts to be the same story
# minimum share of the shorter text's runs that occur in a longer text of the same story; follow-ups repeat up to half
SIMILARITY_CONTAINMENT = 0.6
# minimum share of the shorter text's runs in the longer text for two texts with equal facts to be the same report
SIMILARITY_COMMON_PART = 0.3
# maximum share of one text's facts that the other text lacks, if both report the same event; the smaller share counts
SIMILARITY_OTHER_FACTS = 0.25
# maximum share of one text's first facts that the other text lacks, if both report the same event
SIMILARITY_OTHER_LEAD = 0.34
SIMILARITY_LEAD_FACTS = 4  # how many facts at the start of a text are its first facts: usually who, where, how many

# tokens
TOKENS_FAR = 24  # how many characters before an apostrophe are searched for the beginning of the word that ends there
TOKENS_INITIAL = 2  # maximum number of letters before an apostrophe inside a name: O'Neill
TOKENS_CONNECTOR = 8  # maximum length, in characters, of a word that joins two capitalised words into one stretch: `of`
TOKENS_NEAR = 60  # how many characters before a word are searched for a mark that ends the previous sentence

# url
URL_LONGEST = 2_048  # maximum length of a URL, in characters

# wordings
# number of look-up keys of a quote: with 24, a fifth of a long quote is found in 99 of 100 cases
WORDINGS_BANDS = 24
WORDINGS_LEAST_WORDS = 4  # minimum number of words of a quote that may count as a part of a longer quote
# minimum share of the shorter quote's words that occur in the longer quote if both are the same statement
WORDINGS_COMMON = 0.78
WORDINGS_MOST_WORDS = 400  # how many words at the start of a quote are compared with those of another quote
# minimum number of letters of a word that counts as the same word if one letter differs (a typing error)
WORDINGS_LETTERS = 5
# if more than this share of a quote's words is capitalised, capitals do not mark names (German nouns, headlines)
WORDINGS_CAPITALS = 0.3
